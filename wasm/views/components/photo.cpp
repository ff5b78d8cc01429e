#include "views/components/photo.hpp"

#include <algorithm>

namespace stadtkern::views {
namespace {

constexpr int k_widths[] = {320, 640, 1280};
constexpr int k_thumbnail_px = 88;

// srcset is not checked by the writer, so nothing but the characters of a hash may reach it.
bool is_hash(std::string_view hash) {
  return !hash.empty() && std::all_of(hash.begin(), hash.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

std::string address(std::string_view hash, int width, std::string_view format) {
  return std::string("/media/").append(hash) + "-" + std::to_string(width) + "." +
         std::string(format);
}

// The import never enlarges: a size beyond the photo's own width does not exist, but the smallest
// always does.
std::string source_set(const Photo& photo, std::string_view format) {
  std::string set;
  for (const int width : k_widths) {
    if (width > photo.width && width != k_widths[0]) break;
    if (!set.empty()) set += ", ";
    set += address(photo.hash, width, format) + " " + std::to_string(width) + "w";
  }
  return set;
}

std::string_view plain_ending(const Photo& photo) {
  return photo.ending.empty() ? "webp" : photo.ending;
}

void write_picture(Writer& w, const Photo& photo, std::string_view sizes, bool first) {
  const std::string_view ending = plain_ending(photo);
  w.element("picture", [&] {
    if (photo.ending.empty()) {
      w.void_element("source type='image/avif'",
                     {{"srcset", source_set(photo, "avif")}, {"sizes", sizes}});
    }
    w.void_element("img decoding='async'", {{"src", address(photo.hash, k_widths[0], ending)},
                                            {"srcset", source_set(photo, ending)},
                                            {"sizes", sizes},
                                            {"width", std::to_string(photo.width)},
                                            {"height", std::to_string(photo.height)},
                                            {"alt", photo.alternative.value},
                                            {"loading", "lazy", !first}});
  });
}

}  // namespace

Html photo(Language language, const Photo& photo, bool first) {
  Writer w;
  if (!is_hash(photo.hash)) return std::move(w).finish();
  w.element("figure class='photo'", [&] {
    write_picture(w, photo, "(min-width: 60rem) 36rem, 100vw", first);
    if (!photo.credit.empty()) {
      w.element("figcaption",
                text(language, Key::shop_photo_credit, {{"credit", photo.credit.value}}));
    }
  });
  return std::move(w).finish();
}

void write_thumbnail(Writer& w, const Photo& photo) {
  if (!is_hash(photo.hash)) return;
  const std::string side = std::to_string(k_thumbnail_px);
  w.element("picture", [&] {
    if (photo.ending.empty()) {
      w.void_element("source type='image/avif'",
                     {{"srcset", address(photo.hash, k_widths[0], "avif")}});
    }
    w.void_element("img alt loading='lazy' decoding='async'",
                   {{"src", address(photo.hash, k_widths[0], plain_ending(photo))},
                    {"width", side},
                    {"height", side}});
  });
}

}  // namespace stadtkern::views
