#include "search/synonyms.hpp"

#include <cstring>

#include "search/edit_distance.hpp"
#include "search/fold.hpp"
#include "search/order.hpp"
#include "search/stem.hpp"

namespace stadtkern::search {
namespace {

constexpr std::size_t k_prefix_bytes_min = 4;

}  // namespace

Synonyms::Synonyms(std::string text) : text_(std::move(text)) {
  if (text_.size() > k_synonyms_bytes_max) text_.resize(k_synonyms_bytes_max);
  std::uint32_t group = 0;
  for (std::size_t begin = 0; begin < text_.size(); ++begin, ++group) {
    std::size_t end = begin;
    while (end < text_.size() && text_[end] != '\n') ++end;
    read_line(begin, end, group);
    begin = end;
  }
  Pile<std::uint32_t> starts(words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) starts[i] = words_[i].text;
  sorted_ = sorted_order(texts_.data(), starts);
}

void Synonyms::read_line(std::size_t begin, std::size_t end, std::uint32_t group) {
  const std::string_view line(text_.data() + begin, end - begin);
  const std::size_t colon = line.find(':');
  for (WordReader reader(line); reader.next();) {
    const std::string_view folded = reader.folded();
    const std::size_t text = texts_.size();
    texts_.resize(text + (folded.size() / 8 + 1) * 8);
    std::memcpy(texts_.data() + text, folded.data(), folded.size());
    words_.push_back(
        {static_cast<std::uint32_t>(begin + reader.begin()), static_cast<std::uint32_t>(text),
         letters_of(folded), group, static_cast<std::uint16_t>(reader.end() - reader.begin()),
         static_cast<std::uint8_t>(folded.size()), static_cast<std::uint8_t>(stem_size(folded)),
         reader.begin() < colon, reader.begin() > 0 && line[reader.begin() - 1] == '/'});
  }
}

std::size_t Synonyms::first_with(std::string_view prefix) const {
  std::size_t begin = 0;
  for (std::size_t count = sorted_.size(); count > 0;) {
    const std::size_t half = count / 2;
    const bool below = folded(words_[sorted_[begin + half]]) < prefix;
    begin += below ? half + 1 : 0;
    count = below ? count - half - 1 : half;
  }
  return begin;
}

Pile<std::uint32_t> Synonyms::targets(std::string_view text) const {
  const std::string_view own_stem = stem_of(text);
  Pile<std::uint32_t> found;
  const auto same = [&](const Word& word) {
    return folded(word) == text || stem(word) == own_stem;
  };
  for (std::size_t i = first_with(own_stem); i < sorted_.size(); ++i) {
    const std::uint32_t number = sorted_[i];
    const Word& member = words_[number];
    const std::string_view whole = folded(member);
    if (!whole.starts_with(own_stem)) break;
    const bool begun = text.size() >= k_prefix_bytes_min && text.size() * 2 >= whole.size() &&
                       !member.whole && whole.starts_with(text);
    if (!begun && !same(member)) continue;
    std::uint32_t first = number;
    while (first > 0 && words_[first - 1].group == member.group) --first;
    for (; first < words_.size() && words_[first].group == member.group; ++first) {
      bool fresh = words_[first].target && !same(words_[first]);
      for (const std::uint32_t other : found) {
        fresh = fresh && folded(words_[other]) != folded(words_[first]);
      }
      if (fresh) found.push_back(first);
    }
  }
  return found;
}

bool Synonyms::knows(std::string_view text) const {
  for (std::size_t i = first_with(text); i < sorted_.size(); ++i) {
    const Word& word = words_[sorted_[i]];
    if (!folded(word).starts_with(text)) break;
    if (word.size == text.size() || word.stem == text.size()) return true;
  }
  return false;
}

}  // namespace stadtkern::search
