// The shared cases, judged as run_cases.js judges them. exceptions.json lists the cases that the
// specification contradicts, each with the passage.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "answer.hpp"
#include "hours/review.hpp"
#include "iso_time.hpp"
#include "support/shared_data.hpp"

using nlohmann::json;
using stadtkern::hours_program::answer;

namespace {

json read(const std::filesystem::path& path) {
  std::ifstream file(path);
  return json::parse(file);
}

json request_of(const json& given) {
  json request = {{"mode", given.value("mode", 0)}, {"context", given.value("context", json())}};
  for (const char* key : {"id", "kind", "value", "tag_key", "map_value", "warnings_severity",
                          "from", "to", "now", "other_value", "locale"}) {
    if (given.contains(key)) request[key] = given[key];
  }
  if (!given.contains("probes")) return request;
  request["probes"] = json::array();
  for (const json& probe : given["probes"]) request["probes"].push_back(probe["at"]);
  return request;
}

std::int64_t seconds(const json& time) {
  return stadtkern::hours_program::instant_of(time.get<std::string>()).value().ms / 1000;
}

// "" where the intervals are the expected ones.
std::string judge_intervals(const json& given, const json& reply) {
  const std::int64_t tolerance = given.value("tolerance_seconds", 0);
  const json& wanted = given["intervals"];
  const json& got = reply["intervals"];
  if (got.size() != wanted.size()) return "another number of intervals";
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    for (const char* end : {"from", "to"}) {
      if (std::abs(seconds(got[i][end]) - seconds(wanted[i][end])) > tolerance)
        return "another end";
    }
    if (got[i]["unknown"] != wanted[i]["unknown"]) return "another state";
    const json& comment = wanted[i]["comment"];
    const bool is_quoted =
        comment.is_string() && given["value"].get<std::string>().find(
                                   "\"" + comment.get<std::string>() + "\"") != std::string::npos;
    if (is_quoted && got[i]["comment"] != comment) return "another comment";
  }
  if (!given.contains("probes") || tolerance > 0) return "";
  for (std::size_t i = 0; i < given["probes"].size(); ++i) {
    const json& probe = given["probes"][i];
    if (reply["probes"][i]["open"] != probe["open"]) return "open at another time";
    if (reply["probes"][i]["unknown"] != probe["unknown"]) return "unknown at another time";
  }
  return "";
}

std::string judge(const json& given, const json& reply) {
  const std::string kind = given["kind"];
  if (reply.contains("unsupported")) return given.value("mode", 0) != 0 ? "" : "unsupported";
  if (kind == "must_fail") return reply.contains("error") ? "" : "accepted";
  if (reply.contains("error")) return reply["error"];
  if (kind == "intervals") return judge_intervals(given, reply);
  if (kind == "must_warn") return reply["warnings"] > 0 ? "" : "no warning";
  if (kind == "warning_types") {
    return reply["warning_types"] == given["warning_types"] ? "" : "other warnings";
  }
  if (kind == "equal") return reply["equal"] == given["equal"] ? "" : "not the same";
  if (kind == "prettify") return reply["pretty"] == given["pretty"] ? "" : "spelled otherwise";
  return "a kind that is not known";
}

void check_file(const std::string& name) {
  const auto path = stadtkern::testing::shared_data("opening_hours/" + name);
  if (!path) return;
  const json exceptions = read("tests/unit/hours/exceptions.json");
  const json file = read(*path);
  for (const json& given : file["cases"]) {
    const std::string id = given["id"];
    if (exceptions.contains(id)) continue;
    const json reply = json::parse(answer(request_of(given).dump()));
    INFO(id << " " << given["value"]);
    CHECK(judge(given, reply) == "");
  }
}

}  // namespace

TEST_CASE("every shared case yields what it must") {
  check_file("cases.json");
}

TEST_CASE("values met in Germany yield their hours on every day of a fortnight") {
  check_file("real_values.json");
}

TEST_CASE(
    "what people really typed is read or refused, and what is read has hours and a spelling") {
  const auto path = stadtkern::testing::shared_data("opening_hours/robust_values.json");
  if (!path) return;
  int read_count = 0;
  int corrected = 0;
  int total = 0;
  const json file = read(*path);
  for (const json& entry : file["values"]) {
    ++total;
    const auto reviewed = stadtkern::hours::review(entry["value"].get<std::string>());
    if (!reviewed) {
      CHECK_FALSE(reviewed.error().expected.empty());
      continue;
    }
    ++read_count;
    corrected += reviewed.value().notices.empty() ? 0 : 1;
    INFO(entry["value"]);
    CHECK(stadtkern::hours::parse(stadtkern::hours::canonical(reviewed.value().rules)).has_value());
  }
  std::cout << "robust values: " << read_count << " of " << total << " understood, " << corrected
            << " of them with a correction or a notice\n";
  CHECK(read_count * 100 >= total * 26);
}

TEST_CASE("values met in Germany are read for a page as for an editor") {
  const auto path = stadtkern::testing::shared_data("opening_hours/real_values.json");
  if (!path) return;
  const json file = read(*path);
  for (const json& entry : file["cases"]) {
    const std::string value = entry["value"];
    INFO(value);
    const auto reviewed = stadtkern::hours::review(value);
    const auto rules = stadtkern::hours::parse(value);
    REQUIRE(rules.has_value() == reviewed.ok());
    if (!rules) continue;
    CHECK(stadtkern::hours::canonical(*rules) ==
          stadtkern::hours::canonical(reviewed.value().rules));
  }
}

TEST_CASE("a spelling of another language is read for an editor alone") {
  CHECK(stadtkern::hours::review("lundi 10:00-12:00").ok());
  CHECK_FALSE(stadtkern::hours::parse("lundi 10:00-12:00").has_value());
}

TEST_CASE("a line that is no case gets an error and nothing else") {
  for (const char* line : {"", "{", "[]", "null", "{\"id\":1,\"value\":7}", "\xFF"}) {
    CHECK(json::parse(answer(line)).contains("error"));
  }
}
