#include "search/edit_distance.hpp"

#include <algorithm>

namespace stadtkern::search {

TypedWord::TypedWord(std::string_view typed) : size_(static_cast<unsigned>(typed.size())) {
  for (unsigned i = 0; i < size_; ++i) {
    places_[static_cast<unsigned char>(typed[i])] |= 1U << i;
  }
}

Typos TypedWord::compare(std::string_view other) const {
  const std::uint32_t last = 1U << (size_ - 1);
  std::uint32_t more = ~0U;  // vertical differences +1
  std::uint32_t less = 0;    // vertical differences -1
  std::uint32_t diagonal = 0;
  std::uint32_t places_before = 0;
  Typos typos{size_, size_};
  for (const char letter : other) {
    const std::uint32_t places = places_[static_cast<unsigned char>(letter)];
    const std::uint32_t swapped = ((~diagonal & places) << 1) & places_before;
    diagonal = swapped | (((places & more) + more) ^ more) | places | less;
    std::uint32_t right_more = less | ~(diagonal | more);
    std::uint32_t right_less = diagonal & more;
    if ((right_more & last) != 0) ++typos.whole;
    if ((right_less & last) != 0) --typos.whole;
    right_more = (right_more << 1) | 1U;
    right_less <<= 1;
    more = right_less | ~(diagonal | right_more);
    less = right_more & diagonal;
    places_before = places;
    typos.prefix = std::min(typos.prefix, typos.whole);
  }
  return typos;
}

Typos TypedWord::compare(std::string_view other, unsigned limit) const {
  const std::size_t reach = size_ + limit;
  Typos typos = compare(other.substr(0, reach));
  if (other.size() > reach) typos.whole = limit + 1;
  return typos;
}

std::uint32_t letters_of(std::string_view folded) {
  std::uint32_t letters = 0;
  for (const char letter : folded) letters |= 1U << (static_cast<unsigned char>(letter) & 31U);
  return letters;
}

}  // namespace stadtkern::search
