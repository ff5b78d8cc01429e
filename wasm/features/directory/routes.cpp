#include "features/directory/routes.hpp"

#include <charconv>
#include <utility>

#include "base/utf8.hpp"
#include "features/directory/moments.hpp"
#include "wire/names.hpp"

namespace stadtkern::directory {
namespace {

constexpr std::string_view k_now = "jetzt";

// 0 where the text is no page number.
int page_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && number >= 1 && number <= k_page_max && text.front() != '0' ? number : 0;
}

// Takes "art/KIND", "ort/PLACE" and "seite/N" off the front, in this order; false where something
// else is left.
bool read_list(std::span<const std::string> segments, ListPage& page) {
  const auto take = [&](std::string_view word, std::string& value) {
    if (segments.size() < 2 || segments[0] != word || !wire::is_record_id(segments[1])) return;
    value = segments[1];
    segments = segments.subspan(2);
  };
  take("art", page.kind);
  take("ort", page.place);
  std::string number;
  take("seite", number);
  if (!number.empty()) page.page = page_number(number);
  return segments.empty() && page.page > 0;
}

void read_query(const Url& url, ListPage& list) {
  list.query = query_of(url.parameter("q"));
  const std::string_view open = url.parameter("offen");
  list.open_now = open == k_now;
  if (moment_named(open)) list.open_at = open;
  for (const Order order : {Order::name, Order::distance}) {
    if (url.parameter("sortiert") == order_value(order)) list.order = order;
  }
}

MapPage map_page(const Url& url) {
  MapPage page;
  const std::string_view kind = url.parameter("art");
  const std::string_view place = url.parameter("ort");
  if (wire::is_record_id(kind)) page.list.kind = kind;
  if (wire::is_record_id(place)) page.list.place = place;
  read_query(url, page.list);
  page.view = map::parse_view(url.parameter("karte"));
  return page;
}

// Appends parameters to a path.
class Query {
 public:
  explicit Query(std::string& path) : path_(path) {}
  void add(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    path_.append(1, std::exchange(before_, '&')).append(name).append("=").append(value);
  }
  void add_narrowing(const ListPage& page) {
    add("q", percent_encode(page.query));
    add("offen", open_value(page));
    add("sortiert", order_value(page.order));
  }

 private:
  std::string& path_;
  char before_ = '?';
};

}  // namespace

std::optional<Page> parse_page(std::span<const std::string> segments, const Url& url) {
  if (segments.size() == 1 && segments[0] == "karte") return map_page(url);
  ListPage list;
  if (read_list(segments, list)) {
    read_query(url, list);
    return list;
  }
  if (segments.size() == 1 && wire::is_record_id(segments[0])) return ShopPage{segments[0]};
  return std::nullopt;
}

std::string open_value(const ListPage& page) {
  return page.open_now ? std::string(k_now) : page.open_at;
}

std::string_view order_value(Order order) {
  static constexpr std::string_view k_values[] = {"", "name", "naehe"};
  return k_values[static_cast<std::size_t>(order)];
}

std::string path_of(const ListPage& page) {
  std::string path = "/schaufenster/";
  if (!page.kind.empty()) path += "art/" + page.kind + "/";
  if (!page.place.empty()) path += "ort/" + page.place + "/";
  if (page.page > 1) path += "seite/" + std::to_string(page.page) + "/";
  Query query(path);
  query.add_narrowing(page);
  return path;
}

std::string path_of(const ShopPage& page) {
  return "/schaufenster/" + page.slug + "/";
}

std::string path_of(const MapPage& page) {
  std::string path = "/schaufenster/karte/";
  Query query(path);
  query.add("art", page.list.kind);
  query.add("ort", page.list.place);
  query.add_narrowing(page.list);
  if (page.view) query.add("karte", map::view_text(*page.view));
  return path;
}

std::string card_path(std::string_view slug) {
  return "/schaufenster/" + std::string(slug) + "/kontakt.vcf";
}

std::string query_of(std::string_view typed) {
  return std::string(typed.substr(0, utf8_valid_prefix(typed.substr(0, k_query_bytes_max))));
}

}  // namespace stadtkern::directory
