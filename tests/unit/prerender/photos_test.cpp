#include "photos.hpp"

#include <catch2/catch.hpp>

#include "server/scratch_folder.hpp"

using namespace stadtkern;
namespace fs = std::filesystem;

namespace {

const std::string k_shown(22, 'a');
const std::string k_unnamed(22, 'b');
const std::string k_imported(22, 'c');

model::Content town_that_shows(const std::string& photo) {
  model::Content content;
  const wire::Change shop{"shops", "hof", 1, false, true, {{"name", "Hof"}, {"photos", photo}}};
  REQUIRE(content.apply({"", 0, 1, false, {shop}}).ok());
  return content;
}

}  // namespace

TEST_CASE("a photo goes when no shop has named it for thirty days, pictures of the import stay") {
  testing::ScratchFolder folder;
  for (const std::string& name : {k_shown, k_unnamed, k_imported})
    folder.write("media/" + name + "-320.webp", "x");
  folder.write("media/" + k_imported + "-320.avif", "x");
  folder.write("media/film.mp4", "x");
  const fs::path media = folder.path("media");
  const auto has = [&](const std::string& name) {
    return fs::exists(media / (name + "-320.webp"));
  };
  const auto day = std::chrono::hours(24);
  const auto now = fs::file_time_type::clock::now();
  const model::Content content = town_that_shows(k_shown + " 640x480 webp");

  CHECK(prerender::sweep_photos(media, content, now + 29 * day) == 0);
  CHECK(prerender::sweep_photos(media, content, now + 31 * day) == 1);
  CHECK_FALSE(has(k_unnamed));
  CHECK(has(k_shown));
  CHECK(has(k_imported));
  // The shown one was named a moment ago, however old it is.
  CHECK(prerender::sweep_photos(media, town_that_shows(""), now + 60 * day) == 0);
  CHECK(prerender::sweep_photos(media, town_that_shows(""), now + 62 * day) == 1);
  CHECK_FALSE(has(k_shown));
  CHECK(fs::exists(media / "film.mp4"));
}

TEST_CASE("a town without pictures has nothing to sweep") {
  testing::ScratchFolder folder;
  CHECK(prerender::sweep_photos(folder.path("media"), model::Content(), {}) == 0);
}
