#include "features/owner/entry.hpp"

#include "hours/berlin.hpp"
#include "hours/calendar.hpp"
#include "wire/pack.hpp"

namespace stadtkern::owner {
namespace {

// The newest of these that speaks of the field.
const std::string* newest(const std::vector<Deed>& deeds, std::string_view field) {
  for (std::size_t at = deeds.size(); at > 0; --at) {
    const wire::Sayings& fields = deeds[at - 1].edit.fields;
    if (const auto found = fields.find(field); found != fields.end()) return &found->second.now;
  }
  return nullptr;
}

void lay_over(const std::vector<Deed>& deeds, wire::Fields& fields) {
  for (const Deed& deed : deeds) {
    for (const auto& [name, saying] : deed.edit.fields) fields[name] = saying.now;
  }
}

std::string two_digits(int number) {
  std::string digits = std::to_string(number);
  return number < 10 ? "0" + digits : digits;
}

}  // namespace

bool concerns(const State& state) {
  return !state.books.empty() || !state.offered.empty();
}

const Book* find_book(const State& state, std::string_view slug) {
  for (const Book& book : state.books) {
    if (book.slug == slug) return &book;
  }
  return nullptr;
}

Book* find_book(State& state, std::string_view slug) {
  for (Book& book : state.books) {
    if (book.slug == slug) return &book;
  }
  return nullptr;
}

Book& book_of(State& state, std::string_view slug) {
  auto at = state.books.begin();
  while (at != state.books.end() && at->slug < slug) ++at;
  if (at == state.books.end() || at->slug != slug) {
    at = state.books.insert(at, Book());
    at->slug = slug;
  }
  return *at;
}

std::string said_value(const Book& book, const model::Content& content, std::string_view field) {
  if (const std::string* value = newest(book.waiting, field)) return *value;
  if (const std::string* value = newest(book.arriving, field)) return *value;
  const model::Collection& shops = content.collection("shops");
  const auto row = shops.find(book.slug);
  return row ? wire::restore_lines(shops.value(*row, field)) : "";
}

std::string shown_value(const Book& book, const model::Content& content, std::string_view field) {
  const auto typed = book.draft.find(field);
  return typed != book.draft.end() ? typed->second.now : said_value(book, content, field);
}

wire::Fields shown_fields(const Book& book) {
  wire::Fields fields;
  lay_over(book.arriving, fields);
  lay_over(book.waiting, fields);
  for (const auto& [name, saying] : book.draft) fields[name] = saying.now;
  return fields;
}

std::string today_of(Instant now) {
  const hours::Civil day = hours::civil_of(hours::local_day(now));
  return std::to_string(day.year) + "-" + two_digits(day.month) + "-" + two_digits(day.day);
}

}  // namespace stadtkern::owner
