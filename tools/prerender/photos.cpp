#include "photos.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>

#include "model/shop.hpp"

namespace stadtkern::prerender {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_name_letters = 22;

std::set<std::string, std::less<>> named_photos(const model::Content& content) {
  std::set<std::string, std::less<>> names;
  const model::Collection& shops = content.collection("shops");
  for (model::Row row = 0; row < shops.size(); ++row) {
    for (const model::Photo& photo : model::Shop(shops, row).photos())
      if (!photo.ending.empty()) names.emplace(photo.hash);
  }
  return names;
}

// "NAME-320.webp" → "NAME"; "" for what no owner sent.
std::string name_of(const fs::path& file) {
  const std::string name = file.filename().string();
  const std::string rest = name.size() > k_name_letters ? name.substr(k_name_letters) : "";
  for (const char* width : {"-320", "-640", "-1280"}) {
    for (const char* ending : {".webp", ".jpg"}) {
      if (rest == std::string(width) + ending) return name.substr(0, k_name_letters);
    }
  }
  return "";
}

}  // namespace

int sweep_photos(const fs::path& media, const model::Content& content, fs::file_time_type now) {
  const auto names = named_photos(content);
  const auto oldest = now - std::chrono::hours(24 * k_unnamed_days);
  int swept = 0;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(media, failed)) {
    const std::string name = name_of(entry.path());
    if (name.empty() || fs::exists(media / (name + "-320.avif"), failed)) continue;
    if (names.contains(name)) {
      fs::last_write_time(entry.path(), now, failed);
    } else if (fs::last_write_time(entry.path(), failed) < oldest && !failed) {
      swept += fs::remove(entry.path(), failed) ? 1 : 0;
    }
  }
  return swept;
}

}  // namespace stadtkern::prerender
