#include "http/media_type.hpp"

#include <algorithm>

namespace stadtkern::http {
namespace {

struct Ending {
  std::string_view ending;
  std::string_view type;
};

constexpr Ending k_endings[] = {
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".json", "application/json"},
    {".geojson", "application/geo+json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".avif", "image/avif"},
    {".webp", "image/webp"},
    {".ico", "image/vnd.microsoft.icon"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".atom", "application/atom+xml"},
    {".vcf", "text/vcard; charset=utf-8"},
    {".ics", "text/calendar; charset=utf-8"},
    {".woff2", "font/woff2"},
    {".pdf", "application/pdf"},
};

}  // namespace

std::string_view media_type_of(std::string_view path) {
  const auto* found =
      std::find_if(std::begin(k_endings), std::end(k_endings),
                   [&](const Ending& known) { return path.ends_with(known.ending); });
  return found == std::end(k_endings) ? std::string_view("application/octet-stream") : found->type;
}

}  // namespace stadtkern::http
