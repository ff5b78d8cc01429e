#include <catch2/catch.hpp>

#include "base/utf8.hpp"

using stadtkern::is_utf8;

TEST_CASE("UTF-8: what RFC 3629 allows is taken") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("Bäckerei Groß & Söhne 🥖"));
  CHECK(is_utf8("\xED\x9F\xBF"));      // U+D7FF, the last before the surrogates
  CHECK(is_utf8("\xF4\x8F\xBF\xBF"));  // U+10FFFF
}

TEST_CASE("UTF-8: overlong forms, surrogates and cut sequences are refused") {
  CHECK_FALSE(is_utf8("\xC0\xAF"));          // overlong /
  CHECK_FALSE(is_utf8("\xE0\x80\xAF"));      // overlong /
  CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // U+D800
  CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // U+110000
  CHECK_FALSE(is_utf8("\xC3"));
  CHECK_FALSE(is_utf8("\x80"));
  CHECK_FALSE(is_utf8("\xFF"));
}

TEST_CASE("UTF-8: the valid prefix ends where the damage begins") {
  CHECK(stadtkern::utf8_valid_prefix("ab\xC3\xA4\xFFz") == 4);
}
