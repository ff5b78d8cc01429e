// Addresses of the saved list (path without language): /merkliste/, ?sortiert=name
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/url.hpp"

namespace stadtkern::saved {

struct ListPage {
  bool by_name = false;  // else what was saved last stands first
  bool operator==(const ListPage&) const = default;
};

// Reads what follows "/merkliste/". Nothing where there is no such page.
std::optional<ListPage> parse_page(std::span<const std::string> segments, const Url& url);

std::string path_of(const ListPage& page);

}  // namespace stadtkern::saved
