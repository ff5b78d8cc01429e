// The form of an entry: its fields in groups, faults at the field and summed up above.
#pragma once

#include "features/owner/entry.hpp"
#include "features/owner/view.hpp"
#include "views/writer.hpp"

namespace stadtkern::owner {

// One generation of a form's fields is told from the next by their ids: new ones take their values
// from the markup.
std::string id_of(const Book& book, std::string_view field);

Html form_view(const Book& book, const Sight& sight);

}  // namespace stadtkern::owner
