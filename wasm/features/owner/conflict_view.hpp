// Where two said something else of the same fields: the person chooses, field by field.
#pragma once

#include "features/owner/entry.hpp"
#include "features/owner/view.hpp"
#include "views/writer.hpp"

namespace stadtkern::owner {

// Nothing where there is no conflict.
Html conflict_view(const Book& book, const Sight& sight);

}  // namespace stadtkern::owner
