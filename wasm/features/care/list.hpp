// The town's list of services as this device holds it (LIST.md): the key that was pinned, the last
// good list, and why a newer one was refused.
#pragma once

#include <optional>

#include "features/care/request/services.hpp"

namespace stadtkern::care {

// Why there is no list, or no newer one.
enum class ListFault {
  none,
  absent,   // the town has no list, or no key
  foreign,  // the town's key is another one than the pinned
  forged,   // not signed by the town's key
  older,    // a number below one that was seen
  broken    // signed, but it cannot be read
};

struct List {
  std::string pinned;            // "X.Y", as the record has it; empty until the first list was good
  std::optional<Services> held;  // the last good one, expired or not
  Bytes payload;                 // what `held` was read from
  ListFault fault = ListFault::none;
};

// The coordinates of "X.Y"; nothing where it is none.
std::optional<wire::Point> point_of(std::string_view key);

// Takes the payload of a list that was signed by `key`: pins it where none was pinned, and keeps
// the list unless it is older than the one held. True where what is held has changed.
bool take_list(List& list, std::string_view key, std::string_view town, Bytes payload);

// The list by which something may be sealed at `now`; null where there is none or it has expired.
const Services* usable(const List& list, std::int64_t now_s);

}  // namespace stadtkern::care
