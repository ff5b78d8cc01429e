// The photos in the form: what is there, in which order, what can be seen, by whom; and the way to
// another one.
#pragma once

#include <functional>

#include "features/owner/entry.hpp"
#include "features/owner/view.hpp"
#include "views/writer.hpp"

namespace stadtkern::owner {

using FaultAt = std::function<std::string_view(std::string_view field)>;

Html photo_view(const Book& book, const Sight& sight, const FaultAt& fault_at);

}  // namespace stadtkern::owner
