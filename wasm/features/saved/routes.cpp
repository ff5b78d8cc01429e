#include "features/saved/routes.hpp"

namespace stadtkern::saved {

std::optional<ListPage> parse_page(std::span<const std::string> segments, const Url& url) {
  if (!segments.empty()) return std::nullopt;
  return ListPage{url.parameter("sortiert") == "name"};
}

std::string path_of(const ListPage& page) {
  return page.by_name ? "/merkliste/?sortiert=name" : "/merkliste/";
}

}  // namespace stadtkern::saved
