// Visits to the care finder of a small town, with a relay of paper.
#pragma once

#include <map>
#include <string>

#include "support/paper_relay.hpp"
#include "support/portal_visit.hpp"

namespace stadtkern::testing {

inline constexpr std::int64_t k_far = 4'000'000'000;

inline std::string town_key(char letter) {
  return paper_key(letter) + "." + paper_key(letter);
}

// What comes as changes keeps every field; packs of this feed have few columns.
inline void furnish(TownFeed& feed) {
  feed.put("kinds", "bakery", {{"name", "Bäckerei"}});
  feed.pack();
  feed.put("town", "town",
           {{"name", "Kernstadt"}, {"features", "care"}, {"care_key", town_key('k')}});
  feed.put("places", "kernstadt", {{"name", "Kernstadt"}, {"postal_code", "23940"}});
}

// A browser of a person; what it stores outlives it.
struct CareVisit : PortalVisit {
  CareVisit(TownFeed& feed, Disk& disk, PaperRelay& relay, bool network = true,
            std::int64_t now_ms = 1'700'000'000'000, const std::string& url = "/pflege/")
      : PortalVisit(feed, disk) {
    device.now_ms = now_ms;
    device.network = network;
    device.seals = paper_seal;
    device.serves = [&relay](const port::Fetch& fetch) { return relay.serve(fetch); };
    open(url);
  }
  void type(const std::string& name, const std::string& value) {
    PortalVisit::type("care", name, value);
  }
  void submit(std::map<std::string, std::string> fields = {}) {
    happen(port::FormSubmitted{"/", std::move(fields)});
  }
  void wait(std::int64_t ms) {
    device.now_ms += ms;
    happen(port::ClockTicked{});
  }
  void connect(bool online) {
    device.network = online;
    happen(port::ConnectivityChanged{online});
  }
  std::string path() const { return core::path_of(state.route); }

  // The first three questions, as most people answer them.
  void ask() {
    go("/pflege/anfrage/wer/");
    submit({{"whom", "relative"}});
    submit({{"place", "kernstadt"}});
    submit({{"forms:home", "home"}});
  }
  void send() {
    go("/pflege/anfrage/beleg/");
    go("/pflege/anfrage/senden/");
    submit({{"consent", "yes"}});
  }
  void ask_and_send() {
    ask();
    send();
  }
};

inline care::Answer answer(std::string_view verdict) {
  care::Answer said;
  said.chosen[static_cast<std::size_t>(care::Field::verdict)] =
      care::bit_of(care::Field::verdict, verdict);
  return said;
}

inline const std::string k_answer_1 = std::string(21, '1') + "A";
inline const std::string k_answer_2 = std::string(21, '2') + "A";

struct CareTown {
  TownFeed feed;
  Disk disk;
  PaperRelay relay;
  CareTown() {
    furnish(feed);
    relay.publish(7, k_far, "abc");
  }
};

}  // namespace stadtkern::testing
