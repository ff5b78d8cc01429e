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
  std::size_t stem_size(std::uint32_t term) const {
    return image_->section(Section::term_stems)[term];
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

  // The terms that have the rarest group of three letters of the part. Requires: part.size() >= 3.
  BytesView rarest_trigram(std::string_view part) const;

 private:
  std::uint32_t first_not_below(std::string_view text) const;

  const Image* image_;
};

// Where the part begins in the text, at `from` or behind; at or behind the text's end for nowhere.
std::size_t find_in(std::string_view text, std::string_view part, std::size_t from);

// Walks through the terms with a part anywhere in them, in ascending order. Dictionary and part
// must outlive it. Requires: part.size() >= 3.
class TermsContaining {
 public:
  TermsContaining(const Dictionary& dictionary, std::string_view part)
      : dictionary_(dictionary), part_(part), steps_(dictionary.rarest_trigram(part)) {}
  bool next(std::uint32_t& term);

 private:
  const Dictionary& dictionary_;
  std::string_view part_;
  VarintReader steps_;
  std::uint32_t above_ = 0;  // the last term + 1
};

}  // namespace stadtkern::search
