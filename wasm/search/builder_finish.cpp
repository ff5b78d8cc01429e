// The second half of building: from terms in the order they were met to the sorted sections.
#include <algorithm>
#include <cstring>

#include "search/builder.hpp"
#include "search/edit_distance.hpp"
#include "search/stem.hpp"

namespace stadtkern::search {
namespace {

BytesView view_of(const std::vector<std::uint32_t>& words) {
  return {reinterpret_cast<const std::uint8_t*>(words.data()), words.size() * 4};
}

// The first eight letters as a number that sorts like the text.
std::uint64_t sort_key(std::string_view text) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return key;
}

struct Sortable {
  std::uint64_t key;
  std::uint32_t term;
};

// Sections of the dictionary that follow from its texts alone.
struct TermSections {
  std::vector<std::uint32_t> starts{0};
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
  explicit TrigramTable(const TermSections& terms) : terms_(terms), starts_(k_trigrams + 1) {}

  void build() {
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

void append_text(Bytes& bytes, std::string_view text) {
  bytes.insert(bytes.end(), text.begin(), text.end());
}

}  // namespace

std::vector<std::uint32_t> Builder::in_order() const {
  std::vector<Sortable> sortable(terms_.size());
  for (std::uint32_t i = 0; i < terms_.size(); ++i) sortable[i] = {sort_key(text_of(terms_[i])), i};
  std::sort(sortable.begin(), sortable.end(), [&](const Sortable& a, const Sortable& b) {
    return a.key != b.key ? a.key < b.key : text_of(terms_[a.term]) < text_of(terms_[b.term]);
  });
  std::vector<std::uint32_t> order(terms_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = sortable[i].term;
  return order;
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
  const std::vector<std::uint32_t> postings = gather(order);
  TermSections terms;
  terms.text.reserve(texts_.size());
  std::vector<std::uint32_t> posting_starts{0};
  Bytes packed;
  packed.reserve(postings.size() * 2);
  std::uint32_t posting = 0;
  for (const std::uint32_t id : order) {
    const Term& term = terms_[id];
    const std::string_view text = text_of(term);
    if (term.spelling_size > 0) {
      terms.spelling_terms.push_back(static_cast<std::uint32_t>(terms.stems.size()));
      terms.spelling_terms.push_back(static_cast<std::uint32_t>(terms.spelling_text.size()));
      append_text(terms.spelling_text, {spellings_.data() + term.spelling, term.spelling_size});
    }
    append_text(terms.text, text);
    terms.starts.push_back(static_cast<std::uint32_t>(terms.text.size()));
    terms.letters.push_back(letters_of(text));
    terms.letters.push_back(letters_of(text.substr(0, k_first_letters)));
    terms.stems.push_back(static_cast<std::uint8_t>(stem_size(text)));
    terms.marks.push_back(term.marks);
    std::uint32_t row = 0;
    for (std::uint32_t i = 0; i < term.rows; ++i, ++posting) {
      const std::uint32_t next = postings[posting] >> 3;
      append_varint(packed, (next - row) << 3 | (postings[posting] & 7U));
      row = next;
    }
    posting_starts.push_back(static_cast<std::uint32_t>(packed.size()));
  }
  TrigramTable trigrams(terms);
  trigrams.build();
  const std::array<BytesView, k_sections> sections{view_of(terms.starts),
                                                   terms.text,
                                                   view_of(terms.letters),
                                                   terms.stems,
                                                   terms.marks,
                                                   view_of(posting_starts),
                                                   packed,
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

}  // namespace stadtkern::search
