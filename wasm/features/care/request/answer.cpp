#include "features/care/request/answer.hpp"

#include "wire/names.hpp"

namespace stadtkern::care {
namespace {

constexpr Field k_answered[] = {Field::verdict, Field::reason, Field::time, Field::task};
constexpr std::int64_t k_days_max = 100'000;  // the year 2243

struct Line {
  const char* name;
  std::string Answer::*text;
  std::size_t bytes_max;
};
constexpr Line k_lines[] = {{"contact", &Answer::contact, 200},
                            {"phone_hours", &Answer::phone_hours, 200},
                            {"note", &Answer::note, k_note_bytes_max}};

struct Day {
  const char* name;
  std::int64_t Answer::*day;
};
constexpr Day k_days[] = {{"from_day", &Answer::from_day}, {"valid_until", &Answer::valid_until}};

std::string read_line(const wire::Reader& map, const char* field, std::size_t bytes_max) {
  if (!map.has(field)) return {};
  std::string words = map.text(field, bytes_max);
  map.expect(wire::is_value(words), field, "a text without control characters");
  return words;
}

}  // namespace

void write_answer(wire::Writer& payload, const Answer& answer) {
  for (const Field field : k_answered) write_chosen(payload, field, answer.chosen);
  for (const Day& one : k_days) {
    if (answer.*one.day > 0) payload.number(one.name, answer.*one.day);
  }
  for (const Line& line : k_lines) {
    if (!(answer.*line.text).empty()) payload.text(line.name, answer.*line.text);
  }
}

Answer read_answer(const wire::Reader& payload) {
  Answer answer;
  for (const Field field : k_answered) read_chosen(payload, field, answer.chosen);
  payload.expect(answer.of(Field::verdict) != 0, "verdict", "a choice of the vocabulary");
  for (const Day& one : k_days) {
    if (payload.has(one.name)) answer.*one.day = payload.number(one.name, 0, k_days_max);
  }
  for (const Line& line : k_lines)
    answer.*line.text = read_line(payload, line.name, line.bytes_max);
  return answer;
}

Bytes encode_answer(const FromService& inside, const Answer& answer) {
  wire::Writer payload = write_from_service(inside);
  payload.text("kind", "care-answer");
  write_answer(payload, answer);
  return payload.encode(wire::Encoding::cbor);
}

Bytes encode_words(const FromService& inside, const Words& words) {
  wire::Writer payload = write_from_service(inside);
  payload.text("kind", "words").text("text", words.text);
  return payload.encode(wire::Encoding::cbor);
}

Result<ServiceSays> decode_service(BytesView cbor) {
  const auto document = wire::Document::decode(cbor, wire::Encoding::cbor);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const wire::Reader payload = document.value().root(&fault);
  ServiceSays says{read_from_service(payload), Words{}};
  const std::string kind = payload.text("kind", 20);
  if (kind == "care-answer") {
    says.said = read_answer(payload);
  } else {
    payload.expect(kind == "words", "kind", "a kind of this vocabulary");
    says.said = Words{"", "", read_line(payload, "text", k_words_bytes_max)};
  }
  if (payload.faulty()) return fault;
  return says;
}

}  // namespace stadtkern::care
