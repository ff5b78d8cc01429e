#include "features/directory/routes.hpp"

#include <charconv>

#include "base/utf8.hpp"
#include "wire/names.hpp"

namespace stadtkern::directory {
namespace {

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

}  // namespace

std::optional<Page> parse_page(std::span<const std::string> segments, const Url& url) {
  ListPage list;
  if (read_list(segments, list)) {
    list.query = query_of(url.parameter("q"));
    list.open_now = url.parameter("offen") == "jetzt";
    return list;
  }
  if (segments.size() == 1 && wire::is_record_id(segments[0])) return ShopPage{segments[0]};
  return std::nullopt;
}

std::string path_of(const ListPage& page) {
  std::string path = "/schaufenster/";
  if (!page.kind.empty()) path += "art/" + page.kind + "/";
  if (!page.place.empty()) path += "ort/" + page.place + "/";
  if (page.page > 1) path += "seite/" + std::to_string(page.page) + "/";
  if (!page.query.empty()) path += "?q=" + percent_encode(page.query);
  if (page.open_now) path += std::string(page.query.empty() ? "?" : "&") + "offen=jetzt";
  return path;
}

std::string path_of(const ShopPage& page) {
  return "/schaufenster/" + page.slug + "/";
}

std::string card_path(std::string_view slug) {
  return "/schaufenster/" + std::string(slug) + "/kontakt.vcf";
}

std::string query_of(std::string_view typed) {
  return std::string(typed.substr(0, utf8_valid_prefix(typed.substr(0, k_query_bytes_max))));
}

}  // namespace stadtkern::directory
