// A shop as search engines read it: schema.org LocalBusiness as JSON-LD, inside its page. Says only
// what the record says; a price range, a rating or a currency is never made up.
#pragma once

#include <string>

#include "exports/publication.hpp"

namespace stadtkern::prerender {

// How many days from today are said date by date, where they are not as usual.
inline constexpr int k_days_ahead = 8;

// <script type="application/ld+json">…</script>. Holds dates, so it may be another one each day.
std::string json_ld(const Publication& publication, const model::Shop& shop,
                    views::Language language);

// The address of a shop's first photo, "" where it has none. For previews elsewhere.
std::string preview_photo(const Publication& publication, const model::Shop& shop);

}  // namespace stadtkern::prerender
