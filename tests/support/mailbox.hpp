// The desk's shell in a native test: a disk, and a mailbox that stands for keys, relay and citizens
// (shell/desk/README.md, "Deeds"). One effect at a time, so that a test can stop the world between
// any two.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "desk/desk.hpp"
#include "support/device.hpp"

inline std::string mailbox_id(int number) {
  return std::string(20, 'A') + static_cast<char>('A' + number) + "A";
}

namespace stadtkern::testing {

class Mailbox {
 public:
  bool online = true;
  bool joined = true;
  bool revoked = false;
  bool garbled = false;
  bool full = false;  // takes no more answers in any thread
  std::int64_t expires_s = 1'700'003'600;
  std::string invitation;
  std::size_t reads = 0;
  std::size_t answers_sent = 0;  // each time that one was
  std::set<std::string> opened;
  std::map<std::string, std::pair<std::string, std::string>> answers;  // id: thread, payload

  // A citizen asks; returns the thread. `bend` falsifies what stands inside.
  std::string ask(const std::string& place,
                  const std::function<void(care::FromCitizen&)>& bend = {}) {
    const std::string thread = mailbox_id(static_cast<int>(letters_.size()) + 10);
    care::FromCitizen inside{
        thread, thread, expires_s, {inbox_}, {std::string(43, 'A'), std::string(42, 'B') + "A"}};
    if (bend) bend(inside);
    care::Request request;
    request.chosen[static_cast<std::size_t>(care::Field::whom)] = 1;
    request.chosen[static_cast<std::size_t>(care::Field::form)] = 1;
    request.place = "19230";
    request.place_name = place;
    letters_.push_back({thread, false, care::encode_request(inside, request)});
    return thread;
  }
  void withdraw(const std::string& thread) {
    for (Letter& letter : letters_) {
      if (letter.thread == thread) letter.withdrawn = true;
    }
    numbered_ += 100;
  }
  std::size_t standing(const std::string& thread) const {
    std::size_t count = 0;
    for (const auto& [id, answer] : answers) count += answer.first == thread ? 1 : 0;
    return count;
  }
  std::string last_said(const std::string& thread) const {
    for (const auto& [id, answer] : answers) {
      if (answer.first == thread) return answer.second;
    }
    return {};
  }

  port::Sealed done(const port::Seal& order) {
    port::Sealed sealed{order.id, "", {}, {}};
    const auto word = [&](const char* name) {
      const auto found = order.words.find(name);
      return found == order.words.end() ? std::string() : found->second;
    };
    if (order.deed == "name") return sealed.words["id"] = mailbox_id(names_++), sealed;
    if (order.deed == "leave") return joined = false, sealed;
    if (order.deed == "join") invitation = word("invitation"), joined = true;
    if (order.deed == "status" || order.deed == "join") return status(std::move(sealed));
    if (!online || revoked) return sealed.refused = online ? "gone" : "offline", sealed;
    if (order.deed == "list") return sealed.refused = "no_list", sealed;
    reads += order.deed == "read" ? 1 : 0;
    answers_sent += order.deed == "answer" ? 1 : 0;
    if (order.deed == "read") return read(std::move(sealed));
    if (order.deed == "opened") opened.insert(word("id"));
    if (order.deed == "answer" && full) return sealed.refused = "unfit", sealed;
    if (order.deed == "answer" && taken_back_.contains(word("id")))
      return sealed.refused = "taken_back", sealed;
    if (order.deed == "answer")
      answers[word("id")] = {word("thread"), std::string(as_text(order.body))};
    if (order.deed == "answer") erase(word("instead"));
    if (order.deed == "take_back") erase(word("ids"));
    return sealed;
  }

 private:
  struct Letter {
    std::string thread;
    bool withdrawn;
    Bytes content;
  };
  port::Sealed status(port::Sealed sealed) const {
    sealed.words = {{"joined", joined ? "yes" : "no"},
                    {"main", "yes"},
                    {"inbox", inbox_},
                    {"digits", "12345 67890"}};
    return sealed;
  }
  // Everything every time: the relay may say a thing again.
  port::Sealed read(port::Sealed sealed) const {
    std::string lines;
    Bytes contents;
    for (const Letter& letter : letters_) {
      const Bytes content = letter.withdrawn ? Bytes{} : letter.content;
      lines += letter.thread + " " + letter.thread + " " + std::to_string(expires_s) +
               (letter.withdrawn ? " withdrawn " : " held ") +
               std::to_string(content.size() + (garbled ? 1 : 0)) + " " + std::string(43, 'A') +
               "\n";
      contents.insert(contents.end(), content.begin(), content.end());
    }
    lines += "\n";
    sealed.body.assign(lines.begin(), lines.end());
    sealed.body.insert(sealed.body.end(), contents.begin(), contents.end());
    sealed.words = {{"since", "0123456789abcdef " + std::to_string(letters_.size() + numbered_)},
                    {"more", ""}};
    return sealed;
  }
  void erase(std::string ids) {
    for (std::size_t end = ids.find(' '); !ids.empty(); end = ids.find(' ')) {
      answers.erase(ids.substr(0, end));
      taken_back_.insert(ids.substr(0, end));
      ids = end == std::string::npos ? "" : ids.substr(end + 1);
    }
  }

  std::vector<Letter> letters_;
  std::set<std::string> taken_back_;  // ids of answers
  std::string inbox_ = mailbox_id(0);
  std::size_t numbered_ = 0;
  int names_ = 1;
};

class DeskDevice {
 public:
  DeskDevice(Mailbox& mailbox, Disk& disk) : mailbox_(mailbox), disk_(disk) {}

  desk_program::State state;
  std::int64_t now_ms = 1'700'000'000'000;
  std::optional<Instant> wake_at;
  std::vector<DeskDevice*> others;  // other pages of the desk on this device

  // Pages of one device share disk and mailbox; one of them writes.
  void start(const std::string& url = "/anbieter/", bool writer = true) {
    happen(port::Started{"kernstadt", url, "build", mailbox_.online, -1, {"de"}});
    if (writer) happen(port::BecameWriter{});
  }
  void open(const std::string& url = "/anbieter/", bool writer = true) {
    start(url, writer);
    settle();
  }
  void submit(std::map<std::string, std::string> fields) {
    happen(port::FormSubmitted{"/anbieter/", std::move(fields)});
  }
  void happen(port::Fact fact) {
    for (port::Effect& effect : desk_program::update(state, {Instant{now_ms}, std::move(fact)}))
      waiting_.push_back(std::move(effect));
  }
  bool step() {
    if (waiting_.empty()) return false;
    const port::Effect effect = std::move(waiting_.front());
    waiting_.pop_front();
    std::visit([this](const auto& order) { answer(order); }, effect);
    return true;
  }
  void settle(std::size_t steps_max = 10'000) {
    while (steps_max-- > 0 && step()) {
    }
  }
  void tick_at_wake() {
    now_ms = wake_at->ms;
    wake_at.reset();
    happen(port::ClockTicked{});
    settle();
  }
  std::string page() const {
    return desk_program::view(state, desk_program::Surface::page).body.markup;
  }

 private:
  void answer(const port::Seal& order) { happen(mailbox_.done(order)); }
  void answer(const port::Store& store) {
    for (const port::Put& put : store.puts) {
      const bool full =
          !disk_.full_for.empty() && put.key.find(disk_.full_for) != std::string::npos;
      if (full) return happen(port::StoreRefused{store.id, "quota"});
    }
    for (const port::Put& put : store.puts) {
      if (put.fresh && disk_.values.count(put.key) > 0)
        return happen(port::StoreRefused{store.id, "taken"});
    }
    for (const std::string& key : store.deletes) disk_.values.erase(key);
    for (const port::Put& put : store.puts) disk_.values[put.key] = put.value;
    happen(port::Stored{store.id});
  }
  void answer(const port::Load& load) {
    const auto found = disk_.values.find(load.key);
    const bool there = found != disk_.values.end();
    happen(port::Loaded{load.id, there, there ? found->second : Bytes{}});
  }
  void answer(const port::Keys& keys) {
    std::vector<std::string> found;
    for (const auto& [key, value] : disk_.values) {
      if (key.starts_with(keys.prefix)) found.push_back(key);
    }
    happen(port::KeysListed{keys.id, found});
  }
  void answer(const port::Wake& wake) { wake_at = wake.at; }
  void answer(const port::Tell& tell) {
    for (DeskDevice* other : others) other->happen(port::PeerSaid{tell.text});
  }
  void answer(const port::Go& go) { happen(port::NavigatedTo{go.url}); }
  template <class Other>
  void answer(const Other&) {}

  Mailbox& mailbox_;
  Disk& disk_;
  std::deque<port::Effect> waiting_;
};

}  // namespace stadtkern::testing
