#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "http/policy.hpp"
#include "http/site.hpp"
#include "scratch_folder.hpp"

using namespace stadtkern::http;
using stadtkern::testing::ScratchFolder;

namespace {

struct Folders {
  ScratchFolder folder;
  Site site{{{"/media/", folder.path("media"), true},
             {"/", folder.path("site"), false},
             {"/", folder.path("web"), false}},
            100'000};

  Response get(const std::string& path, std::string_view encodings = "",
               std::string_view etag = "") {
    Request request;
    request.method = Method::get;
    request.path = path;
    request.accept_encoding = encodings;
    request.if_none_match = etag;
    return site.page(request);
  }
};

std::string field_of(const Response& response, const std::string& name) {
  const auto start = response.fields->find(name + ": ");
  if (start == std::string::npos) return "";
  const auto value = start + name.size() + 2;
  return response.fields->substr(value, response.fields->find('\r', start) - value);
}

}  // namespace

TEST_CASE("site: prepared forms are sent to who takes them") {
  Folders folders;
  folders.folder.write("web/assets/a.js", "plain");
  folders.folder.write("web/assets/a.js.br", "brotli");
  const auto br = folders.get("/assets/a.js", "br");
  CHECK(*br.body == "brotli");
  CHECK(field_of(br, "Content-Encoding") == "br");
  CHECK(field_of(br, "Content-Type") == "text/javascript; charset=utf-8");
  CHECK(field_of(br, "Vary") == "Accept-Encoding");
  CHECK(field_of(br, "Cache-Control") == "public, max-age=31536000, immutable");
  const auto plain = folders.get("/assets/a.js", "gzip");
  CHECK(*plain.body == "plain");
  CHECK(field_of(plain, "Content-Encoding").empty());
  CHECK(field_of(plain, "ETag") != field_of(br, "ETag"));
}

TEST_CASE("site: who holds the state already gets 304") {
  Folders folders;
  folders.folder.write("site/index.html", "<p>");
  const auto first = folders.get("/");
  CHECK(field_of(first, "Cache-Control") == "no-cache");
  CHECK(first.html);
  const auto again = folders.get("/", "", field_of(first, "ETag"));
  CHECK(again.status == 304);
  CHECK(again.body == nullptr);
  CHECK(field_of(again, "Content-Length").empty());
}

TEST_CASE("site: a folder without its slash redirects and keeps the query") {
  Folders folders;
  folders.folder.write("site/schaufenster/index.html", "list");
  CHECK(*folders.get("/schaufenster/").body == "list");
  Request request;
  request.method = Method::get;
  request.path = "/schaufenster";
  request.query = "q=brot";
  const auto redirect = folders.site.page(request);
  CHECK(redirect.status == 308);
  CHECK(field_of(redirect, "Location") == "/schaufenster/?q=brot");
}

TEST_CASE("site: a missing page is told in the language of its path") {
  Folders folders;
  folders.folder.write("site/404.html", "fehlt");
  folders.folder.write("site/en/404.html", "missing");
  CHECK(folders.get("/nirgends/").status == 404);
  CHECK(*folders.get("/nirgends").body == "fehlt");
  CHECK(*folders.get("/en/nowhere/").body == "missing");
}

TEST_CASE("site: hidden names and prepared siblings are not served") {
  Folders folders;
  folders.folder.write("site/_headers.json", "x");
  folders.folder.write("site/.git/config", "x");
  folders.folder.write("site/a/_b/c.txt", "x");
  folders.folder.write("site/a.txt.br", "x");
  folders.folder.write("site/.well-known/security.txt", "x");
  for (const char* hidden : {"/_headers.json", "/.git/config", "/a/_b/c.txt", "/a.txt.br"}) {
    INFO(hidden);
    CHECK(folders.get(hidden).status == 404);
  }
  CHECK(folders.get("/.well-known/security.txt").status == 200);
}

TEST_CASE("site: content-named folders serve names that start with an underscore") {
  const ScratchFolder folder;
  folder.write("packs/_abc", "pack");
  Site site({{"/packs/", folder.path("packs"), true, true}}, 1000);
  Request request;
  request.path = "/packs/_abc";
  REQUIRE(site.file(request).has_value());
  CHECK(*site.file(request)->body == "pack");
}

TEST_CASE("site: a changed file is noticed") {
  Folders folders;
  folders.folder.write("site/a.txt", "one");
  CHECK(*folders.get("/a.txt").body == "one");
  folders.folder.write("site/a.txt", "three");
  std::this_thread::sleep_for(std::chrono::milliseconds(2 * Site::k_trust_ms));
  CHECK(*folders.get("/a.txt").body == "three");
  std::filesystem::remove(folders.folder.path("site/a.txt"));
  std::this_thread::sleep_for(std::chrono::milliseconds(2 * Site::k_trust_ms));
  CHECK(folders.get("/a.txt").status == 404);
}

TEST_CASE("site: more files than fit are all served") {
  Folders folders;
  for (int at = 0; at < 30; ++at) {
    folders.folder.write("site/" + std::to_string(at) + ".txt", std::string(10'000, 'x'));
  }
  for (int round = 0; round < 2; ++round) {
    for (int at = 0; at < 30; ++at)
      CHECK(folders.get("/" + std::to_string(at) + ".txt").status == 200);
  }
}

TEST_CASE("site: large files are sent from disk") {
  Folders folders;
  folders.folder.write("media/film.avif", std::string(k_kept_file_bytes_max + 1, 'x'));
  const auto response = folders.get("/media/film.avif");
  REQUIRE(response.file != nullptr);
  CHECK(response.file->size() == k_kept_file_bytes_max + 1);
  CHECK(folders.get("/media/film.avif", "", field_of(response, "ETag")).status == 304);
}

TEST_CASE("site: only reading is allowed") {
  Folders folders;
  Request request;
  request.method = Method::post;
  request.path = "/";
  CHECK(folders.site.page(request).status == 405);
}

TEST_CASE("policy: only hashes become part of it") {
  CHECK(decode_style_hashes(
            R"({"style_hashes":["sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="]})")
            .ok());
  for (const char* wrong :
       {R"({"style_hashes":["'unsafe-inline'"]})", R"({"style_hashes":["sha256-x"]})", R"({})",
        R"({"style_hashes":["sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSu;U="]})", "", "[]"}) {
    INFO(wrong);
    CHECK_FALSE(decode_style_hashes(wrong).ok());
  }
}
