// The search alone as a WASM module without glue, to be measured beside the peers in Node and
// Chromium, and to be weighed. One index at a time; texts cross as UTF-8 in memory from room().
#include <array>
#include <cstdlib>
#include <optional>

#include "search/index.hpp"

namespace {

using stadtkern::Bytes;
using stadtkern::search::Answer;
using stadtkern::search::Builder;
using stadtkern::search::Document;
using stadtkern::search::Index;
using stadtkern::search::Options;
using stadtkern::search::Synonyms;

constexpr std::size_t k_columns = 8;

std::optional<Index> town;
Synonyms words_of_the_trade;
Answer answer;

// From whole millionths of a degree, none of them negative, which cost less code than decimals.
double degrees(std::string_view text) {
  if (text.empty()) return stadtkern::search::k_no_coordinate;
  int millionths = 0;
  for (const char digit : text) millionths = millionths * 10 + (digit - '0');
  return millionths / 1e6;
}

}  // namespace

extern "C" {

__attribute__((export_name("room"))) void* room(std::size_t size) {
  return std::malloc(size);
}

__attribute__((export_name("give_back"))) void give_back(void* pointer) {
  std::free(pointer);
}

// Records as rows of ten values, each value followed by a zero byte: the eight texts of a Document
// in their order, latitude, longitude in millionths of a degree. Returns the bytes of the index.
__attribute__((export_name("build"))) std::size_t build(const char* text, std::size_t size) {
  Builder builder;
  std::string_view rest(text, size);
  const auto take = [&] {
    const std::size_t end = rest.find('\0');
    const std::string_view value = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return value;
  };
  while (!rest.empty()) {
    std::array<std::string_view, k_columns> values;
    for (std::string_view& value : values) value = take();
    const double lat = degrees(take());
    const double lon = degrees(take());
    builder.add({values[0], values[1], values[2], values[3], values[4], values[5], values[6],
                 values[7], lat, lon});
  }
  town.emplace(builder.finish());
  return town->store().size();
}

// The town's synonyms, as text.
__attribute__((export_name("synonyms"))) void synonyms(const char* text, std::size_t size) {
  words_of_the_trade = Synonyms(std::string(text, size));
}

__attribute__((export_name("stored"))) const std::uint8_t* stored() {
  return town->store().data();
}

// Takes stored bytes; 1 when they are an index.
__attribute__((export_name("load"))) int load(const std::uint8_t* bytes, std::size_t size) {
  auto loaded = Index::load(Bytes(bytes, bytes + size));
  if (!loaded) return 0;
  town.emplace(std::move(loaded).value());
  return 1;
}

// Returns the number of hits; hit(i) gives their rows.
__attribute__((export_name("query"))) std::size_t query(const char* text, std::size_t size,
                                                        std::size_t limit) {
  Options options;
  options.limit = limit;
  options.synonyms = &words_of_the_trade;
  answer = town->query({text, size}, options);
  return answer.hits.size();
}

__attribute__((export_name("hit"))) std::uint32_t hit(std::size_t i) {
  return answer.hits[i].row;
}
}
