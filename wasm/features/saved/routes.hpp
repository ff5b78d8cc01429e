// Addresses of the saved list (path without language):
//   /merkliste/                     the list; ?sortiert=name
//   /merkliste/bestellung/SLUG/     what to buy at one shop
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>

#include "base/url.hpp"

namespace stadtkern::saved {

struct ListPage {
  bool by_name = false;  // else what was saved last stands first
  bool operator==(const ListPage&) const = default;
};

struct OrderPage {
  std::string slug;
  bool operator==(const OrderPage&) const = default;
};
using Page = std::variant<ListPage, OrderPage>;

// Reads what follows "/merkliste/". Nothing where there is no such page.
std::optional<Page> parse_page(std::span<const std::string> segments, const Url& url);

std::string path_of(const ListPage& page);
std::string path_of(const OrderPage& page);
std::string path_of(const Page& page);

}  // namespace stadtkern::saved
