#include "document.hpp"

#include <catch2/catch.hpp>

using namespace stadtkern::prerender;

TEST_CASE("a text of a template stays text, inside and outside of an attribute") {
  const Template page("<meta content=\"{{text}}\"><p>{{text}}</p>{{{markup}}}");
  CHECK(page.fill({{"text", "\" onload=\"x <b> & \"Lau\""}, {"markup", "<i>\"y\"</i>"}}) ==
        "<meta content=\"&quot; onload=&quot;x &lt;b&gt; &amp; &quot;Lau&quot;\">"
        "<p>&quot; onload=&quot;x &lt;b&gt; &amp; &quot;Lau&quot;</p><i>\"y\"</i>");
}

TEST_CASE("a template that asks for what nobody knows is refused") {
  CHECK_THROWS_WITH(Template("{{nobody}}").fill({}), Catch::Contains("nobody"));
  CHECK_THROWS(Template("{{open").fill({}));
}

TEST_CASE("an empty part leaves no empty line") {
  CHECK(Template("a\n{{{none}}}\nb").fill({{"none", ""}}) == "a\nb");
}
