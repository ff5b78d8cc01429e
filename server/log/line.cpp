#include "log/line.hpp"

#include <unistd.h>
#include <ctime>

namespace stadtkern::log {
namespace {

const char* name_of(Level level) {
  if (level == Level::info) return "info";
  return level == Level::warning ? "warning" : "error";
}

std::string_view utc_now(char (&room)[32]) {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return {room, std::strftime(room, sizeof room, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

Line::Line(Level level, std::string_view event) {
  char room[32];
  fields_.text("time", utc_now(room)).text("level", name_of(level)).text("event", event);
}

Line& Line::text(const char* field, std::string_view value) {
  fields_.text(field, value);
  return *this;
}

Line& Line::number(const char* field, std::int64_t value) {
  fields_.number(field, value);
  return *this;
}

Line::~Line() {
  Bytes line = fields_.encode(wire::Encoding::json);
  line.push_back('\n');
  // A log that cannot be written must not stop the service.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace stadtkern::log
