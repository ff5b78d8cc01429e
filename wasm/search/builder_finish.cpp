// The second half of building: from terms in the order they were met to the sorted sections.
#include <algorithm>
#include <array>

#include "search/builder.hpp"
#include "search/edit_distance.hpp"
#include "search/order.hpp"
#include "search/stem.hpp"

namespace stadtkern::search {
namespace {

BytesView view_of(const std::vector<std::uint32_t>& words) {
  return {reinterpret_cast<const std::uint8_t*>(words.data()), words.size() * 4};
}

void append_text(Bytes& bytes, std::string_view text) {
  bytes.insert(bytes.end(), text.begin(), text.end());
}

// Sections of the dictionary that follow from its texts alone.
struct TermSections {
  explicit TermSections(std::size_t count) {
    starts.reserve(count + 1);
    letters.reserve(2 * count);
    starts.push_back(0);
  }

  void add(std::string_view folded, std::string_view spelling, std::uint8_t mark) {
    if (!spelling.empty()) {
      spelling_terms.push_back(static_cast<std::uint32_t>(stems.size()));
      spelling_terms.push_back(static_cast<std::uint32_t>(spelling_text.size()));
      append_text(spelling_text, spelling);
    }
    append_text(text, folded);
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    letters.push_back(letters_of(folded));
    letters.push_back(letters_of(folded.substr(0, k_first_letters)));
    stems.push_back(static_cast<std::uint8_t>(stem_size(folded)));
    marks.push_back(mark);
  }

  std::vector<std::uint32_t> starts;
  Bytes text;
  std::vector<std::uint32_t> letters;
  Bytes stems;
  Bytes marks;
  std::vector<std::uint32_t> spelling_terms;
  Bytes spelling_text;
};

// For each group of three letters the terms that have it: counted first, then written into place.
class TrigramTable {
 public:
  explicit TrigramTable(const TermSections& terms) : terms_(terms), starts_(k_trigrams + 1) {
    std::vector<std::uint32_t> last(k_trigrams, 0);
    walk(last, [&](std::size_t group, std::uint32_t step) {
      starts_[group + 1] += step < 0x80U ? 1 : step < 0x4000U ? 2 : step < 0x200000U ? 3 : 4;
    });
    for (std::size_t i = 0; i < k_trigrams; ++i) starts_[i + 1] += starts_[i];
    content_.resize(starts_[k_trigrams]);
    std::vector<std::uint32_t> at(starts_.begin(), starts_.end() - 1);
    std::fill(last.begin(), last.end(), 0);
    walk(last, [&](std::size_t group, std::uint32_t step) {
      std::uint32_t& place = at[group];
      for (; step >= 0x80U; step >>= 7) {
        content_[place++] = static_cast<std::uint8_t>(step | 0x80U);
      }
      content_[place++] = static_cast<std::uint8_t>(step);
    });
  }
  const std::vector<std::uint32_t>& starts() const { return starts_; }
  const Bytes& content() const { return content_; }

 private:
  // Calls visit(group, step) once per term and group; `last` holds term + 1 of the one before.
  template <class Visit>
  void walk(std::vector<std::uint32_t>& last, Visit visit) const {
    const char* text = reinterpret_cast<const char*>(terms_.text.data());
    for (std::uint32_t term = 0; term + 1 < terms_.starts.size(); ++term) {
      for (std::uint32_t at = terms_.starts[term]; at + 3 <= terms_.starts[term + 1]; ++at) {
        const std::size_t group = trigram(text + at);
        if (last[group] == term + 1) continue;
        visit(group, term + 1 - last[group]);
        last[group] = term + 1;
      }
    }
  }

  const TermSections& terms_;
  std::vector<std::uint32_t> starts_;
  Bytes content_;
};

}  // namespace

std::vector<std::uint32_t> Builder::in_order() const {
  std::vector<std::string_view> texts(terms_.size());
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = text_of(terms_[i]);
  return sorted_order(texts);
}

// All postings as row << 3 | field, grouped by term in the given order, rows ascending.
std::vector<std::uint32_t> Builder::gather(const std::vector<std::uint32_t>& order) const {
  std::vector<std::uint32_t> at(terms_.size());
  std::uint32_t sum = 0;
  for (const std::uint32_t id : order) {
    at[id] = sum;
    sum += terms_[id].rows;
  }
  std::vector<std::uint32_t> postings(log_.size());
  std::uint32_t entry = 0;
  for (std::uint32_t row = 0; row < row_ends_.size(); ++row) {
    for (; entry < row_ends_[row]; ++entry)
      postings[at[log_[entry] >> 3]++] = row << 3 | (log_[entry] & 7U);
  }
  return postings;
}

Image Builder::finish() {
  const std::vector<std::uint32_t> order = in_order();
  TermSections terms(order.size());
  for (const std::uint32_t id : order) {
    const Term& term = terms_[id];
    terms.add(text_of(term), {spellings_.data() + term.spelling, term.spelling_size}, term.marks);
  }
  std::vector<std::uint32_t> posting_starts{0};
  const Bytes postings = pack(order, posting_starts);
  const TrigramTable trigrams(terms);
  const std::array<BytesView, k_sections> sections{view_of(terms.starts),
                                                   terms.text,
                                                   view_of(terms.letters),
                                                   terms.stems,
                                                   terms.marks,
                                                   view_of(posting_starts),
                                                   postings,
                                                   view_of(terms.spelling_terms),
                                                   terms.spelling_text,
                                                   view_of(trigrams.starts()),
                                                   trigrams.content(),
                                                   view_of(places_)};
  Image image = Image::compose(static_cast<std::uint32_t>(row_ends_.size()),
                               static_cast<std::uint32_t>(terms_.size()), sections);
  *this = Builder();
  return image;
}

// The section of postings; appends where each term's end.
Bytes Builder::pack(const std::vector<std::uint32_t>& order,
                    std::vector<std::uint32_t>& starts) const {
  const std::vector<std::uint32_t> postings = gather(order);
  Bytes packed;
  packed.reserve(postings.size() * 2);
  std::uint32_t posting = 0;
  for (const std::uint32_t id : order) {
    std::uint32_t row = 0;
    for (std::uint32_t i = 0; i < terms_[id].rows; ++i, ++posting) {
      const std::uint32_t next = postings[posting] >> 3;
      append_varint(packed, (next - row) << 3 | (postings[posting] & 7U));
      row = next;
    }
    starts.push_back(static_cast<std::uint32_t>(packed.size()));
  }
  return packed;
}

}  // namespace stadtkern::search
