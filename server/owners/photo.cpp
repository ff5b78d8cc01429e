#include "owners/photo.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "files/write_whole.hpp"
#include "http/digest.hpp"
#include "owners/picture.hpp"
#include "wire/frame.hpp"

namespace stadtkern::owners {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 3> k_names{"small", "middle", "large"};
constexpr int k_height_per_width_max = 3;
constexpr std::size_t k_name_letters = 22;

using AllMeasures = std::array<Measures, 3>;

// The same picture three times: as wide as its size allows, and as high as that makes it.
bool belong_together(const AllMeasures& all) {
  const Measures& large = all[2];
  if (large.width < 1 || large.height < 1 || large.width > k_photo_widths[2]) return false;
  if (large.height > k_height_per_width_max * large.width) return false;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const int width = std::min(k_photo_widths[at], large.width);
    const int off = all[at].height * large.width - large.height * width;
    if (all[at].width != width || std::abs(off) > large.width) return false;
  }
  return true;
}

}  // namespace

Result<Photo> read_photo(BytesView body) {
  const auto frame = wire::decode_frame(body);
  if (!frame.ok()) return frame.error();
  Error fault{Code::invalid, "", ""};
  const wire::Reader head = frame.value().header.root(&fault);
  head.only({"large", "middle", "small", "type", "version"});
  head.number("version", 1, 1);
  const std::string type = head.text("type", 10);
  head.expect(type == "webp" || type == "jpeg", "type", "webp or jpeg");
  Photo photo{type == "webp" ? "webp" : "jpg", {}};
  AllMeasures all;
  BytesView rest = frame.value().body;
  for (std::size_t at = 0; at < k_names.size() && !head.faulty(); ++at) {
    const auto size = static_cast<std::size_t>(
        head.number(k_names[at], 1, static_cast<std::int64_t>(k_photo_body_bytes_max)));
    head.expect(size <= rest.size(), k_names[at], "as many bytes as follow");
    if (head.faulty()) break;
    photo.sizes[at] = rest.first(size);
    rest = rest.subspan(size);
    const auto found =
        type == "webp" ? webp_measures(photo.sizes[at]) : jpeg_measures(photo.sizes[at]);
    head.expect(found.has_value(), k_names[at], "a whole picture of its type without metadata");
    all[at] = found.value_or(Measures());
  }
  if (!head.faulty()) {
    head.expect(rest.empty(), "large", "nothing behind the last picture");
    head.expect(belong_together(all), "large",
                "one picture, at most 320, 640 and 1280 wide and three times as high");
  }
  if (head.faulty()) return fault;
  return photo;
}

std::string photo_name(BytesView body) {
  return http::sha256_base64url(as_text(body)).substr(0, k_name_letters);
}

bool keep_photo(const std::string& folder, const std::string& name, const Photo& photo) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  for (std::size_t at = 0; at < photo.sizes.size(); ++at) {
    const fs::path file = fs::path(folder) / (name + "-" + std::to_string(k_photo_widths[at]) +
                                              "." + std::string(photo.ending));
    if (!fs::exists(file, failed) && !write_whole(file, as_text(photo.sizes[at]))) return false;
  }
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = directory >= 0 && ::fsync(directory) == 0;
  if (directory >= 0) ::close(directory);
  return synced;
}

}  // namespace stadtkern::owners
