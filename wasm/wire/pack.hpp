// Packs: immutable columns of text (PROTOCOL.md, "A pack"). Written by the server, read in place by
// the core.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace stadtkern::wire {

// A pack read in place. It owns its bytes; every view it hands out lives as long as it does.
// Movable, not copyable.
class Pack {
 public:
  // Takes bytes of the pack format. Code::malformed names the header line or column at fault.
  static Result<Pack> decode(Bytes bytes);

  Pack(Pack&&) noexcept = default;
  Pack& operator=(Pack&&) noexcept = default;
  Pack(const Pack&) = delete;
  Pack& operator=(const Pack&) = delete;

  std::string_view collection() const { return collection_; }
  std::string_view part() const { return part_; }
  std::size_t records() const { return records_; }
  const std::vector<std::string_view>& columns() const { return names_; }

  static constexpr std::size_t k_no_column = static_cast<std::size_t>(-1);
  std::size_t column(std::string_view name) const;  // k_no_column where there is none

  // The value as it stands: a line feed is still U+000B (see restore_lines). Requires: row <
  // records().
  std::string_view value(std::size_t column, std::size_t row) const;
  BytesView bytes() const { return bytes_; }

 private:
  Pack() = default;
  Bytes bytes_;
  std::string_view collection_;
  std::string_view part_;
  std::size_t records_ = 0;
  std::vector<std::string_view> names_;
  std::vector<std::uint32_t> starts_;  // (records + 1) per column: where each value begins
};

// A value as people wrote it: U+000B becomes a line feed again.
std::string restore_lines(std::string_view value);

// One row to write. `value(column)` gives the text of a column, "" where absent; views live until
// the call returns.
struct PackRow {
  std::string_view id;
  std::vector<std::string_view> values;
};

// Writes a pack. Requires: every row has one value per column name; `part` is "list" or "detail";
// for list the id column is added in front.
Bytes encode_pack(std::string_view collection, std::string_view part,
                  const std::vector<std::string>& columns, const std::vector<PackRow>& rows);

}  // namespace stadtkern::wire
