#include "features/saved/routes.hpp"

#include "wire/names.hpp"

namespace stadtkern::saved {

std::optional<Page> parse_page(std::span<const std::string> segments, const Url& url) {
  if (segments.empty()) return ListPage{url.parameter("sortiert") == "name"};
  const bool order =
      segments.size() == 2 && segments[0] == "bestellung" && wire::is_record_id(segments[1]);
  if (order) return OrderPage{segments[1]};
  return std::nullopt;
}

std::string path_of(const ListPage& page) {
  return page.by_name ? "/merkliste/?sortiert=name" : "/merkliste/";
}

std::string path_of(const OrderPage& page) {
  return "/merkliste/bestellung/" + page.slug + "/";
}

std::string path_of(const Page& page) {
  const auto* order = std::get_if<OrderPage>(&page);
  return order != nullptr ? path_of(*order) : path_of(std::get<ListPage>(page));
}

}  // namespace stadtkern::saved
