// Photos of owners: types and measures are read from bytes, and nothing but whole pictures is kept.
#include "owners/photo.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "owners/picture.hpp"
#include "scratch_folder.hpp"
#include "wire/frame.hpp"

using namespace stadtkern;
using owners::Measures;

namespace {

std::string little(unsigned number, int bytes) {
  std::string text;
  for (int at = 0; at < bytes; ++at) text += static_cast<char>((number >> (8 * at)) & 0xFFU);
  return text;
}

std::string chunk(const std::string& name, const std::string& payload) {
  return name + little(static_cast<unsigned>(payload.size()), 4) + payload +
         (payload.size() % 2 == 1 ? std::string(1, '\0') : "");
}

std::string riff(const std::string& chunks) {
  return "RIFF" + little(static_cast<unsigned>(chunks.size() + 4), 4) + "WEBP" + chunks;
}

std::string lossy(unsigned width, unsigned height) {
  return chunk("VP8 ", std::string("\x10\x00\x00\x9d\x01\x2a", 6) + little(width, 2) +
                           little(height, 2) + "pixels");
}

std::string extended(unsigned flags, unsigned width, unsigned height, const std::string& more) {
  return chunk("VP8X", little(flags, 4) + little(width - 1, 3) + little(height - 1, 3)) + more;
}

std::string webp(unsigned width, unsigned height) {
  return riff(lossy(width, height));
}

std::string segment(unsigned marker, const std::string& payload) {
  const auto size = static_cast<unsigned>(payload.size() + 2);
  return "\xFF" + little(marker, 1) + little(size >> 8U, 1) + little(size, 1) + payload;
}

std::string frame_of(unsigned width, unsigned height) {
  const auto big = [](unsigned number) { return little(number >> 8U, 1) + little(number, 1); };
  return segment(0xC0, "\x08" + big(height) + big(width) + std::string("\x01\x01\x11\x00", 4));
}

std::string jpeg(const std::string& segments) {
  return "\xFF\xD8" + segments + segment(0xDA, "scan") + "pixels\xFF\xD9";
}

std::optional<Measures> webp_of(const std::string& file) {
  return owners::webp_measures(as_bytes(file));
}
std::optional<Measures> jpeg_of(const std::string& file) {
  return owners::jpeg_measures(as_bytes(file));
}

Bytes body_of(const std::string& type, const std::string& small, const std::string& middle,
              const std::string& large, const std::string& more = "") {
  wire::Writer head;
  head.number("version", 1).text("type", type);
  head.number("small", static_cast<std::int64_t>(small.size()));
  head.number("middle", static_cast<std::int64_t>(middle.size()));
  head.number("large", static_cast<std::int64_t>(large.size()));
  return wire::encode_frame(head, as_bytes(small + middle + large + more));
}

std::string field_at_fault(const Bytes& body) {
  const auto photo = owners::read_photo(body);
  return photo.ok() ? "none" : photo.error().field;
}

}  // namespace

TEST_CASE("photo: the measures of a WebP come from its picture, and only of a still one") {
  CHECK(webp_of(webp(640, 480)) == Measures{640, 480});
  CHECK(webp_of(riff(chunk("VP8L", std::string("\x2f", 1) + little(639U | (479U << 14U), 4) +
                                       "p"))) == Measures{640, 480});
  CHECK(webp_of(riff(extended(0x10, 640, 480, chunk("ALPH", "a") + lossy(640, 480)))) ==
        Measures{640, 480});
  CHECK_FALSE(webp_of(riff(extended(0x10, 641, 480, lossy(640, 480)))));
  CHECK_FALSE(webp_of(riff(extended(0x08, 640, 480, lossy(640, 480) + chunk("EXIF", "GPS")))));
  CHECK_FALSE(webp_of(riff(extended(0, 640, 480, lossy(640, 480) + chunk("EXIF", "GPS")))));
  CHECK_FALSE(webp_of(riff(extended(0, 640, 480, lossy(640, 480) + chunk("XMP ", "x")))));
  CHECK_FALSE(webp_of(riff(extended(0x02, 640, 480, chunk("ANIM", "a")))));
  CHECK_FALSE(webp_of(riff(lossy(1, 1) + lossy(1, 1))));
  CHECK_FALSE(webp_of(webp(640, 480) + "<script>"));
  CHECK_FALSE(webp_of("<!doctype html><title>photo.jpg</title>"));
  CHECK_FALSE(webp_of(riff("")));
  const std::string whole = webp(640, 480);
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(webp_of(whole.substr(0, size)));
}

TEST_CASE("photo: a JPEG with Exif, a comment or a torn end is none") {
  CHECK(jpeg_of(jpeg(segment(0xE0, "JFIF") + frame_of(640, 480))) == Measures{640, 480});
  CHECK_FALSE(jpeg_of(jpeg(segment(0xE1, "Exif") + frame_of(640, 480))));
  CHECK_FALSE(jpeg_of(jpeg(segment(0xFE, "words") + frame_of(640, 480))));
  CHECK_FALSE(jpeg_of(jpeg(frame_of(640, 480) + frame_of(1, 1))));
  CHECK_FALSE(jpeg_of(jpeg("")));
  CHECK_FALSE(jpeg_of(jpeg(frame_of(640, 480)) + "<script>"));
  const std::string whole = jpeg(frame_of(640, 480));
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(jpeg_of(whole.substr(0, size)));
}

TEST_CASE("photo: three sizes of one picture are taken, anything else names its fault") {
  const std::string small = webp(320, 240);
  const std::string middle = webp(640, 480);
  const std::string large = webp(1280, 960);
  CHECK(field_at_fault(body_of("webp", small, middle, large)) == "none");
  CHECK(field_at_fault(body_of("webp", webp(300, 200), webp(300, 200), webp(300, 200))) == "none");
  CHECK(field_at_fault(body_of("gif", small, middle, large)) == "type");
  CHECK(field_at_fault(body_of("jpeg", small, middle, large)) == "small");
  CHECK(field_at_fault(body_of("webp", small, "<html>", large)) == "middle");
  CHECK(field_at_fault(body_of("webp", small, middle, webp(1281, 960))) == "large");
  CHECK(field_at_fault(body_of("webp", small, small, large)) == "large");
  CHECK(field_at_fault(body_of("webp", webp(320, 100), middle, large)) == "large");
  CHECK(field_at_fault(body_of("webp", webp(100, 301), webp(100, 301), webp(100, 301))) == "large");
  CHECK(field_at_fault(body_of("webp", small, middle, large, "more")) == "large");
  Bytes torn = body_of("webp", small, middle, large);
  while (!torn.empty()) {
    torn.pop_back();
    CHECK(field_at_fault(torn) != "none");
  }
}

TEST_CASE("photo: it lies under the name of its content, and is not written again") {
  testing::ScratchFolder folder;
  const Bytes body = body_of("webp", webp(320, 240), webp(640, 480), webp(1280, 960));
  const auto photo = owners::read_photo(body);
  REQUIRE(photo.ok());
  const std::string name = owners::photo_name(body);
  CHECK(name.size() == 22);
  CHECK(owners::keep_photo(folder.path("media"), name, photo.value()));
  const std::filesystem::path large = folder.path("media/" + name + "-1280.webp");
  CHECK(std::filesystem::file_size(large) == webp(1280, 960).size());
  const auto written = std::filesystem::last_write_time(large);
  CHECK(owners::keep_photo(folder.path("media"), name, photo.value()));
  CHECK(std::filesystem::last_write_time(large) == written);
  CHECK_FALSE(owners::keep_photo(folder.write("file", "x"), name, photo.value()));
}
