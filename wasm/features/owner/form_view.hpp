// The form of an entry: its fields in groups, faults at the field and summed up above.
#pragma once

#include "features/owner/entry.hpp"
#include "features/owner/view.hpp"
#include "views/writer.hpp"

namespace stadtkern::owner {

Html form_view(const Book& book, const Sight& sight);

}  // namespace stadtkern::owner
