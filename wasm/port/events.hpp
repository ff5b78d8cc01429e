// What happened outside, as plain data (MESSAGES.md, "Events"). Decoding is strict: an event with a
// field at fault is refused whole.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

namespace stadtkern::port {

using EffectId = std::int64_t;

struct Started {
  std::string town;
  std::string url;
  std::string build;
  bool online = true;
  std::int64_t page_sequence = -1;  // of the pre-rendered page, -1 without one
  std::vector<std::string> languages;
  bool no_tracking = false;  // the browser sends DNT or Sec-GPC
};
struct NavigatedTo {
  std::string url;
};
struct FormSubmitted {
  std::string action;
  std::map<std::string, std::string> fields;
};
struct InputChanged {
  std::string form;
  std::string name;
  std::string value;
};
struct FileChosen {
  std::string form;
  std::string name;
  std::string file;
  std::string content_type;  // "application/cbor" for what was JSON
  std::int64_t size = 0;     // bytes of the file
  Bytes body;                // empty where it was larger than the page allows
};
struct Pressed {
  std::string action;
  std::string value;
};
struct ClockTicked {};
struct ConnectivityChanged {
  bool online = true;
};
struct Fetched {
  EffectId id = 0;
  int status = 0;
  std::string content_type;
  Bytes body;
};
struct FetchFailed {
  EffectId id = 0;
  std::string reason;
};
struct Stored {
  EffectId id = 0;
};
struct StoreRefused {
  EffectId id = 0;
  std::string reason;
};
struct Loaded {
  EffectId id = 0;
  bool found = false;
  Bytes value;
};
struct KeysListed {
  EffectId id = 0;
  std::vector<std::string> keys;
};
struct BecameWriter {};
struct FeedHinted {
  std::int64_t sequence = 0;
};
struct FeedBroke {};
struct Heard {
  std::int64_t number = 0;  // of what is watched; -1 when the stream broke
};
struct PeerSaid {
  std::string text;
};
struct CodeUpdated {};
struct Located {
  EffectId id = 0;
  int lat_millidegrees = 0;  // WGS 84, about a hundred metres
  int lon_millidegrees = 0;
};
struct LocateFailed {
  EffectId id = 0;
  std::string reason;
};
struct Shared {
  EffectId id = 0;
  std::string outcome;  // "shared", "copied", "dismissed" or "failed"
};
struct Wiped {
  EffectId id = 0;
};
struct Randomized {
  EffectId id = 0;
  Bytes bytes;
};
struct Sealed {
  EffectId id = 0;
  std::string refused;  // why not, in a word; "" where the deed is done
  std::map<std::string, std::string> words;
  Bytes body;
};

using Fact =
    std::variant<Started, NavigatedTo, FormSubmitted, InputChanged, Pressed, ClockTicked,
                 ConnectivityChanged, Fetched, FetchFailed, Stored, StoreRefused, Loaded,
                 KeysListed, BecameWriter, FeedHinted, FeedBroke, Heard, PeerSaid, CodeUpdated,
                 Wiped, Randomized, Sealed, Located, LocateFailed, FileChosen, Shared>;

struct Event {
  Instant now;  // when the shell saw it happen
  Fact fact;
};

// Reads one frame. Code::unsupported for an event this build does not know.
Result<Event> decode_event(BytesView frame);

}  // namespace stadtkern::port
