#include "exports/news.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "exports/json_text.hpp"
#include "features/directory/moments.hpp"
#include "site.hpp"

namespace stadtkern::prerender {
namespace {

// What a reader of the feed would call a change.
constexpr const char* k_told_fields[] = {"name",         "kind",
                                         "place",        "street",
                                         "postal_code",  "opening_hours",
                                         "phone",        "email",
                                         "website",      "assortment",
                                         "summary",      "description",
                                         "photos",       "opening_hours_note",
                                         "delivery",     "pickup",
                                         "payment",      "wheelchair",
                                         "languages",    "closed_from",
                                         "closed_until", "confirmed_on"};

std::string fingerprint_of(const model::Shop& shop) {
  std::string told;
  for (const char* field : k_told_fields) told.append(shop.field(field)).push_back('\0');
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(told.data()), told.size(), digest);
  static constexpr char k_hex[] = "0123456789abcdef";
  constexpr std::size_t k_digest_bytes = 8;  // enough to tell two states of one shop apart
  std::string text;
  for (std::size_t at = 0; at < k_digest_bytes; ++at) {
    text += k_hex[digest[at] >> 4];
    text += k_hex[digest[at] & 15];
  }
  return text;
}

std::string moment_text(Instant moment) {
  const auto seconds = static_cast<std::time_t>(moment.ms / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string own_date(const model::Shop& shop, const std::string& now) {
  if (!directory::day_named(shop.field("confirmed_on"))) return "";
  const std::string date = std::string(shop.field("confirmed_on")) + "T00:00:00Z";
  return date <= now ? date : "";
}

}  // namespace

News::News(std::filesystem::path memory) : memory_(std::move(memory)) {
  const Json known = Json::parse(read_whole(memory_), nullptr, false);
  if (!known.is_object()) return;
  first_ = false;
  for (const auto& [slug, seen] : known.items()) {
    const bool whole =
        seen.is_array() && seen.size() == 2 && seen[0].is_string() && seen[1].is_string();
    if (whole) seen_[slug] = {seen[0].get<std::string>(), seen[1].get<std::string>()};
  }
}

void News::look_at(const Publication& publication) {
  const std::string now = moment_text(publication.now);
  const model::Collection& shops = publication.shops();
  std::map<std::string, Seen> seen;
  for (model::Row row = 0; row < shops.size(); ++row) {
    const model::Shop shop(shops, row);
    const std::string slug(shop.slug());
    Seen& one = seen[slug] = {fingerprint_of(shop), now};
    const auto before = seen_.find(slug);
    if (before != seen_.end() && before->second.fingerprint == one.fingerprint)
      one.at = before->second.at;
    else if (first_)
      one.at = own_date(shop, now);
  }
  seen_ = std::move(seen);
  first_ = false;
}

void News::save() const {
  Json known = Json::object();
  for (const auto& [slug, seen] : seen_) known[slug] = {seen.fingerprint, seen.at};
  const std::string text = json_text(known) + "\n";
  if (read_whole(memory_) != text) write_whole(memory_, text);
}

std::vector<NewsItem> News::newest(const model::Collection& shops, std::size_t most) const {
  std::vector<NewsItem> items;
  for (const auto& [slug, seen] : seen_) {
    const auto row = shops.find(slug);
    if (row && !seen.at.empty()) items.push_back({*row, seen.at});
  }
  const auto count = std::min(most, items.size());
  std::partial_sort(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(count), items.end(),
                    [](const NewsItem& a, const NewsItem& b) {
                      return a.at != b.at ? a.at > b.at : a.row < b.row;
                    });
  items.resize(count);
  return items;
}

}  // namespace stadtkern::prerender
