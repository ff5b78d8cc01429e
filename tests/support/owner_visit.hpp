// The owner of a shop in a test: the whole program of owners against the real rules of the journal.
#pragma once

#include <catch2/catch.hpp>

#include "keeping/keeping.hpp"
#include "store/memory/journal.hpp"
#include "support/device.hpp"

namespace stadtkern::testing {

inline const std::string k_secret = "AAAAAAAAAAAAAAAAAAAAAA";
inline const std::string k_page = "/mein-eintrag/?eintrag=hof";
inline const store::RecordName k_hof{"shops", "hof"};

// A town with one shop; what is published to its journal shows in its feed.
struct OwnerTown {
  TownFeed feed;
  std::unique_ptr<store::Journal> journal = store::make_memory_journal();
  std::int64_t posts = 0;
  bool answers = true;              // false: what it does is lost on the way back
  std::vector<std::string> photos;  // that arrived, as they were sent
  int photo_status = 201;

  OwnerTown() {
    publish({{"name", "Hof"}, {"phone", "+49 3881 1111"}, {"summary", "Frisch"}});
    feed.put("town", "town", {{"name", "Kernstadt"}});
    const store::Forms forms{{"name", "title 160"},
                             {"phone", "phone"},
                             {"summary", "line 160"},
                             {"confirmed_on", "date"},
                             {"opening_hours", "line 1000"},
                             {"photo", "photos 1"},
                             {"photos", "photos 8"},
                             {"photo_texts", "text 3000"},
                             {"photo_credits", "text 1500"},
                             {"kind", "id"},
                             {"place", "id"},
                             {"lat", "degrees 90"},
                             {"lon", "degrees 180"},
                             {"payment", "items 200"}};
    for (const char* secret : {"one", "two"})
      journal->invite({secret, k_hof, forms, 1LL << 40, ""}, [](bool) {});
  }
  void publish(const wire::Fields& fields) {
    wire::Publish publish;
    publish.collection = "shops";
    publish.source = "demo";
    publish.records.push_back({"hof", fields});
    journal->publish(publish, [](auto) {});
    show();
  }
  void show() {
    (void)journal->read({[](const store::Position&) {},
                         [](const std::string&, const std::vector<std::string>&) {},
                         [&](const std::string& id, const wire::Fields& fields) {
                           feed.put("shops", id, fields);
                         }});
  }
  std::string value(const std::string& field) {
    std::string found;
    (void)journal->read({[](const store::Position&) {},
                         [](const std::string&, const std::vector<std::string>&) {},
                         [&](const std::string&, const wire::Fields& fields) {
                           if (fields.contains(field)) found = fields.at(field);
                         }});
    return found;
  }
  // The signature is the shell's and the server's affair; `key` is who holds it.
  std::pair<int, Bytes> post(const port::Fetch& fetch, const std::string& key,
                             const std::string& secret) {
    ++posts;
    const store::OwnerName owner{k_hof, key};
    std::pair<int, Bytes> answer{500, {}};
    if (fetch.url.ends_with("/photos")) {
      photos.emplace_back(as_text(fetch.body));
      answer.first = photo_status;
    } else if (fetch.url.ends_with("/join")) {
      const auto invitation = wire::decode_owner_join(fetch.body, wire::Encoding::cbor);
      REQUIRE(invitation.value() == k_secret);
      journal->join({owner, secret, 0}, [&](const store::JoinOutcome& outcome) {
        answer.first = std::holds_alternative<store::Forms>(outcome) ? 201 : 409;
      });
    } else {
      const auto edit = wire::decode_owner_edit(fetch.body, wire::Encoding::cbor);
      REQUIRE(edit.ok());
      const std::string digest(as_text(fetch.body));
      journal->edit({owner, edit.value(), digest},
                    [&](const store::EditOutcome& outcome) { answer = edited(outcome); });
      show();
    }
    return answers ? answer : std::pair<int, Bytes>{503, {}};
  }
  static std::pair<int, Bytes> edited(const store::EditOutcome& outcome) {
    wire::Writer content;
    if (const auto* done = std::get_if<store::Edited>(&outcome)) {
      content.number("seq", done->sequence);
      return {200, content.encode(wire::Encoding::cbor)};
    }
    const auto& refusal = std::get<store::EditRefusal>(outcome);
    using Why = store::EditRefusal::Why;
    if (refusal.why == Why::not_owner) return {403, {}};
    if (refusal.why == Why::invalid) return {422, {}};
    if (refusal.why == Why::number) {
      content.number("number", refusal.number);
    } else {
      wire::Writer present;
      for (const auto& [name, value] : refusal.present) present.text(name.c_str(), value);
      content.map("present", std::move(present));
    }
    return {409, content.encode(wire::Encoding::cbor)};
  }
};

struct OwnerVisit {
  keeping::State state;
  Device device;

  OwnerVisit(OwnerTown& town, Disk& disk, const std::string& key = "anna",
             const std::string& secret = "one")
      : device([this](const port::Event& event) { return keeping::update(state, event); },
               town.feed, disk) {
    device.post = [&town, key, secret](const port::Fetch& fetch) {
      return town.post(fetch, key, secret);
    };
  }
  void arrive(const std::string& url = k_page) {
    device.start(url);
    device.settle();
  }
  void join() {
    arrive(k_page + "#" + k_secret);
    press("owner-join");
  }
  void press(const std::string& action, const std::string& value = "") {
    device.now_ms += 1000;
    device.happen(port::Pressed{action, value});
    device.settle();
  }
  void type(const std::string& field, const std::string& value) {
    device.happen(port::InputChanged{"owner", field, value});
    device.settle();
  }
  void publish() {
    device.now_ms += 1000;
    device.happen(port::FormSubmitted{"/mein-eintrag/", {{"do", "publish"}}});
    device.settle();
  }
  void choose(const std::string& field, const std::string& what) {
    device.happen(port::FormSubmitted{"/mein-eintrag/", {{"do", "choose"}, {field, what}}});
    device.settle();
  }
  void network(bool there) {
    device.network = there;
    device.happen(port::ConnectivityChanged{there});
    device.settle();
  }
  void hint() {
    device.happen(port::FeedHinted{1LL << 40});
    device.settle();
  }
  std::string page() const { return keeping::view(state, core::Surface::page).body.markup; }
  bool shows(std::string_view words) const { return page().find(words) != std::string::npos; }
};

}  // namespace stadtkern::testing
