// All shops as GeoJSON (RFC 7946), for maps and programs elsewhere.
#pragma once

#include <string>

#include "exports/publication.hpp"

namespace stadtkern::prerender {

// A FeatureCollection; a shop whose position is not known is a feature without geometry (3.2).
std::string geojson(const Publication& publication);

}  // namespace stadtkern::prerender
