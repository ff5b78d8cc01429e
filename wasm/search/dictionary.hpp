// The sorted words of an index and what is known of each: a view on an Image, which must outlive
// it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "search/builder.hpp"
#include "search/image.hpp"

namespace stadtkern::search {

// A number of neighbouring terms.
struct TermRange {
  std::uint32_t begin;
  std::uint32_t end;
};

class Dictionary {
 public:
  explicit Dictionary(const Image& image) : image_(&image) {}

  std::uint32_t size() const { return image_->terms(); }
  std::string_view text(std::uint32_t term) const {
    return as_text(image_->slice(Section::term_starts, Section::term_text, term));
  }
  std::string_view stem(std::uint32_t term) const {
    return text(term).substr(0, image_->section(Section::term_stems)[term]);
  }
  std::uint32_t letters(std::uint32_t term) const {
    return read_u32(image_->section(Section::term_letters), term * 2U);
  }
  std::uint32_t first_letters(std::uint32_t term) const {
    return read_u32(image_->section(Section::term_letters), term * 2U + 1);
  }
  // The most telling field that the term stands in anywhere.
  Field best_field(std::uint32_t term) const {
    return static_cast<Field>(image_->section(Section::term_marks)[term] & k_mark_field);
  }
  BytesView postings(std::uint32_t term) const {
    return image_->slice(Section::posting_starts, Section::postings, term);
  }

  // All terms that begin with the prefix.
  TermRange starting_with(std::string_view prefix) const;

  // Whether the folded text is a word here, or the stem of one.
  bool knows(std::string_view folded) const;

  // The term as it was written where it first appeared.
  std::string spelling(std::uint32_t term) const;

  // Calls visit(term) for every term with the part anywhere in it, in ascending order.
  // Requires: part.size() >= 3.
  template <class Visit>
  void containing(std::string_view part, Visit visit) const {
    VarintReader terms(rarest_trigram(part));
    std::uint32_t above = 0;  // term + 1
    for (std::uint32_t step = 0; terms.next(step);) {
      above += step;
      if (above == 0 || above > size()) return;
      if (text(above - 1).find(part) != std::string_view::npos) visit(above - 1);
    }
  }

 private:
  std::uint32_t first_not_below(std::string_view text) const;
  BytesView rarest_trigram(std::string_view part) const;

  const Image* image_;
};

}  // namespace stadtkern::search
