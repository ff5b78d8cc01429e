// One thread with an event loop and the connections it serves. Everything but context() and
// begin_stop() belongs to that thread.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/common.hpp"

namespace stadtkern::http {

using Moment = std::chrono::steady_clock::time_point;

// A connection as its worker sees it.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual void close() = 0;
  // Writes at once or not at all: false where the reader does not keep up.
  virtual bool push(std::string_view text) = 0;

  Moment deadline = Moment::max();  // then it is closed
  bool idle = false;                // between two requests
  bool streaming = false;           // hears what one broadcast says
};

class Worker {
 public:
  using Connections = std::list<Connection*>;

  explicit Worker(Common& common);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  boost::asio::io_context& context() { return context_; }
  void run();
  // From any thread: idle connections and streams end now, requests may finish, then run() returns.
  void begin_stop();

  Connections::iterator add(Connection* connection);
  // The connection hears the broadcast until it leaves it. The latest text was not pushed yet.
  void hear(const std::shared_ptr<Broadcast>& broadcast, Connection* connection);
  void leave(const std::shared_ptr<Broadcast>& broadcast, Connection* connection);
  void remove(Connections::iterator place) { connections_.erase(place); }
  bool stopping() const { return stopping_; }

  // As of the last tick: up to k_tick_ms old.
  Moment now() const { return now_; }
  Moment in_seconds(std::size_t seconds) const;
  std::string_view date_field() const { return date_field_; }
  const std::shared_ptr<const std::string>& page_policy() const { return page_policy_; }

  static constexpr int k_tick_ms = 250;

 private:
  void tick();
  void refresh();
  void close_overdue();
  void tell(const std::shared_ptr<Broadcast>& broadcast,
            const std::shared_ptr<const std::string>& text);
  void push(Connection& connection, std::string_view text);
  void stop_step();

  Common& common_;
  // Before the context: sessions that still wait there leave this list when it goes.
  Connections connections_;
  std::unordered_multimap<const Broadcast*, Connection*> listeners_;
  boost::asio::io_context context_{1};
  boost::asio::steady_timer timer_{context_};
  Moment now_;
  Moment heartbeat_at_;
  Moment stop_at_ = Moment::max();
  bool stopping_ = false;
  std::time_t second_ = 0;
  std::string date_field_;
  std::shared_ptr<const std::string> page_policy_;
};

}  // namespace stadtkern::http
