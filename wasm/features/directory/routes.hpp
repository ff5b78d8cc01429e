// Addresses of the shop window (path without language, decoded):
//   /schaufenster/ [art/KIND/] [ort/PLACE/] [seite/N/]   a list; ?q=WORDS and ?offen=jetzt narrow
//   it /schaufenster/SLUG/                                   one shop
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>

#include "base/url.hpp"

namespace stadtkern::directory {

inline constexpr int k_page_records = 50;
inline constexpr int k_page_max = 100'000;

struct ListPage {
  std::string kind;   // "" for all
  std::string place;  // "" for all
  int page = 1;       // from 1
  std::string query;  // as typed, at most k_query_bytes_max
  bool open_now = false;
  bool operator==(const ListPage&) const = default;

  bool narrowed() const { return !query.empty() || open_now; }  // never pre-rendered
};
struct ShopPage {
  std::string slug;
  bool operator==(const ShopPage&) const = default;
};
using Page = std::variant<ListPage, ShopPage>;

inline constexpr std::size_t k_query_bytes_max = 200;

// Reads what follows "/schaufenster/". Nothing where there is no such page.
std::optional<Page> parse_page(std::span<const std::string> segments, const Url& url);

// The address without language, "/schaufenster/…".
std::string path_of(const ListPage& page);
std::string path_of(const ShopPage& page);

// Where pre-rendering puts a shop's contact as a vCard: a file, the same in every language.
std::string card_path(std::string_view slug);

// Words typed into the search field, cut to their bound at a whole character.
std::string query_of(std::string_view typed);

}  // namespace stadtkern::directory
