// A browser in a test: runs a core, keeps its store, asks its town's feed. It answers one effect at
// a time, so that a test can stop the world between any two of them.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "port/effects.hpp"
#include "support/town_feed.hpp"

namespace stadtkern::testing {

// What lies in IndexedDB. It outlives the browser.
struct Disk {
  std::map<std::string, Bytes> values;
  std::size_t quota = static_cast<std::size_t>(-1);
  bool usable = true;
  std::string
      full_for;  // keys that hold this find no room: space comes and goes while others write

  std::size_t used() const {
    std::size_t bytes = 0;
    for (const auto& [key, value] : values) bytes += value.size();
    return bytes;
  }
};

class Device {
 public:
  using Dispatch = std::function<std::vector<port::Effect>(const port::Event&)>;

  Device(Dispatch core, TownFeed& feed, Disk& disk)
      : core_(std::move(core)), feed_(feed), disk_(disk) {}

  bool network = true;
  std::int64_t now_ms = 1'700'000'000'000;
  std::vector<port::Fetch> fetched;  // every order, answered or not
  // Answers what is posted; without it there is no such address.
  std::function<std::pair<int, Bytes>(const port::Fetch&)> post;
  std::vector<std::string> told;
  std::vector<port::Render> renders;
  std::string listening;
  port::Watch watched;
  // Stands in for the browser's keys, and for whatever else than the feed is asked for.
  std::function<port::Sealed(const port::Seal&)> seals;
  std::function<std::optional<std::pair<int, Bytes>>(const port::Fetch&)> serves;
  std::string focused;
  std::vector<port::OfferFile> offered;
  std::vector<port::Share> shared;
  int printed = 0;
  std::mt19937 dice{4711};
  std::optional<Instant> wake_at;               // the next of those that are due
  std::optional<std::pair<int, int>> position;  // millidegrees; without one nobody may know it

  void happen(port::Fact fact) {
    for (port::Effect& effect : core_({Instant{now_ms}, std::move(fact)}))
      waiting_.push_back(std::move(effect));
  }
  void start(const std::string& url = "/", bool writer = true) {
    happen(port::Started{feed_.town, url, "build", network, -1, {"de"}});
    if (writer) happen(port::BecameWriter{});
  }
  // Answers the oldest open effect; false where there is none.
  bool step() {
    if (waiting_.empty()) return false;
    const port::Effect effect = std::move(waiting_.front());
    waiting_.pop_front();
    ++steps;
    std::visit([this](const auto& order) { answer(order); }, effect);
    return true;
  }
  // Until nothing is left to do. Time passes only where it is waited for.
  void settle(std::size_t steps_max = 10'000) {
    while (steps_max-- > 0 && step()) {
    }
  }
  void wait_for_wake() {
    if (!wake_at) return;
    now_ms = std::max(now_ms, wake_at->ms);
    wakes_.erase(*wake_at);
    wake_at = wakes_.empty() ? std::nullopt : std::optional(*wakes_.begin());
    happen(port::ClockTicked{});
    settle();
  }
  std::size_t steps = 0;

 private:
  void answer(const port::Fetch& fetch) {
    fetched.push_back(fetch);
    if (!network) return happen(port::FetchFailed{fetch.id, "network"});
    if (serves) {
      if (auto answer = serves(fetch))
        return happen(port::Fetched{fetch.id, answer->first, "", std::move(answer->second)});
    }
    auto [status, body] = fetch.method == "GET" ? feed_.get(fetch.url)
                          : post                ? post(fetch)
                                                : std::pair<int, Bytes>{404, {}};
    happen(port::Fetched{fetch.id, status, "application/cbor", std::move(body)});
  }
  void answer(const port::Store& store) {
    if (!disk_.usable) return happen(port::StoreRefused{store.id, "unavailable"});
    const auto no_room = [&](const port::Put& put) {
      return !disk_.full_for.empty() && put.key.find(disk_.full_for) != std::string::npos;
    };
    if (std::any_of(store.puts.begin(), store.puts.end(), no_room))
      return happen(port::StoreRefused{store.id, "quota"});
    const auto is_taken = [&](const port::Put& put) {
      return put.fresh && disk_.values.count(put.key) > 0;
    };
    if (std::any_of(store.puts.begin(), store.puts.end(), is_taken))
      return happen(port::StoreRefused{store.id, "taken"});
    Disk after = disk_;
    for (const auto& key : store.deletes) after.values.erase(key);
    for (const auto& put : store.puts) after.values[put.key] = put.value;
    if (after.used() > disk_.quota) return happen(port::StoreRefused{store.id, "quota"});
    disk_ = after;
    happen(port::Stored{store.id});
  }
  void answer(const port::Load& load) {
    if (!disk_.usable) return happen(port::StoreRefused{load.id, "unavailable"});
    const auto found = disk_.values.find(load.key);
    happen(found == disk_.values.end() ? port::Loaded{load.id, false, {}}
                                       : port::Loaded{load.id, true, found->second});
  }
  void answer(const port::Keys& keys) {
    if (!disk_.usable) return happen(port::StoreRefused{keys.id, "unavailable"});
    std::vector<std::string> found;
    for (const auto& [key, value] : disk_.values) {
      if (key.rfind(keys.prefix, 0) == 0) found.push_back(key);
    }
    happen(port::KeysListed{keys.id, found});
  }
  void answer(const port::Wipe& wipe) { happen(port::Wiped{wipe.id}); }
  void answer(const port::Tell& tell) { told.push_back(tell.text); }
  void answer(const port::Listen& listen) { listening = listen.url; }
  void answer(const port::Watch& watch) { watched = watch; }
  void answer(const port::Wake& wake) {
    wakes_.insert(wake.at);
    wake_at = *wakes_.begin();
  }
  void answer(const port::Render& render) { renders.push_back(render); }
  void answer(const port::Go& go) { happen(port::NavigatedTo{go.url}); }
  void answer(const port::Focus& focus) { focused = focus.element_id; }
  void answer(const port::OfferFile& offer) { offered.push_back(offer); }
  void answer(const port::Share& share) {
    shared.push_back(share);
    happen(port::Shared{share.id, "copied"});
  }
  void answer(const port::Randomize& order) {
    Bytes bytes(static_cast<std::size_t>(order.bytes));
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(dice());
    happen(port::Randomized{order.id, std::move(bytes)});
  }
  void answer(const port::Print&) { ++printed; }
  void answer(const port::Locate& locate) {
    if (!position) return happen(port::LocateFailed{locate.id, "denied"});
    happen(port::Located{locate.id, position->first, position->second});
  }
  void answer(const port::ApplyUpdate&) {}
  void answer(const port::Seal& order) {
    happen(seals ? seals(order) : port::Sealed{order.id, "unavailable", {}, {}});
  }

  Dispatch core_;
  TownFeed& feed_;
  Disk& disk_;
  std::deque<port::Effect> waiting_;
  std::set<Instant> wakes_;
};

}  // namespace stadtkern::testing
