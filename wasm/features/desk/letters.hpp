// What the mailbox has read, in the form of shell/desk/README.md (deed "read"): lines, an empty
// line, then the contents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace stadtkern::desk {

struct Letter {
  std::string thread;
  std::string id;
  std::int64_t expires = 0;  // seconds since 1970
  bool withdrawn = false;
  std::string thumbprint;  // of the citizen's key; "" where the content names none
  BytesView content;       // CBOR; empty where there is none. Lives as long as what was read
};

struct DeviceLine {
  std::string name;
  std::int64_t made = 0;  // seconds since 1970
  std::string label;
};

// Strict: lengths add up exactly.
Result<std::vector<Letter>> read_letters(BytesView body);
// Lines that are none are left out: the mailbox keeps this list, and nothing depends on it.
std::vector<DeviceLine> read_devices(BytesView body);

}  // namespace stadtkern::desk
