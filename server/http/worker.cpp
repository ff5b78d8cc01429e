#include "http/worker.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <ctime>

namespace stadtkern::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// RFC 9110, section 5.6.7.
std::string date_field_of(std::time_t second) {
  std::tm parts{};
  gmtime_r(&second, &parts);
  static constexpr const char* k_days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* k_months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char room[64];
  const auto length =
      std::snprintf(room, sizeof room, "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n",
                    k_days[parts.tm_wday], parts.tm_mday, k_months[parts.tm_mon],
                    parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return {room, static_cast<std::size_t>(length)};
}

}  // namespace

Worker::Worker(Common& common)
    : common_(common),
      now_(std::chrono::steady_clock::now()),
      heartbeat_at_(now_ + seconds(k_heartbeat_s)) {
  refresh();
}

void Worker::run() {
  tick();
  context_.run();
}

void Worker::begin_stop() {
  boost::asio::post(context_, [this] {
    stopping_ = true;
    stop_at_ = std::chrono::steady_clock::now() + seconds(common_.limits.stop_timeout_s);
    timer_.cancel();
  });
}

Worker::Connections::iterator Worker::add(Connection* connection) {
  return connections_.insert(connections_.end(), connection);
}

Moment Worker::in_seconds(std::size_t count) const {
  return now_ + milliseconds(k_tick_ms) + seconds(count);
}

void Worker::tick() {
  refresh();
  close_overdue();
  if (now_ >= heartbeat_at_) {
    heartbeat_at_ = now_ + seconds(k_heartbeat_s);
    for (Connection* connection : connections_) {
      if (connection->streaming) push(*connection, ":\n\n");
    }
  }
  if (stopping_) stop_step();
  if (context_.stopped()) return;
  timer_.expires_after(milliseconds(stopping_ ? 10 : k_tick_ms));
  timer_.async_wait([this](boost::system::error_code) { tick(); });
}

void Worker::refresh() {
  now_ = std::chrono::steady_clock::now();
  page_policy_ = common_.policy.for_pages();
  const std::time_t second = std::time(nullptr);
  if (second == second_) return;
  second_ = second;
  date_field_ = date_field_of(second);
}

void Worker::close_overdue() {
  for (Connection* connection : connections_) {
    if (connection->deadline > now_) continue;
    connection->deadline = Moment::max();
    common_.metrics.timeouts.fetch_add(1, std::memory_order_relaxed);
    connection->close();
  }
}

void Worker::hear(const std::shared_ptr<Broadcast>& broadcast, Connection* connection) {
  if (!listeners_.contains(broadcast.get())) {
    broadcast->listen(this, [this, whose = std::weak_ptr(broadcast)](auto text) {
      boost::asio::post(context_, [this, whose, text = std::move(text)] {
        if (const auto living = whose.lock()) tell(living, text);
      });
    });
  }
  listeners_.emplace(broadcast.get(), connection);
}

void Worker::leave(const std::shared_ptr<Broadcast>& broadcast, Connection* connection) {
  const auto [first, last] = listeners_.equal_range(broadcast.get());
  const auto own =
      std::find_if(first, last, [&](const auto& entry) { return entry.second == connection; });
  if (own != last) listeners_.erase(own);
  if (!listeners_.contains(broadcast.get())) broadcast->leave(this);
}

void Worker::tell(const std::shared_ptr<Broadcast>& broadcast,
                  const std::shared_ptr<const std::string>& text) {
  // Something newer was said meanwhile: it is on its way.
  if (broadcast->latest() != text) return;
  const auto [first, last] = listeners_.equal_range(broadcast.get());
  for (auto entry = first; entry != last; ++entry) push(*entry->second, *text);
}

void Worker::push(Connection& connection, std::string_view text) {
  if (!connection.streaming || connection.push(text)) return;
  common_.metrics.streams_dropped.fetch_add(1, std::memory_order_relaxed);
  connection.close();
}

void Worker::stop_step() {
  const bool overdue = now_ >= stop_at_;
  for (Connection* connection : connections_) {
    if (connection->idle || connection->streaming || overdue) connection->close();
  }
  if (connections_.empty() || now_ >= stop_at_ + seconds(1)) context_.stop();
}

}  // namespace stadtkern::http
