#include "views/writer.hpp"

#include <catch2/catch.hpp>

using namespace stadtkern;
using namespace stadtkern::views;

namespace {

std::string link(std::string_view url) {
  Writer w;
  w.element("a", {{"href", url}}, "x");
  return std::move(w).finish().markup;
}

}  // namespace

TEST_CASE("text never becomes markup") {
  Writer w;
  w.element("p", {{"title", "a\"b<c>&"}}, "1 < 2 & \"3\" > <script>");
  CHECK(std::move(w).finish().markup ==
        "<p title=\"a&quot;b&lt;c>&amp;\">1 &lt; 2 &amp; \"3\" &gt; &lt;script&gt;</p>");
}

TEST_CASE("finished markup is written as it is, and nesting closes itself") {
  Writer w;
  w.element("ul", [&] {
    w.element("li", Html{"<b>1</b>"});
    w.element("li", [&] { w.void_element("br"); });
  });
  CHECK(std::move(w).finish().markup == "<ul><li><b>1</b></li><li><br></li></ul>");
}

TEST_CASE("an attribute without a value is its name, one that is not present is nothing") {
  Writer w;
  w.void_element("input", {{"disabled"}, {"checked", "", false}, {"name", "q"}});
  CHECK(std::move(w).finish().markup == "<input disabled name=\"q\">");
}

TEST_CASE("an address that could run code or leave the site unseen is left out") {
  for (const char* good : {"/", "/a/?q=1#x", "#main", "?q=1", "https://a.example/",
                           "http://a.example/", "tel:+491", "mailto:a@b.example", "geo:53,11"}) {
    INFO(good);
    CHECK(link(good).find("href=") != std::string::npos);
  }
  for (const char* bad :
       {"", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)",
        "java\nscript:alert(1)", "data:text/html,x", "//a.example/", "/\\a.example/",
        "/\t/a.example/", "www.a.example", "vbscript:x", "blob:x"}) {
    INFO(bad);
    CHECK(link(bad) == "<a>x</a>");
  }
}
