#include "search/synonyms.hpp"

#include <algorithm>

#include "search/edit_distance.hpp"
#include "search/fold.hpp"
#include "search/order.hpp"
#include "search/stem.hpp"
#include "search/synonyms_text.hpp"

namespace stadtkern::search {

const Synonyms& Synonyms::of_the_trade() {
  static const Synonyms synonyms(k_synonyms_text);
  return synonyms;
}

Synonyms::Synonyms(std::string_view text) : group_starts_{0} {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!line.empty() && line[0] != '#') read_line(line);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  std::vector<std::string_view> texts;
  for (const Word& word : words_) texts.push_back(folded(word));
  sorted_ = sorted_order(texts);
}

void Synonyms::read_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  const auto group = static_cast<std::uint16_t>(group_starts_.size() - 1);
  WordReader reader(line);
  while (reader.next()) {
    const std::string_view text = reader.folded();
    words_.push_back({line.substr(reader.begin(), reader.end() - reader.begin()),
                      static_cast<std::uint32_t>(texts_.size()), letters_of(text), group,
                      static_cast<std::uint8_t>(text.size()),
                      static_cast<std::uint8_t>(stem_size(text)), reader.begin() < colon,
                      reader.begin() > 0 && line[reader.begin() - 1] == '/'});
    texts_.insert(texts_.end(), text.begin(), text.end());
  }
  group_starts_.push_back(static_cast<std::uint16_t>(words_.size()));
}

std::vector<std::uint32_t>::const_iterator Synonyms::first_with(std::string_view prefix) const {
  return std::partition_point(sorted_.begin(), sorted_.end(),
                              [&](std::uint32_t index) { return folded(words_[index]) < prefix; });
}

std::vector<std::string_view> Synonyms::targets(std::string_view text) const {
  const std::string_view own_stem = stem_of(text);
  const bool typing = text.size() >= k_prefix_bytes_min;
  std::vector<std::string_view> found;
  const auto same = [&](const Word& word) {
    return folded(word) == text || stem(word) == own_stem;
  };
  for (auto at = first_with(own_stem);
       at != sorted_.end() && folded(words_[*at]).starts_with(own_stem); ++at) {
    const Word& member = words_[*at];
    const bool begun = typing && !member.whole && folded(member).starts_with(text) &&
                       text.size() * 2 >= member.size;
    if (!begun && !same(member)) continue;
    for (std::size_t i = group_starts_[member.group]; i < group_starts_[member.group + 1U]; ++i) {
      const std::string_view target = folded(words_[i]);
      const bool fresh = std::find(found.begin(), found.end(), target) == found.end();
      if (words_[i].target && fresh && !same(words_[i])) found.push_back(target);
    }
  }
  return found;
}

bool Synonyms::knows(std::string_view text) const {
  for (auto at = first_with(text); at != sorted_.end() && folded(words_[*at]).starts_with(text);
       ++at) {
    if (words_[*at].size == text.size() || words_[*at].stem == text.size()) return true;
  }
  return false;
}

}  // namespace stadtkern::search
