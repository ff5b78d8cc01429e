// Any texts as records, synonyms and query: an index is built that loads again and answers alike,
// and highlighting stays inside.
#include <cstdlib>

#include "search/highlight.hpp"
#include "search/index.hpp"

using namespace stadtkern::search;

namespace {

// The next part of the input, ended by a line feed.
std::string_view take(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return part;
}

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const std::string_view query = take(rest);
  std::string groups(take(rest));
  for (char& letter : groups) letter = letter == '|' ? '\n' : letter;
  const Synonyms synonyms(std::move(groups));
  Options options;
  options.synonyms = &synonyms;
  Builder builder;
  std::size_t rows = 0;
  for (; !rest.empty(); ++rows) {
    Document document;
    document.name = take(rest);
    document.kind = take(rest);
    document.description = take(rest);
    for (const Range& range : Highlighter(query, &synonyms).ranges(document.name)) {
      check(range.begin < range.end && range.end <= document.name.size());
    }
    builder.add(document);
  }
  const Index index(builder.finish());
  const Answer answer = index.query(query, options);
  check(answer.total <= rows);
  for (const Hit& hit : answer.hits) check(hit.row < rows);
  const auto loaded = Index::load(stadtkern::Bytes(index.store().begin(), index.store().end()));
  check(loaded.ok());
  const Answer again = loaded.value().query(query, options);
  check(again.total == answer.total && again.hits.size() == answer.hits.size());
  return 0;
}
