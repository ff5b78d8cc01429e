#include "search/dictionary.hpp"

namespace stadtkern::search {

std::uint32_t Dictionary::first_not_below(std::string_view wanted) const {
  std::uint32_t begin = 0;
  for (std::uint32_t count = size(); count > 0;) {
    const std::uint32_t half = count / 2;
    if (text(begin + half) < wanted) {
      begin += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return begin;
}

TermRange Dictionary::starting_with(std::string_view prefix) const {
  const std::uint32_t begin = first_not_below(prefix);
  std::uint32_t end = begin;
  for (std::uint32_t step = 1; end < size() && text(end).starts_with(prefix);) {
    // Gallops ahead while that stays inside, then goes on from there in small steps again.
    const std::uint32_t ahead = end + step;
    const bool inside = ahead < size() && text(ahead).starts_with(prefix);
    end = inside ? ahead : end + 1;
    step = inside ? step * 2 : 1;
  }
  return {begin, end};
}

bool Dictionary::knows(std::string_view folded) const {
  for (std::uint32_t term = first_not_below(folded);
       term < size() && text(term).starts_with(folded); ++term) {
    if (text(term).size() == folded.size() || stem_size(term) == folded.size()) return true;
  }
  return false;
}

std::string Dictionary::spelling(std::uint32_t term) const {
  const std::uint8_t marks = image_->section(Section::term_marks)[term];
  std::string written(text(term));
  if ((marks & k_mark_spelling) != 0) {
    const BytesView pairs = image_->section(Section::spelling_terms);
    const BytesView texts = image_->section(Section::spelling_text);
    const std::size_t count = pairs.size() / 8;
    for (std::size_t begin = 0, left = count; left > 0;) {
      const std::size_t half = begin + left / 2;
      const std::uint32_t found = read_u32(pairs, half * 2);
      if (found == term) {
        const std::size_t start = read_u32(pairs, half * 2 + 1);
        const std::size_t end = half + 1 < count ? read_u32(pairs, half * 2 + 3) : texts.size();
        return std::string(as_text(texts.subspan(start, end - start)));
      }
      left = found < term ? begin + left - half - 1 : half - begin;
      begin = found < term ? half + 1 : begin;
    }
  }
  if ((marks & k_mark_capital) != 0 && written[0] >= 'a' && written[0] <= 'z') {
    written[0] = static_cast<char>(written[0] - 'a' + 'A');
  }
  return written;
}

BytesView Dictionary::rarest_trigram(std::string_view part) const {
  BytesView rarest;
  for (std::size_t i = 0; i + 3 <= part.size(); ++i) {
    const auto group = static_cast<std::uint32_t>(trigram(part.data() + i));
    const BytesView terms = image_->slice(Section::trigram_starts, Section::trigrams, group);
    if (i == 0 || terms.size() < rarest.size()) rarest = terms;
  }
  return rarest;
}

std::size_t find_in(std::string_view text, std::string_view part, std::size_t from) {
  for (; from + part.size() <= text.size(); ++from) {
    std::size_t same = 0;
    while (same < part.size() && text[from + same] == part[same]) ++same;
    if (same == part.size()) return from;
  }
  return text.size();
}

bool TermsContaining::next(std::uint32_t& term) {
  for (std::uint32_t step = 0; steps_.next(step);) {
    above_ += step;
    if (above_ == 0 || above_ > dictionary_.size()) return false;
    term = above_ - 1;
    const std::string_view text = dictionary_.text(term);
    if (find_in(text, part_, 0) < text.size()) return true;
  }
  return false;
}

}  // namespace stadtkern::search
