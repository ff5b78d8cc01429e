// Addresses of the shop window (path without language, decoded):
//   /schaufenster/ [art/KIND/] [ort/PLACE/] [seite/N/]   a list; ?q=WORDS and
//     ?offen=jetzt or ?offen=2026-11-23T18:00 (local time) narrow it, ?sortiert=name|naehe orders
//     it
//   /schaufenster/SLUG/                                   one shop
//   /schaufenster/karte/ ?art=KIND&ort=PLACE&karte=LAT,LON,ZOOM and what narrows a list    a map:
//     one page for everything, so that it is a file on every server
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>

#include "base/url.hpp"
#include "map/view.hpp"

namespace stadtkern::directory {

inline constexpr int k_page_records = 50;
inline constexpr int k_page_max = 100'000;

enum class Order { best, name, distance };  // best: what fits the words best, without words by name

struct ListPage {
  std::string kind;   // "" for all
  std::string place;  // "" for all
  int page = 1;       // from 1
  std::string query;  // as typed, at most k_query_bytes_max
  bool open_now = false;
  std::string open_at = {};  // "2026-11-23T18:00": what is open then, instead of now
  Order order = Order::best;
  bool operator==(const ListPage&) const = default;

  // Never pre-rendered: only the device can answer.
  bool narrowed() const {
    return !query.empty() || open_now || !open_at.empty() || order != Order::best;
  }
  bool any_time() const { return !open_now && open_at.empty(); }
};
struct ShopPage {
  std::string slug;
  bool operator==(const ShopPage&) const = default;
};
struct MapPage {
  ListPage list;                  // what is shown; its page is 1
  std::optional<map::View> view;  // which piece of the earth; without it what fits the list
  bool operator==(const MapPage&) const = default;
};
using Page = std::variant<ListPage, ShopPage, MapPage>;

inline constexpr std::size_t k_query_bytes_max = 200;

// Reads what follows "/schaufenster/". Nothing where there is no such page.
std::optional<Page> parse_page(std::span<const std::string> segments, const Url& url);

// The values of ?offen= and ?sortiert=; "" where they are left out.
std::string open_value(const ListPage& page);
std::string_view order_value(Order order);

// The address without language, "/schaufenster/…".
std::string path_of(const ListPage& page);
std::string path_of(const ShopPage& page);
std::string path_of(const MapPage& page);

// Where pre-rendering puts a shop's contact as a vCard: a file, the same in every language.
std::string card_path(std::string_view slug);

// Words typed into the search field, cut to their bound at a whole character.
std::string query_of(std::string_view typed);

}  // namespace stadtkern::directory
