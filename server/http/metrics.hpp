// Counters of the listener, as Prometheus reads them (text exposition format 0.0.4).
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace stadtkern::http {

struct Metrics {
  std::array<std::atomic<std::uint64_t>, 6> answers{};  // by first digit of the status
  std::atomic<std::uint64_t> bytes_written{0};
  std::atomic<std::uint64_t> connections_refused{0};
  std::atomic<std::uint64_t> timeouts{0};
  std::atomic<std::uint64_t> streams_dropped{0};
  std::atomic<std::int64_t> connections_open{0};
  std::atomic<std::int64_t> streams_open{0};

  void count(unsigned status, std::size_t bytes) {
    answers[status / 100 % answers.size()].fetch_add(1, std::memory_order_relaxed);
    bytes_written.fetch_add(bytes, std::memory_order_relaxed);
  }
  std::string text() const;
};

// One sample with its TYPE line. `labels` may be empty or "{name=\"value\"}".
void append_metric(std::string& text, std::string_view name, std::string_view type,
                   std::string_view labels, std::int64_t value);

}  // namespace stadtkern::http
