#include "features/saved/list.hpp"

#include "base/utf8.hpp"
#include "wire/document.hpp"
#include "wire/names.hpp"

namespace stadtkern::saved {
namespace {

constexpr const char* k_format = "stadtkern-merkliste";
constexpr std::int64_t k_version = 1;  // stored: do not renumber

bool is_clean(std::string_view text) {
  return clean(text, text.size()) == text;
}

std::string read_words(const wire::Reader& map, const char* field, std::size_t bytes_max) {
  std::string words = map.text(field, bytes_max);
  map.expect(is_clean(words), field, "text without control characters");
  return words;
}

Entry read_entry(const wire::Reader& map) {
  Entry entry{map.text("id", 80),
              read_words(map, "name", k_name_bytes_max),
              read_words(map, "note", k_note_bytes_max),
              {}};
  map.expect(wire::is_record_id(entry.id), "id", "a record's id");
  map.each("order", k_lines_max, [&entry](const wire::Reader& line) {
    entry.order.push_back({read_words(line, "amount", k_line_bytes_max),
                           read_words(line, "item", k_line_bytes_max), line.flag("done")});
  });
  return entry;
}

wire::Writer written(const Entry& entry) {
  std::vector<wire::Writer> order;
  for (const Line& line : entry.order) {
    wire::Writer one;
    one.text("amount", line.amount).text("item", line.item).flag("done", line.done);
    order.push_back(std::move(one));
  }
  wire::Writer map;
  map.text("id", entry.id).text("name", entry.name).text("note", entry.note);
  map.maps("order", std::move(order));
  return map;
}

}  // namespace

const Entry* find(const List& list, std::string_view id) {
  for (const Entry& entry : list) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

Entry* find(List& list, std::string_view id) {
  return const_cast<Entry*>(find(static_cast<const List&>(list), id));
}

std::string clean(std::string_view typed, std::size_t bytes_max) {
  std::string text(typed.substr(0, utf8_valid_prefix(typed.substr(0, bytes_max))));
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F) c = ' ';
  }
  return text;
}

Bytes encode(const List& list, std::string_view town) {
  std::vector<wire::Writer> entries;
  for (const Entry& entry : list) entries.push_back(written(entry));
  wire::Writer map;
  map.text("format", k_format).number("version", k_version).text("town", town);
  map.maps("entries", std::move(entries));
  return map.encode(wire::Encoding::cbor);
}

Result<List> decode(BytesView bytes) {
  const auto document = wire::Document::decode(bytes, wire::Encoding::cbor);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const wire::Reader map = document.value().root(&fault);
  const std::string format = map.text("format", 40);
  map.expect(format == k_format, "format", k_format);
  const std::int64_t version = map.number("version", 1, 1'000'000);
  if (!map.faulty() && version > k_version)
    return Error{Code::unsupported, "version", "a version this portal knows"};
  List list;
  map.each("entries", 2 * k_entries_max, [&list](const wire::Reader& one) {
    Entry entry = read_entry(one);
    one.expect(find(list, entry.id) == nullptr, "id", "each shop once");
    list.push_back(std::move(entry));
  });
  if (map.faulty()) return fault;
  return list;
}

}  // namespace stadtkern::saved
