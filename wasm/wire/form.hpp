// Forms of values that people write (PROTOCOL.md, "Owners"): one set of rules for the browser,
// which says it at the field, and for the server, which insists.
#pragma once

#include <cstdint>
#include <string_view>

namespace stadtkern::wire {

enum class FormFault : std::uint8_t {
  none,
  unknown_form,  // of a newer version
  empty,
  too_long,
  several_lines,
  characters,  // no UTF-8, or control characters
  choice,
  date,
  phone,
  email,
  url,
  digits,
  degrees,
  photos
};

// What keeps `value` from being of `form` ("line 160"). An empty value is of every form but
// `title`.
FormFault form_fault(std::string_view form, std::string_view value);

// The number in a form ("line 160": 160), 0 where it has none.
int form_bound(std::string_view form);

// "2026-11-22": a day of the calendar (ISO 8601).
bool is_day(std::string_view text);

}  // namespace stadtkern::wire
