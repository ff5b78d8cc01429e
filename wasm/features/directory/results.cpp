#include "features/directory/results.hpp"

#include <algorithm>

#include "model/shop.hpp"

namespace stadtkern::directory {
namespace {

// Lower case without umlauts; other characters stay as they are.
std::string folded(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> k_letters[] = {
      {"ä", "a"}, {"ö", "o"}, {"ü", "u"},  {"Ä", "a"},
      {"Ö", "o"}, {"Ü", "u"}, {"ß", "ss"}, {"é", "e"}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto* letter =
        std::find_if(std::begin(k_letters), std::end(k_letters),
                     [&](const auto& pair) { return text.substr(at, 2) == pair.first; });
    if (letter != std::end(k_letters)) {
      out += letter->second;
      at += 2;
      continue;
    }
    const char c = text[at++];
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c != ' ') {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::vector<Facet> facets_of(const std::map<std::string_view, std::size_t>& counts) {
  std::vector<Facet> facets;
  for (const auto& [slug, count] : counts) facets.push_back({std::string(slug), count});
  std::stable_sort(facets.begin(), facets.end(),
                   [](const Facet& a, const Facet& b) { return a.count > b.count; });
  return facets;
}

}  // namespace

Shelves arrange(const model::Content& content) {
  const model::Collection& shops = content.collection("shops");
  Shelves shelves;
  std::vector<std::string> names;
  for (model::Row row = 0; row < shops.size(); ++row) {
    names.push_back(folded(shops.value(row, "name")));
    shelves.by_name.push_back(row);
    std::string all = names.back();
    for (const char* field : {"kind", "assortment", "place", "district", "street", "summary"}) {
      all += " " + folded(shops.value(row, field));
    }
    shelves.folded.push_back(std::move(all));
  }
  std::stable_sort(shelves.by_name.begin(), shelves.by_name.end(),
                   [&](model::Row a, model::Row b) { return names[a] < names[b]; });
  return shelves;
}

Results find(const model::Content& content, const Shelves& shelves, const ListPage& page) {
  const model::Collection& shops = content.collection("shops");
  const std::vector<std::string> words = words_of(folded(page.query));
  std::map<std::string_view, std::size_t> kinds;
  std::map<std::string_view, std::size_t> places;
  Results results;
  for (const model::Row row : shelves.by_name) {
    const std::string& text = shelves.folded[row];
    if (!std::all_of(words.begin(), words.end(), [&](const std::string& word) {
          return text.find(word) != std::string::npos;
        })) {
      continue;
    }
    const std::string_view kind = shops.value(row, "kind");
    const std::string_view place = shops.value(row, "place");
    const bool right_kind = page.kind.empty() || page.kind == kind;
    const bool right_place = page.place.empty() || page.place == place;
    if (right_place) ++kinds[kind];
    if (right_kind) ++places[place];
    if (right_kind && right_place) results.rows.push_back(row);
  }
  results.kinds = facets_of(kinds);
  results.places = facets_of(places);
  return results;
}

}  // namespace stadtkern::directory
