#include "features/care/request/inside.hpp"

#include <algorithm>

#include "wire/base64url.hpp"

namespace stadtkern::care {
namespace {

constexpr std::int64_t k_seconds_max = 8'640'000'000'000;  // ECMA-262, time values

// `bytes` bytes in base64url.
std::string read_id(const wire::Reader& map, const char* field, std::size_t bytes) {
  std::string id = map.text(field, 43);
  map.expect(wire::is_base64url(id, bytes), field, "an id of RELAY.md");
  return id;
}

void read_version(const wire::Reader& map) {
  map.number("version", 1, 1);
}

}  // namespace

FromCitizen read_from_citizen(const wire::Reader& content) {
  FromCitizen inside;
  read_version(content);
  inside.thread = read_id(content, "thread", 16);
  inside.id = read_id(content, "id", 16);
  inside.expires = content.number("expires", 0, k_seconds_max);
  inside.recipients = content.texts("recipients", wire::k_recipients_max, 22);
  const bool sorted = std::is_sorted(inside.recipients.begin(), inside.recipients.end());
  content.expect(sorted && !inside.recipients.empty(), "recipients", "sorted ids of inboxes");
  if (inside.id == inside.thread) inside.reply_key = wire::read_point(content.child("reply_key"));
  return inside;
}

wire::Writer write_from_citizen(const FromCitizen& inside) {
  wire::Writer content;
  content.number("version", 1).text("thread", inside.thread).text("id", inside.id);
  content.number("expires", inside.expires).texts("recipients", inside.recipients);
  if (!inside.reply_key.x.empty()) content.map("reply_key", wire::write_point(inside.reply_key));
  return content;
}

FromService read_from_service(const wire::Reader& payload) {
  read_version(payload);
  return {read_id(payload, "thread", 16), read_id(payload, "id", 16), read_id(payload, "inbox", 16),
          read_id(payload, "reply_key", 32)};
}

wire::Writer write_from_service(const FromService& inside) {
  wire::Writer payload;
  payload.number("version", 1).text("thread", inside.thread).text("id", inside.id);
  payload.text("inbox", inside.inbox).text("reply_key", inside.reply_key);
  return payload;
}

}  // namespace stadtkern::care
