#include "site.hpp"

#include <catch2/catch.hpp>

#include "server/scratch_folder.hpp"

using namespace stadtkern;
using namespace stadtkern::prerender;
namespace fs = std::filesystem;

namespace {

const std::string k_long(5'000, 'x');

}  // namespace

TEST_CASE("a file is written only when what it says has changed") {
  testing::ScratchFolder folder;
  const auto written = [&](const std::string& content) {
    Site site(folder.path("site"));
    site.write("a/index.html", content);
    return site.changed();
  };
  CHECK(written("<html data-seq=\"1\">" + k_long) == 1);
  CHECK(written("<html data-seq=\"2\">" + k_long) == 0);  // as right as before
  CHECK(written("<html data-seq=\"2\">" + k_long + "y") == 1);
}

TEST_CASE("compressed forms stand beside what is worth it, and go when it no longer is") {
  testing::ScratchFolder folder;
  Site site(folder.path("site"));
  site.write("a.xml", k_long);
  CHECK(fs::exists(folder.path("site/a.xml.br")));
  CHECK(fs::exists(folder.path("site/a.xml.gz")));
  site.write("a.xml", "short");
  CHECK_FALSE(fs::exists(folder.path("site/a.xml.br")));
  CHECK_FALSE(fs::exists(folder.path("site/a.xml.gz")));
}

TEST_CASE("what nobody wrote this time goes with its forms and its empty folder") {
  testing::ScratchFolder folder;
  folder.write("site/_news.json", "{}");
  {
    Site site(folder.path("site"));
    site.write("shop/index.html", k_long);
    site.write("shop/kontakt.vcf", "card");
    site.write("feed.atom", k_long);
  }
  Site site(folder.path("site"));
  site.write("feed.atom", k_long);
  site.sweep();
  CHECK(site.removed() == 2);
  CHECK_FALSE(fs::exists(folder.path("site/shop")));
  CHECK(fs::exists(folder.path("site/feed.atom.br")));
  CHECK(fs::exists(folder.path("site/_news.json")));
}
