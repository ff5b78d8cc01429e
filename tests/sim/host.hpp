// The town's server: the real relay over its real rules, in a process that can be killed between
// any two things it does. What is public (the feed, the clock) is played.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "relay/memory/books.hpp"
#include "relay/relay.hpp"
#include "support/town_feed.hpp"
#include "world.hpp"

namespace stadtkern::sim {

struct Request {
  std::string method;
  std::string url;  // path and query
  std::string authorization = {};
  std::string content_type = {};
  Bytes body = {};
};

struct Answer {
  int status = 0;
  Bytes body = {};
  std::shared_ptr<http::Broadcast> events = {};
  int life = 0;  // of the process that answered
};

class Host {
 public:
  explicit Host(World& world);
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  // Nothing: nobody answers, or whoever worked on it died. What was done by then is done.
  std::optional<Answer> take(const Request& request);
  // Removes what has expired, as the sweeper of the running server does.
  void sweep();
  // As the operator, beside the running server.
  relay::Outcome order(const relay::Order& order);
  void look(const std::function<void(relay::Books&)>& look);
  void start();
  void kill();
  bool runs() const { return relay_ != nullptr; }
  // Counts the lives of the process: event streams end with it.
  int life() const { return life_; }

  testing::TownFeed feed;

 private:
  friend class HostStore;
  enum class Fate { lives, dies_before, dies_after, is_full };

  Answer serve(const Request& request);
  void enter_into_ledger(const Request& request, int status);
  void open_disk();
  std::string content_of_disk() const;

  World& world_;
  relay::MemoryBooks books_;
  relay::MemoryBooks kept_;  // what a mutant has really kept
  std::unique_ptr<relay::Store> disk_;
  std::filesystem::path folder_;
  std::unique_ptr<relay::Relay> relay_;
  std::string salt_;
  Fate fate_ = Fate::lives;
  bool committed_ = false;  // by the order under way
  bool mute_ = false;       // a mutant: orders are answered, not carried out
  int life_ = 0;
};

}  // namespace stadtkern::sim
