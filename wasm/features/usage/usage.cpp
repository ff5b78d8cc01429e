#include "features/usage/usage.hpp"

#include <utility>

#include "wire/document.hpp"

namespace stadtkern::usage {
namespace {

constexpr std::int64_t k_timeout_ms = 30'000;
constexpr std::int64_t k_dice = 3;
constexpr std::int64_t k_week_max = 1'000'000;
constexpr std::string_view k_peer_word = "usage";

std::int64_t week_of(Instant now) {
  return (now.ms / k_day_ms + 3) / 7;  // 1970-01-01 was a Thursday
}

struct Begin {
  std::string_view path;
  std::size_t feature;
};
// The longest first.
constexpr Begin k_begins[] = {
    {"/schaufenster/karte/", 3}, {"/schaufenster/", 1}, {"/merkliste/bestellung/", 5},
    {"/merkliste/", 4},          {"/pflege/", 6},       {"/einstellungen/", 7}};

class Step {
 public:
  Step(State& state, Instant now, port::Effects& effects)
      : state_(state), now_(now), effects_(effects) {}

  bool operator()(const port::Started& started) {
    state_.town = started.town;
    state_.refused = started.no_tracking;
    state_.online = started.online;
    return read();
  }
  bool operator()(const port::NavigatedTo&) { return state_.counting = false; }
  bool operator()(const port::InputChanged&) { return state_.counting = false; }
  bool operator()(const port::BecameWriter&) { return state_.writer = true, false; }
  bool operator()(const port::ConnectivityChanged& changed) {
    return state_.online = changed.online, false;
  }
  bool operator()(const port::PeerSaid& said) {
    if (said.text == "wiped") return forget(state_), true;
    return said.text == k_peer_word && read();
  }

  bool operator()(const port::Loaded& loaded) {
    if (!answers(state_.load, loaded.id)) return false;
    take(loaded.value);
    if (state_.on && state_.refused) turn(false);
    return true;
  }

  bool operator()(const port::Pressed& pressed) {
    if (pressed.action != "usage" || state_.refused) return false;
    turn(pressed.value == "on");
    return true;
  }

  bool operator()(const port::Randomized& dice) {
    if (!answers(state_.dice, dice.id) || dice.bytes.size() != k_dice || !state_.on) return false;
    state_.ready = answer(state_.used, dice.bytes);
    begin_week();
    state_.store = keep();
    return false;
  }

  // At most once: a week that cannot be ended on the device is not told.
  bool operator()(const port::Stored& stored) {
    if (!answers(state_.store, stored.id)) return false;
    effects_.order(port::Tell{std::string(k_peer_word)});
    const auto report = std::exchange(state_.ready, std::nullopt);
    if (report) send(*report);
    return false;
  }
  bool operator()(const port::StoreRefused& refused) {
    if (answers(state_.store, refused.id)) state_.ready.reset();
    (void)answers(state_.load, refused.id);
    return false;
  }

  template <class Other>
  bool operator()(const Other&) {
    return false;
  }

  // What every event may lead to: the page counts, and an old week ends.
  void look(std::string_view path) {
    if (!state_.on || state_.refused) return;
    if (week_of(now_) > state_.week) return draw();
    if (std::exchange(state_.counting, true)) return;
    const auto feature = feature_of(path);
    const auto bit = static_cast<std::uint8_t>(feature ? 1U << *feature : 0U);
    if ((state_.used | bit) == state_.used) return;
    state_.used |= bit;
    (void)keep();
  }

 private:
  static bool answers(port::EffectId& asked, port::EffectId id) {
    if (asked == 0 || asked != id) return false;
    asked = 0;
    return true;
  }

  bool read() {
    state_.load = effects_.ask(port::Load{0, usage_key(state_.town)});
    return false;
  }

  void take(const Bytes& stored) {
    state_.on = false;
    const auto document = wire::Document::decode(stored, wire::Encoding::cbor);
    if (!document.ok()) return;
    Error fault{Code::invalid, "", ""};
    const wire::Reader map = document.value().root(&fault);
    state_.week = map.number("week", 0, k_week_max);
    state_.used = static_cast<std::uint8_t>(map.number("used", 0, 255));
    state_.on = !map.faulty();
  }

  port::EffectId keep() {
    wire::Writer map;
    map.number("week", state_.week).number("used", state_.used);
    port::Store store;
    store.puts.push_back({usage_key(state_.town), map.encode(wire::Encoding::cbor)});
    return effects_.ask(std::move(store));
  }

  void begin_week() {
    state_.week = week_of(now_);
    state_.used = 0;
    state_.counting = false;
  }

  void turn(bool on) {
    state_.on = on;
    state_.ready.reset();
    begin_week();
    if (on) {
      state_.store = keep();
    } else {
      port::Store store;
      store.deletes.push_back(usage_key(state_.town));
      state_.store = effects_.ask(std::move(store));
    }
  }

  void draw() {
    if (!state_.writer || !state_.online || state_.dice != 0 || state_.store != 0) return;
    state_.dice = effects_.ask(port::Randomize{0, k_dice});
  }

  void send(const wire::UsageReport& report) {
    port::Fetch fetch{
        0, "/api/v1/" + state_.town + "/usage", "application/cbor", "", 1024, k_timeout_ms};
    fetch.method = "POST";
    fetch.content_type = "application/cbor";
    fetch.body = wire::encode_usage(report);
    (void)effects_.ask(std::move(fetch));
  }

  State& state_;
  Instant now_;
  port::Effects& effects_;
};

}  // namespace

std::optional<std::size_t> feature_of(std::string_view path) {
  if (path.find("?q=") != std::string_view::npos) return 2;
  if (path == "/schaufenster/" || path.starts_with("/schaufenster/art/") ||
      path.starts_with("/schaufenster/ort/") || path.starts_with("/schaufenster/seite/") ||
      path.starts_with("/schaufenster/?"))
    return 0;
  for (const Begin& begin : k_begins) {
    if (path.starts_with(begin.path)) return begin.feature;
  }
  return std::nullopt;
}

wire::UsageReport answer(std::uint8_t used, BytesView dice) {
  static_assert(wire::k_usage_features.size() == 8, "a byte draws each as often");
  const std::size_t feature = dice[0] & 7U;
  const bool truth = ((used >> feature) & 1U) != 0;
  const bool second_coin = (dice[2] & 1U) != 0;
  return {feature, (dice[1] & 1U) != 0 ? truth : second_coin};
}

bool update(State& state, const port::Event& event, std::string_view path, port::Effects& effects) {
  Step step(state, event.now, effects);
  const bool changed = std::visit(step, event.fact);
  step.look(path);
  return changed;
}

void forget(State& state) {
  state.on = false;
  state.ready.reset();
  state.load = state.dice = state.store = 0;
}

std::string usage_key(std::string_view town) {
  return std::string(town) + "/usage";
}

}  // namespace stadtkern::usage
