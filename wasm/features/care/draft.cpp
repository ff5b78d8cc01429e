#include "features/care/draft.hpp"

#include <algorithm>
#include <charconv>

#include "wire/base64url.hpp"
#include "wire/names.hpp"

namespace stadtkern::care {
namespace {

constexpr std::int64_t k_instant_max_ms = 8'640'000'000'000'000;
constexpr std::size_t k_toggled_max = 500;

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ptr == text.data() + text.size() && number >= 0 && number < 100'000 ? number : 0;
}

// "tasks:wash": a tick of its own.
bool put_tick(Draft& draft, std::string_view field_name, std::string_view code, bool on) {
  for (std::size_t at = 0; at < static_cast<std::size_t>(Field::verdict); ++at) {
    const auto field = static_cast<Field>(at);
    const Chosen bit = bit_of(field, code);
    if (question(field).name != field_name || bit == 0) continue;
    Chosen& chosen = draft.request.chosen[at];
    chosen = on ? chosen | bit : chosen & ~bit;
    return true;
  }
  return false;
}

bool put_choice(Draft& draft, std::string_view name, std::string_view code) {
  for (std::size_t at = 0; at < static_cast<std::size_t>(Field::verdict); ++at) {
    const auto field = static_cast<Field>(at);
    if (question(field).name != name || question(field).many) continue;
    draft.request.chosen[at] = bit_of(field, code);
    return true;
  }
  return false;
}

bool put_rhythm(Draft& draft, std::string_view part, std::string_view code,
                std::string_view value) {
  const Chosen bit = bit_of(Field::task, code);
  const auto number = static_cast<int>(number_of(value));
  for (std::size_t task = 0; task < k_tasks; ++task) {
    if (!has(bit, task)) continue;
    Rhythm& rhythm = draft.request.rhythm[task];
    (part == "days" ? rhythm.days : rhythm.times) = std::min(number, part == "days" ? 7 : 9);
  }
  return bit != 0;
}

bool put_words(std::string& to, std::string_view value, std::size_t bytes_max) {
  if (value.size() > bytes_max || !wire::is_value(value)) return false;
  to = value;
  return true;
}

}  // namespace

Bytes encode_draft(const Draft& draft) {
  wire::Writer map;
  map.number("version", 1).number("touched", draft.touched.ms);
  map.text("secret", wire::encode_base64url(draft.secret)).texts("toggled", draft.toggled);
  write_request(map, draft.request);
  return map.encode(wire::Encoding::cbor);
}

std::optional<Draft> decode_draft(BytesView bytes) {
  const auto document = wire::Document::decode(bytes, wire::Encoding::cbor);
  if (!document.ok()) return std::nullopt;
  Error fault{Code::invalid, "", ""};
  const wire::Reader map = document.value().root(&fault);
  map.number("version", 1, 1);
  Draft draft;
  draft.touched.ms = map.number("touched", 0, k_instant_max_ms);
  const auto secret = wire::decode_base64url(map.text("secret", 22));
  if (secret.ok()) draft.secret = secret.value();
  draft.toggled = map.texts("toggled", k_toggled_max, 22);
  draft.request = read_request(map);
  if (map.faulty()) return std::nullopt;
  return draft;
}

bool put_field(Draft& draft, std::string_view name, std::string_view value) {
  Request& request = draft.request;
  const auto colon = name.find(':');
  const std::string_view head = name.substr(0, colon);
  if (colon != std::string_view::npos) {
    const std::string_view tail = name.substr(colon + 1);
    if (head == "days" || head == "often") return put_rhythm(draft, head, tail, value);
    return put_tick(draft, head, tail, !value.empty());
  }
  if (name == "from") return request.from_day = number_of(value), true;
  if (name == "note") return put_words(request.note, value, k_note_bytes_max);
  return put_choice(draft, name, value);
}

bool is_answered(const Request& request, Step step) {
  if (step == Step::whom) return request.of(Field::whom) != 0;
  if (step == Step::place) return !request.place.empty();
  return step != Step::form || request.of(Field::form) != 0;
}

bool is_recipient(const Draft& draft, const Service& service) {
  const bool proposed = fit(service.profile, draft.request) == Fit::fits;
  const auto& toggled = draft.toggled;
  const bool other = std::find(toggled.begin(), toggled.end(), service.inbox) != toggled.end();
  return proposed != other;
}

}  // namespace stadtkern::care
