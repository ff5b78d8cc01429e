// What every sealed content begins with (wire/RELAY.md, "Inside"). Whoever opens one compares it
// with the outside: the relay's words around a ciphertext are not authenticated, these are.
//
// The content is JSON inside the seal. The shell turns it into CBOR and back, so the core reads and
// writes CBOR alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "wire/sealed.hpp"

namespace stadtkern::care {

// Content that is longer does not fit the largest class of RELAY.md, "Padding".
inline constexpr std::size_t k_content_bytes_max = 16383;

// From the citizen.
struct FromCitizen {
  std::string thread;
  std::string id;
  std::int64_t expires = 0;             // seconds since 1970, a full hour
  std::vector<std::string> recipients;  // inboxes, sorted
  wire::Point reply_key;                // of the opening message; empty later
};
FromCitizen read_from_citizen(const wire::Reader& content);
wire::Writer write_from_citizen(const FromCitizen& inside);

// From a service: the payload that its device signed. `inbox` and `reply_key`, the thumbprint of
// the citizen's key, bind it to this citizen (RELAY.md, "From a service").
struct FromService {
  std::string thread;
  std::string id;
  std::string inbox;
  std::string reply_key;
};
FromService read_from_service(const wire::Reader& payload);
wire::Writer write_from_service(const FromService& inside);

}  // namespace stadtkern::care
