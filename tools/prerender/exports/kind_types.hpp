// Which type of schema.org a kind of shop is. All are subtypes of LocalBusiness, so that every
// field of one may be said.
#pragma once

#include <string_view>

namespace stadtkern::prerender {

// "Bakery" for "bakery"; "LocalBusiness" where schema.org knows nothing closer.
std::string_view schema_type_of(std::string_view kind);

}  // namespace stadtkern::prerender
