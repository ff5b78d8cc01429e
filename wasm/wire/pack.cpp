#include "wire/pack.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/utf8.hpp"
#include "wire/names.hpp"

namespace stadtkern::wire {
namespace {

constexpr std::string_view k_magic = "stadtkern-pack 1";
constexpr char k_line_in_value = '\v';

// Takes one line off the front; false where no line feed is left.
bool take_line(std::string_view& rest, std::string_view& line) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return false;
  line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return true;
}

std::string_view take_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

// Decimal without sign or leading zeros, at most k_pack_bytes_max; -1 where it is not.
std::int64_t size_of(std::string_view word) {
  std::int64_t size = -1;
  if (word.empty() || word.size() > 9 || (word.size() > 1 && word[0] == '0') || word[0] == '-')
    return -1;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), size);
  if (error != std::errc() || end != word.data() + word.size()) return -1;
  return size <= static_cast<std::int64_t>(k_pack_bytes_max) ? size : -1;
}

Error malformed(std::string_view where, const char* expected) {
  return Error{Code::malformed, std::string(where), expected};
}

// Notes where each of `records` values of a column begins, and its end; false where the column
// holds another number.
bool index_column(std::string_view column, std::size_t offset, std::size_t records,
                  std::vector<std::uint32_t>& starts) {
  const char* const begin = column.data();
  const char* const end = begin + column.size();
  const char* at = begin;
  for (std::size_t row = 0; row < records; ++row) {
    starts.push_back(static_cast<std::uint32_t>(offset + static_cast<std::size_t>(at - begin)));
    const void* found =
        at < end ? std::memchr(at, '\n', static_cast<std::size_t>(end - at)) : nullptr;
    if (found == nullptr) return false;
    at = static_cast<const char*>(found) + 1;
  }
  starts.push_back(static_cast<std::uint32_t>(offset + column.size()));
  return at == end;
}

}  // namespace

Result<Pack> Pack::decode(Bytes bytes) {
  if (bytes.size() > k_pack_bytes_max)
    return Error{Code::too_large, "", "a pack of at most 16 MiB"};
  Pack pack;
  pack.bytes_ = std::move(bytes);
  const std::string_view all = as_text(pack.bytes_);
  std::string_view rest = all;
  std::string_view line;
  if (!take_line(rest, line) || line != k_magic) return malformed("line 1", "stadtkern-pack 1");
  if (!is_utf8(all)) return malformed("", "UTF-8");

  if (!take_line(rest, line)) return malformed("line 2", "collection, part, records, columns");
  pack.collection_ = take_word(line);
  pack.part_ = take_word(line);
  const std::int64_t records = size_of(take_word(line));
  const std::int64_t columns = size_of(take_word(line));
  if (!is_collection(pack.collection_) || (pack.part_ != "list" && pack.part_ != "detail") ||
      records < 0 || columns < 0 || columns > static_cast<std::int64_t>(k_pack_columns_max) ||
      !line.empty()) {
    return malformed("line 2", "collection, part, records, columns");
  }
  pack.records_ = static_cast<std::size_t>(records);
  // Every value costs at least its line feed, so a lying count cannot make us reserve more than the
  // pack's own size.
  if (pack.records_ * static_cast<std::size_t>(columns) > pack.bytes_.size()) {
    return malformed("line 2", "as many records as there are lines");
  }

  std::vector<std::size_t> lengths;
  for (std::int64_t at = 0; at < columns; ++at) {
    if (!take_line(rest, line)) return malformed("header", "a line per column");
    const std::string_view name = take_word(line);
    const std::int64_t length = size_of(take_word(line));
    if (!is_field(name) || length < 0 || !line.empty())
      return malformed(name, "name and length of a column");
    if (pack.column(name) != k_no_column) return malformed(name, "each column once");
    pack.names_.push_back(name);
    lengths.push_back(static_cast<std::size_t>(length));
  }
  if (!take_line(rest, line) || !line.empty())
    return malformed("header", "an empty line at its end");
  if (pack.part_ == "list" && (pack.names_.empty() || pack.names_[0] != "id")) {
    return malformed("header", "the column id first");
  }

  std::size_t offset = all.size() - rest.size();
  pack.starts_.reserve((pack.records_ + 1) * lengths.size());
  for (std::size_t at = 0; at < lengths.size(); ++at) {
    if (lengths[at] > all.size() - offset ||
        !index_column(all.substr(offset, lengths[at]), offset, pack.records_, pack.starts_)) {
      return malformed(pack.names_[at], "one line per record");
    }
    offset += lengths[at];
  }
  if (offset != all.size()) return malformed("", "nothing behind the last column");
  return pack;
}

std::size_t Pack::column(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  return found == names_.end() ? k_no_column : static_cast<std::size_t>(found - names_.begin());
}

std::string_view Pack::value(std::size_t column, std::size_t row) const {
  const std::size_t at = column * (records_ + 1) + row;
  const std::size_t begin = starts_[at];
  return as_text(bytes_).substr(begin, starts_[at + 1] - begin - 1);
}

std::string restore_lines(std::string_view value) {
  std::string text(value);
  std::replace(text.begin(), text.end(), k_line_in_value, '\n');
  return text;
}

Bytes encode_pack(std::string_view collection, std::string_view part,
                  const std::vector<std::string>& columns, const std::vector<PackRow>& rows) {
  const bool with_id = part == "list";
  std::string header(k_magic);
  header += '\n';
  header.append(collection).append(" ").append(part);
  header += " " + std::to_string(rows.size()) + " " +
            std::to_string(columns.size() + (with_id ? 1 : 0)) + "\n";
  std::string body;
  const auto column = [&](std::string_view name, const auto& value_of) {
    const std::size_t before = body.size();
    for (const PackRow& row : rows) {
      const std::size_t begin = body.size();
      body += value_of(row);
      std::replace(body.begin() + static_cast<std::ptrdiff_t>(begin), body.end(), '\n',
                   k_line_in_value);
      body += '\n';
    }
    header.append(name).append(" ") += std::to_string(body.size() - before) + "\n";
  };
  if (with_id) column("id", [](const PackRow& row) { return row.id; });
  for (std::size_t at = 0; at < columns.size(); ++at) {
    column(columns[at], [at](const PackRow& row) { return row.values[at]; });
  }
  header += '\n';
  header += body;
  return {header.begin(), header.end()};
}

}  // namespace stadtkern::wire
