// The request while it is being asked for. Every change is stored at once; a draft that nobody
// touched for a week is forgotten.
#pragma once

#include <optional>

#include "base/instant.hpp"
#include "features/care/request/services.hpp"
#include "features/care/routes.hpp"

namespace stadtkern::care {

inline constexpr std::int64_t k_draft_ms_max = 7 * k_day_ms;

struct Draft {
  Request request;
  std::vector<std::string> toggled;  // inboxes chosen other than by the rule
  Bytes secret;                      // of the receipt; empty until it was shown
  Instant touched;
};

// Stored: CBOR with a version. Nothing where the bytes are not a draft of this version.
Bytes encode_draft(const Draft& draft);
std::optional<Draft> decode_draft(BytesView bytes);

// Takes one field of a step's form, named as `step_view.cpp` writes it; false where it means
// nothing or holds what it must not.
bool put_field(Draft& draft, std::string_view name, std::string_view value);

// Whether a step has what it asks for; only the first three ask for anything.
bool is_answered(const Request& request, Step step);

// Whether the person's choice, or else the rule, sends the request to this service.
bool is_recipient(const Draft& draft, const Service& service);

}  // namespace stadtkern::care
