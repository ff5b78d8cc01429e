#include "relay/since.hpp"

#include <charconv>

#include "http/target.hpp"
#include "wire/names.hpp"

namespace stadtkern::relay {

std::optional<std::int64_t> since_of(const http::Request& request) {
  if (request.query.empty()) return 0;
  const auto text = http::parameter(request.query, "since");
  if (!text) return std::nullopt;
  std::int64_t number = -1;
  const auto end = text->data() + text->size();
  const auto [stopped, fault] = std::from_chars(text->data(), end, number);
  const bool right = fault == std::errc() && stopped == end && number >= 0 &&
                     number <= wire::k_sequence_max && (text->size() == 1 || (*text)[0] != '0');
  if (!right) return std::nullopt;
  return number;
}

}  // namespace stadtkern::relay
