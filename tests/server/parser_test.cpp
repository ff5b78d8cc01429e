#include <catch2/catch.hpp>

#include "http/parser.hpp"

using namespace stadtkern::http;

namespace {

unsigned refusal_of(std::string_view header) {
  Parser parser;
  parser.take_header(header, 100);
  return parser.refused() ? parser.refused()->status : 0;
}

}  // namespace

TEST_CASE("parser: keeps the fields in use") {
  Parser parser;
  const std::string_view header =
      "GET /a%20b?c=d HTTP/1.1\r\nHost: x\r\naccept-encoding: br\r\nX-Forwarded-For: 1.2.3.4\r\n"
      "Cookie: secret\r\nIf-None-Match: \"e\"\r\n\r\n";
  CHECK(parser.take_header(header, 100) == header.size());
  REQUIRE_FALSE(parser.refused());
  CHECK(parser.is_done());
  CHECK(parser.request().method == Method::get);
  CHECK(parser.request().path == "/a b");
  CHECK(parser.request().query == "c=d");
  CHECK(parser.request().accept_encoding == "br");
  CHECK(parser.request().forwarded_for == "1.2.3.4");
  CHECK(parser.request().if_none_match == "\"e\"");
}

TEST_CASE("parser: what could be read in two ways is refused") {
  CHECK(refusal_of("GET / HTTP/1.1\r\n\r\n") == 400);                        // no Host
  CHECK(refusal_of("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);  // two
  CHECK(refusal_of("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n") == 400);
  CHECK(refusal_of("GET / HTTP/1.1\r\nHost : a\r\n\r\n") == 400);
  CHECK(refusal_of(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n") == 400);
  CHECK(refusal_of("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n") == 400);
  CHECK(refusal_of("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n") == 400);
  CHECK(refusal_of("GET / HTTP/2.0\r\nHost: a\r\n\r\n") == 505);
  CHECK(refusal_of("GET  / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(refusal_of("\x16\x03\x01\x02\r\n\r\n") == 400);
  CHECK(refusal_of("GET /" + std::string(200, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n") == 414);
}

TEST_CASE("parser: a body is bounded however it is sent") {
  for (const char* framing : {"Content-Length: 12\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"}) {
    Parser parser;
    const std::string header = std::string("POST / HTTP/1.1\r\nHost: a\r\n") + framing;
    parser.take_header(header, 100);
    REQUIRE_FALSE(parser.refused());
    const bool chunked = parser.chunked();
    parser.take_body(chunked ? "c\r\nabcdefghijkl\r\n0\r\n\r\n" : "abcdefghijkl", 10);
    REQUIRE(parser.refused());
    CHECK(parser.refused()->status == 413);
  }
}

TEST_CASE("parser: chunks arrive in any pieces") {
  Parser parser;
  const std::string header = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  parser.take_header(header, 100);
  const std::string body = "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: z\r\n\r\n";
  std::string waiting;
  for (const char letter : body) {
    waiting.push_back(letter);
    waiting.erase(0, parser.take_body(waiting, 100));
  }
  REQUIRE_FALSE(parser.refused());
  CHECK(parser.is_done());
  CHECK(parser.request().body == "abcde");
}

TEST_CASE("parser: broken chunks are refused") {
  for (const char* broken :
       {"x\r\n", "3\r\nabcXY\r\n", "-1\r\n", "ffffffffffffffffff\r\n", "3 3\r\nabc\r\n"}) {
    Parser parser;
    parser.take_header("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 100);
    std::string_view rest = broken;
    rest.remove_prefix(parser.take_body(rest, 100));
    INFO(broken);
    CHECK((parser.refused() && parser.refused()->status == 400));
  }
}
