#include "features/directory/numbering.hpp"

namespace stadtkern::directory {
namespace {

// FNV-1a, 32 bits.
std::uint32_t hash_of(std::string_view text, std::uint32_t seed) {
  std::uint32_t hash = 2166136261U ^ seed;
  for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
  return hash;
}

}  // namespace

void Numbering::number(const model::Collection& rows, std::string_view field,
                       const Numbering* within) {
  const auto rows_count = static_cast<std::uint32_t>(rows.size());
  of_row.resize(rows_count);
  first.clear();
  search::Pile<std::uint32_t> table(rows_count * 2 + 1);  // a number + 1, 0 where free
  for (model::Row row = 0; row < rows_count; ++row) {
    const std::string_view value = rows.value(row, field);
    const std::uint32_t group = within == nullptr ? 0 : within->of_row[row];
    std::size_t at = hash_of(value, group) % table.size();
    for (; table[at] != 0; at = (at + 1) % table.size()) {
      const model::Row known = first[table[at] - 1];
      if ((within == nullptr || within->of_row[known] == group) &&
          rows.value(known, field) == value)
        break;
    }
    if (table[at] == 0) {
      first.push_back(row);
      table[at] = static_cast<std::uint32_t>(first.size());
    }
    of_row[row] = table[at] - 1;
  }
}

}  // namespace stadtkern::directory
