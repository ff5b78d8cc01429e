// Lines of the earth's surface on a map: coasts, lakes, rivers.
#pragma once

#include <string>

#include "map/view.hpp"

namespace stadtkern::map {

// The path of rings or lines in thousandths of the map's side ("M12 34 56 78"); "" where nothing of
// it is drawn. `lines` are encoded polylines of four decimals (Google's Encoded Polyline Algorithm
// Format) with a space between them. What is none of that ends the path; nothing is guessed.
std::string outline(const Projection& projection, std::string_view lines);

}  // namespace stadtkern::map
