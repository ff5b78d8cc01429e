#include "features/care/request/request.hpp"

#include "wire/names.hpp"

namespace stadtkern::care {
namespace {

constexpr std::int64_t k_days_max = 100'000;  // the year 2243

// A text of people: no control characters, bounded.
std::string read_words(const wire::Reader& map, const char* field, std::size_t bytes_max) {
  if (!map.has(field)) return {};
  std::string words = map.text(field, bytes_max);
  map.expect(wire::is_value(words), field, "a text without control characters");
  return words;
}

void write_words(wire::Writer& map, const char* field, const std::string& words) {
  if (!words.empty()) map.text(field, words);
}

void read_tasks(const wire::Reader& content, Request& request) {
  if (!content.has("tasks")) return;
  content.each("tasks", k_tasks, [&](const wire::Reader& one) {
    const std::string code = one.text("task", 20);
    const Chosen bit = bit_of(Field::task, code);
    one.expect(bit != 0, "task", "a choice of the vocabulary");
    request.chosen[static_cast<std::size_t>(Field::task)] |= bit;
    const Rhythm rhythm{static_cast<int>(one.number("days", 0, 7)),
                        static_cast<int>(one.number("times", 0, 9))};
    for (std::size_t task = 0; task < k_tasks; ++task) {
      if (has(bit, task)) request.rhythm[task] = rhythm;
    }
  });
}

void write_tasks(wire::Writer& content, const Request& request) {
  std::vector<wire::Writer> tasks;
  for (std::size_t task = 0; task < k_tasks; ++task) {
    if (!has(request.of(Field::task), task)) continue;
    wire::Writer one;
    one.text("task", code_of(Field::task, task));
    one.number("days", request.rhythm[task].days).number("times", request.rhythm[task].times);
    tasks.push_back(std::move(one));
  }
  if (!tasks.empty()) content.maps("tasks", std::move(tasks));
}

bool is_request_field(Field field) {
  return field < Field::verdict && field != Field::task;
}

}  // namespace

void write_request(wire::Writer& content, const Request& request) {
  for (std::size_t at = 0; at < k_fields; ++at) {
    const auto field = static_cast<Field>(at);
    if (is_request_field(field)) write_chosen(content, field, request.chosen);
  }
  write_tasks(content, request);
  write_words(content, "place", request.place);
  write_words(content, "place_name", request.place_name);
  if (request.from_day > 0) content.number("from_day", request.from_day);
  write_words(content, "note", request.note);
}

Request read_request(const wire::Reader& content) {
  Request request;
  for (std::size_t at = 0; at < k_fields; ++at) {
    const auto field = static_cast<Field>(at);
    if (is_request_field(field)) read_chosen(content, field, request.chosen);
  }
  read_tasks(content, request);
  request.place = read_words(content, "place", 80);
  content.expect(request.place.empty() || wire::is_record_id(request.place), "place",
                 "a place's id or a postal code");
  request.place_name = read_words(content, "place_name", 160);
  if (content.has("from_day")) request.from_day = content.number("from_day", 0, k_days_max);
  request.note = read_words(content, "note", k_note_bytes_max);
  return request;
}

Bytes encode_request(const FromCitizen& inside, const Request& request) {
  wire::Writer content = write_from_citizen(inside);
  content.text("kind", "care-request");
  write_request(content, request);
  return content.encode(wire::Encoding::cbor);
}

Bytes encode_words(const FromCitizen& inside, const Words& words) {
  wire::Writer content = write_from_citizen(inside);
  content.text("kind", "words");
  write_words(content, "name", words.name);
  write_words(content, "phone", words.phone);
  write_words(content, "text", words.text);
  return content.encode(wire::Encoding::cbor);
}

Result<CitizenSays> decode_citizen(BytesView cbor) {
  const auto document = wire::Document::decode(cbor, wire::Encoding::cbor);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const wire::Reader content = document.value().root(&fault);
  CitizenSays says{read_from_citizen(content), Words{}};
  const std::string kind = content.text("kind", 20);
  if (kind == "care-request") {
    Request request = read_request(content);
    content.expect(!says.inside.reply_key.x.empty(), "id", "the id of the thread it opens");
    content.expect(request.of(Field::whom) != 0, "whom", "a choice of the vocabulary");
    content.expect(request.of(Field::form) != 0, "forms", "a choice of the vocabulary");
    content.expect(!request.place.empty(), "place", "a place's id or a postal code");
    says.said = std::move(request);
  } else {
    content.expect(kind == "words", "kind", "a kind of this vocabulary");
    says.said = Words{read_words(content, "name", 200), read_words(content, "phone", 80),
                      read_words(content, "text", k_words_bytes_max)};
  }
  if (content.faulty()) return fault;
  return says;
}

}  // namespace stadtkern::care
