#include <catch2/catch.hpp>

#include "http/accept.hpp"

using namespace stadtkern::http;

TEST_CASE("accept-encoding: the heaviest prepared form wins, Brotli where they weigh the same") {
  CHECK(choose_coding("gzip, deflate, br", true, true) == Coding::br);
  CHECK(choose_coding("gzip, deflate, br", false, true) == Coding::gzip);
  CHECK(choose_coding("gzip;q=1.0, br;q=0.5", true, true) == Coding::gzip);
  CHECK(choose_coding("GZIP ; Q=0.3", true, true) == Coding::gzip);
  CHECK(choose_coding("*", true, true) == Coding::br);
  CHECK(choose_coding("*;q=0.5, br;q=0", true, true) == Coding::gzip);
  CHECK(choose_coding("identity, br;q=0.5", true, true) == Coding::identity);
}

TEST_CASE("accept-encoding: what is refused or unreadable is not sent") {
  CHECK(choose_coding("", true, true) == Coding::identity);
  CHECK(choose_coding("br;q=0, gzip;q=0.000", true, true) == Coding::identity);
  CHECK(choose_coding("br;q=2, gzip;q=x", true, true) == Coding::identity);
  CHECK(choose_coding("brotli, ;;,, =", true, true) == Coding::identity);
}

TEST_CASE("accept: JSON only for who names it") {
  CHECK(prefers_json("application/json"));
  CHECK(prefers_json("application/cbor;q=0.5, application/json"));
  CHECK_FALSE(prefers_json("*/*"));
  CHECK_FALSE(prefers_json(""));
  CHECK_FALSE(prefers_json("application/json;q=0"));
  CHECK_FALSE(prefers_json("application/json, application/cbor"));
}

TEST_CASE("if-none-match: any of the named states, weak or strong, or a star") {
  CHECK(etag_matches("\"a\", W/\"b\"", "\"b\""));
  CHECK(etag_matches("*", "\"b\""));
  CHECK_FALSE(etag_matches("\"a\"", "\"b\""));
  CHECK_FALSE(etag_matches("", "\"b\""));
}
