#include "http/metrics.hpp"

namespace stadtkern::http {

void append_metric(std::string& text, std::string_view name, std::string_view type,
                   std::string_view labels, std::int64_t value) {
  if (!type.empty()) text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
  text.append(name).append(labels).append(" ").append(std::to_string(value)).append("\n");
}

std::string Metrics::text() const {
  std::string text;
  const auto add = [&](std::string_view name, std::string_view type, auto value) {
    append_metric(text, name, type, "", static_cast<std::int64_t>(value));
  };
  for (std::size_t digit = 2; digit < answers.size(); ++digit) {
    const std::string labels = "{class=\"" + std::to_string(digit) + "xx\"}";
    append_metric(text, "stadtkern_answers_total", digit == 2 ? "counter" : "", labels,
                  static_cast<std::int64_t>(answers[digit].load()));
  }
  add("stadtkern_bytes_written_total", "counter", bytes_written.load());
  add("stadtkern_connections_refused_total", "counter", connections_refused.load());
  add("stadtkern_timeouts_total", "counter", timeouts.load());
  add("stadtkern_streams_dropped_total", "counter", streams_dropped.load());
  add("stadtkern_connections_open", "gauge", connections_open.load());
  add("stadtkern_streams_open", "gauge", streams_open.load());
  return text;
}

}  // namespace stadtkern::http
