#include "port/events.hpp"

#include "wire/frame.hpp"
#include "wire/names.hpp"

namespace stadtkern::port {
namespace {

using wire::Reader;

constexpr std::size_t k_url_bytes_max = 2048;
constexpr std::size_t k_text_bytes_max = 64 * 1024;
constexpr std::size_t k_keys_max = 100'000;
constexpr std::int64_t k_instant_max_ms = 8'640'000'000'000'000;  // ECMA-262, time values

EffectId read_id(const Reader& map) {
  return map.number("id", 1, wire::k_sequence_max);
}

Bytes copy(BytesView body) {
  return {body.begin(), body.end()};
}

Started read_started(const Reader& map) {
  Started started;
  started.town = map.text("town", 40);
  map.expect(wire::is_town(started.town), "town", "a town's id");
  started.url = map.text("url", k_url_bytes_max);
  started.build = map.text("build", 64);
  started.online = map.flag("online");
  started.page_sequence = map.number("seq", -1, wire::k_sequence_max);
  started.languages = map.texts("languages", 32, 64);
  if (map.has("no_tracking")) started.no_tracking = map.flag("no_tracking");
  return started;
}

Sealed read_sealed(const Reader& map, BytesView body) {
  Sealed sealed{read_id(map), map.text("refused", 40), {}, copy(body)};
  map.each_text("words", 16, 4096, [&](std::string_view name, const std::string& value) {
    sealed.words.emplace(std::string(name), value);
  });
  return sealed;
}

FormSubmitted read_form(const Reader& map) {
  FormSubmitted form{map.text("action", k_url_bytes_max), {}};
  map.each_text("fields", 256, k_text_bytes_max,
                [&](std::string_view name, const std::string& value) {
                  form.fields.emplace(std::string(name), value);
                });
  return form;
}

InputChanged read_input(const Reader& map) {
  return {map.text("form", 80), map.text("name", 80), map.text("value", k_text_bytes_max)};
}

FileChosen read_file(const Reader& map, BytesView body) {
  return {map.text("form", 80),
          map.text("name", 80),
          map.text("file", 1024),
          map.text("content_type", 256),
          map.number("size", 0, wire::k_sequence_max),
          copy(body)};
}

Fetched read_fetched(const Reader& map, BytesView body) {
  return {read_id(map), static_cast<int>(map.number("status", 100, 599)),
          map.text("content_type", 256), copy(body)};
}

Located read_located(const Reader& map) {
  return {read_id(map), static_cast<int>(map.number("lat_millidegrees", -90'000, 90'000)),
          static_cast<int>(map.number("lon_millidegrees", -180'000, 180'000))};
}

Loaded read_loaded(const Reader& map, BytesView body) {
  return {read_id(map), map.flag("found"), copy(body)};
}

// What people did and how the browser fares.
bool read_outside(const std::string& name, const Reader& map, BytesView body, Fact& fact) {
  if (name == "started") return fact = read_started(map), true;
  if (name == "navigated_to") return fact = NavigatedTo{map.text("url", k_url_bytes_max)}, true;
  if (name == "form_submitted") return fact = read_form(map), true;
  if (name == "input_changed") return fact = read_input(map), true;
  if (name == "file_chosen") return fact = read_file(map, body), true;
  if (name == "pressed")
    return fact = Pressed{map.text("action", 80), map.text("value", 1024)}, true;
  if (name == "clock_ticked") return fact = ClockTicked{}, true;
  if (name == "connectivity_changed") return fact = ConnectivityChanged{map.flag("online")}, true;
  if (name == "became_writer") return fact = BecameWriter{}, true;
  if (name == "feed_hinted")
    return fact = FeedHinted{map.number("seq", 0, wire::k_sequence_max)}, true;
  if (name == "feed_broke") return fact = FeedBroke{}, true;
  if (name == "heard") return fact = Heard{map.number("number", -1, wire::k_sequence_max)}, true;
  if (name == "peer_said") return fact = PeerSaid{map.text("text", 1024)}, true;
  if (name == "code_updated") return fact = CodeUpdated{}, true;
  return false;
}

// Answers to effects.
bool read_answer(const std::string& name, const Reader& map, BytesView body, Fact& fact) {
  if (name == "fetched") return fact = read_fetched(map, body), true;
  if (name == "fetch_failed") return fact = FetchFailed{read_id(map), map.text("reason", 40)}, true;
  if (name == "stored") return fact = Stored{read_id(map)}, true;
  if (name == "store_refused")
    return fact = StoreRefused{read_id(map), map.text("reason", 40)}, true;
  if (name == "loaded") return fact = read_loaded(map, body), true;
  if (name == "keys_listed")
    return fact = KeysListed{read_id(map), map.texts("keys", k_keys_max, 512)}, true;
  if (name == "randomized") return fact = Randomized{read_id(map), copy(body)}, true;
  if (name == "shared") return fact = Shared{read_id(map), map.text("outcome", 40)}, true;
  if (name == "located") return fact = read_located(map), true;
  if (name == "locate_failed")
    return fact = LocateFailed{read_id(map), map.text("reason", 40)}, true;
  if (name == "wiped") return fact = Wiped{read_id(map)}, true;
  if (name == "sealed") return fact = read_sealed(map, body), true;
  return false;
}

}  // namespace

Result<Event> decode_event(BytesView bytes) {
  const auto frame = wire::decode_frame(bytes);
  if (!frame.ok()) return frame.error();
  Error fault{Code::invalid, "", ""};
  const Reader map = frame.value().header.root(&fault);
  const std::string name = map.text("event", 40);
  Event event;
  event.now.ms = map.number("now_ms", 0, k_instant_max_ms);
  const bool known = read_outside(name, map, frame.value().body, event.fact) ||
                     read_answer(name, map, frame.value().body, event.fact);
  if (map.faulty()) return fault;
  if (!known) return Error{Code::unsupported, "event", "an event of MESSAGES.md"};
  return event;
}

}  // namespace stadtkern::port
