// The second half of building: from terms in the order they were met to the sorted sections. The
// size of each section is known before its first byte is written, so all of it is written in place.
#include <cstring>

#include "search/builder.hpp"
#include "search/edit_distance.hpp"
#include "search/order.hpp"
#include "search/stem.hpp"

namespace stadtkern::search {

class Builder::Finish {
 public:
  explicit Finish(Builder& builder) : builder_(builder), last_(k_trigrams), at_(k_trigrams) {
    Pile<std::uint32_t> starts(builder.terms_.size());
    for (std::uint32_t id = 0; id < starts.size(); ++id) starts[id] = builder.terms_[id].text;
    order_ = sorted_order(builder.texts_.data(), starts);
  }

  Image run() {
    measure();
    image_ = Image::blank(static_cast<std::uint32_t>(builder_.row_ends_.size()),
                          static_cast<std::uint32_t>(order_.size()), sizes_);
    each(order_, &Finish::write_term);
    end_starts(Section::term_starts, Section::term_text);
    end_starts(Section::posting_starts, Section::postings);
    each(builder_.row_ends_, &Finish::write_row);
    write_trigrams();
    if (!builder_.places_.empty()) {
      std::memcpy(image_.at(Section::rows), builder_.places_.data(), size(Section::rows));
    }
    image_.seal();
    return std::move(image_);
  }

 private:
  // Does one step for each of the list, through a pointer: engines compile a function for speed
  // once it has been called often, but not one that runs, so the steps must stay functions.
  [[gnu::noinline]] void each(const Pile<std::uint32_t>& list,
                              void (Finish::*step)(std::uint32_t)) {
    for (std::uint32_t i = 0; i < list.size(); ++i) (this->*step)(i);
  }

  std::uint32_t& size(Section section) { return sizes_[static_cast<std::size_t>(section)]; }
  Term& term(std::uint32_t number) { return builder_.terms_[order_[number]]; }
  const char* text(const Term& term) const { return builder_.texts_.data() + term.text; }
  void write(Section section, std::size_t index, std::uint32_t value) {
    write_u32(image_.at(section), index, value);
  }

  // Sets the sizes and numbers the groups of three letters.
  void measure() {
    const auto count = static_cast<std::uint32_t>(order_.size());
    each(order_, &Finish::measure_term);
    size(Section::term_starts) = size(Section::posting_starts) = (count + 1) * 4;
    size(Section::term_letters) = count * 8;
    size(Section::term_stems) = size(Section::term_marks) = count;
    size(Section::spelling_text) = static_cast<std::uint32_t>(builder_.spellings_.size());
    size(Section::trigram_starts) = (k_trigrams + 1) * 4;
    size(Section::rows) = static_cast<std::uint32_t>(builder_.places_.size() * 4);
    for (const std::uint32_t bytes : at_) size(Section::trigrams) += bytes;
  }

  void measure_term(std::uint32_t number) {
    const Term& one = term(number);
    size(Section::term_text) += one.size;
    size(Section::postings) += one.bytes;
    if (one.spelling_size > 0) size(Section::spelling_terms) += 8;
    add_trigrams(number);
  }

  // Notes the term in each of its groups; without a place for them just how many bytes that takes.
  void add_trigrams(std::uint32_t number) {
    const Term& one = term(number);
    const char* letters = text(one);
    for (std::size_t i = 0; i + 3 <= one.size; ++i) {
      const std::size_t group = trigram(letters + i);
      const std::uint32_t step = number + 1 - last_[group];
      if (step == 0) continue;
      last_[group] = number + 1;
      at_[group] +=
          content_ == nullptr ? varint_size(step) : write_varint(content_ + at_[group], step);
    }
  }

  void write_trigrams() {
    std::uint32_t start = 0;
    for (std::uint32_t group = 0; group < k_trigrams; ++group) {
      write(Section::trigram_starts, group, start);
      const std::uint32_t bytes = at_[group];
      at_[group] = start;
      last_[group] = 0;
      start += bytes;
    }
    write(Section::trigram_starts, k_trigrams, start);
    content_ = image_.at(Section::trigrams);
    each(order_, &Finish::add_trigrams);
  }

  // All of a term but its postings, for which `bytes` becomes the place of the next one.
  void write_term(std::uint32_t number) {
    Term& one = term(number);
    const std::string_view folded(text(one), one.size);
    write(Section::term_starts, number, text_);
    std::memcpy(image_.at(Section::term_text) + text_, folded.data(), folded.size());
    text_ += one.size;
    write(Section::term_letters, number * 2U, letters_of(folded));
    write(Section::term_letters, number * 2U + 1, letters_of(folded.substr(0, k_first_letters)));
    image_.at(Section::term_stems)[number] = static_cast<std::uint8_t>(stem_size(folded));
    image_.at(Section::term_marks)[number] = one.marks;
    write(Section::posting_starts, number, posting_);
    const std::uint32_t bytes = one.bytes;
    one.bytes = posting_;
    one.after = 0;
    posting_ += bytes;
    if (one.spelling_size > 0) write_spelling(number, one);
  }

  void write_spelling(std::uint32_t number, const Term& one) {
    write(Section::spelling_terms, spellings_ * 2U, number);
    write(Section::spelling_terms, spellings_ * 2U + 1, spelling_);
    std::memcpy(image_.at(Section::spelling_text) + spelling_,
                builder_.spellings_.data() + one.spelling, one.spelling_size);
    ++spellings_;
    spelling_ += one.spelling_size;
  }

  void end_starts(Section starts, Section content) { write(starts, order_.size(), size(content)); }

  // The row's postings, each behind those of its term from rows before.
  void write_row(std::uint32_t row) {
    std::uint8_t* postings = image_.at(Section::postings);
    for (; logged_ < builder_.row_ends_[row]; ++logged_) {
      const std::uint32_t entry = builder_.log_[logged_];
      Term& one = builder_.terms_[entry >> 3];
      one.bytes += write_varint(postings + one.bytes, (row - one.after) << 3 | (entry & 7U));
      one.after = row;
    }
  }

  Builder& builder_;
  Pile<std::uint32_t> order_;  // the terms as they are sorted
  Pile<std::uint32_t> last_;   // per group of three letters: the last term, from 1
  Pile<std::uint32_t> at_;     // per group: its bytes, then where the next one goes
  std::array<std::uint32_t, k_sections> sizes_{};
  Image image_;
  std::uint8_t* content_ = nullptr;  // of the section of trigrams
  std::uint32_t text_ = 0;
  std::uint32_t posting_ = 0;
  std::uint32_t spellings_ = 0;
  std::uint32_t spelling_ = 0;
  std::uint32_t logged_ = 0;
};

Image Builder::finish() {
  Image image = Finish(*this).run();
  *this = Builder();
  return image;
}

}  // namespace stadtkern::search
