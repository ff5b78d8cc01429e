// The saved list: shops that a person marked, with a note and an order each. Plain values and the
// form in which they are stored; knows no page and no store.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace stadtkern::saved {

// One thing to buy: "2 kg", "Kartoffeln".
struct Line {
  std::string amount;
  std::string item;
  bool done = false;
  bool operator==(const Line&) const = default;
};

struct Entry {
  std::string id;    // of the record in "shops"
  std::string name;  // as it was when it was saved: shops may vanish
  std::string note;
  std::vector<Line> order;
  bool operator==(const Entry&) const = default;
};

using List = std::vector<Entry>;  // in the order of saving, ids unique

inline constexpr std::size_t k_entries_max = 300;  // two tabs together may hold twice as many
inline constexpr std::size_t k_lines_max = 50;
inline constexpr std::int64_t k_file_bytes_max = 8 * 1024 * 1024;  // a full list fits
inline constexpr std::size_t k_name_bytes_max = 300;
inline constexpr std::size_t k_note_letters_max = 500;  // UTF-16 units, as a browser counts
inline constexpr std::size_t k_note_bytes_max = 3 * k_note_letters_max;
inline constexpr std::size_t k_line_letters_max = 60;
inline constexpr std::size_t k_line_bytes_max = 3 * k_line_letters_max;

// The entry of a shop, null where it is not saved. Lives until the list changes.
const Entry* find(const List& list, std::string_view id);
Entry* find(List& list, std::string_view id);

// Typed text as a list may hold it: cut at a whole character, control characters but line feeds
// become blanks.
std::string clean(std::string_view typed, std::size_t bytes_max);

// Stored, and written into files: CBOR of
//   {"format":"stadtkern-merkliste","version":1,"town":"…",
//    "entries":[{"id":"…","name":"…","note":"…","order":[{"amount":"…","item":"…","done":false}]}]}
Bytes encode(const List& list, std::string_view town);

// Code::unsupported for a newer version; else strict, as Document says, and within the bounds
// above.
Result<List> decode(BytesView bytes);

}  // namespace stadtkern::saved
