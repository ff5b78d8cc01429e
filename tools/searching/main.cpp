// Answers search queries over a file of records; the protocol is in README.md.
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "hours_program/iso_time.hpp"
#include "search/index.hpp"
#include "searching/opening.hpp"
#include "searching/records.hpp"

namespace {

using stadtkern::Code;
using stadtkern::Error;
using stadtkern::Result;
using stadtkern::search::Answer;
using stadtkern::search::Builder;
using stadtkern::search::Index;
using stadtkern::search::Options;
using stadtkern::search::Position;
using stadtkern::search::RowFilter;
using stadtkern::search::Synonyms;
using stadtkern::tools::Opening;
using stadtkern::tools::Record;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr std::size_t k_limit_max = 1000;

double microseconds_since(Clock::time_point start) {
  const std::chrono::duration<double, std::micro> spent = Clock::now() - start;
  return std::round(spent.count() * 10.0) / 10.0;
}

std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Options> read_options(const Json& query) {
  Options options;
  if (query.contains("limit")) {
    const Json& limit = query["limit"];
    if (!limit.is_number_unsigned() || limit.get<std::uint64_t>() > k_limit_max) {
      return Error{Code::invalid, "limit", "a whole number from 0 to 1000"};
    }
    options.limit = limit.get<std::size_t>();
  }
  if (query.contains("near") && !query["near"].is_null()) {
    const Json& near = query["near"];
    if (!near.is_array() || near.size() != 2 || !near[0].is_number() || !near[1].is_number()) {
      return Error{Code::invalid, "near", "[latitude, longitude]"};
    }
    options.near = Position{near[0].get<double>(), near[1].get<double>()};
  }
  return options;
}

Json failed(const Json& id, const Error& error) {
  return {{"id", id}, {"error", error.field + ": expected " + error.expected}};
}

// The moment that a query asks for, if any.
Result<std::optional<stadtkern::Instant>> read_moment(const Json& query) {
  std::optional<stadtkern::Instant> moment;
  if (!query.contains("open_at") || query["open_at"].is_null()) return moment;
  if (query["open_at"].is_string()) {
    moment = stadtkern::hours_program::instant_of(query["open_at"].get_ref<const std::string&>());
  }
  if (!moment) return Error{Code::invalid, "open_at", "a moment such as 2026-03-29T03:30:00+02:00"};
  return moment;
}

// Records with an index over them.
struct Town {
  std::vector<Record> records;
  Index index;
  Synonyms synonyms;
  Opening opening;
};

Json answer_line(const Town& town, const std::string& line) {
  const Json query = Json::parse(line, nullptr, false);
  if (!query.is_object()) return failed(nullptr, {Code::malformed, "query", "a JSON object"});
  const Json id = query.contains("id") ? query["id"] : Json();
  if (!query.contains("q") || !query["q"].is_string()) {
    return failed(id, {Code::invalid, "q", "a text"});
  }
  Result<Options> options = read_options(query);
  if (!options) return failed(id, options.error());
  const auto moment = read_moment(query);
  if (!moment) return failed(id, moment.error());
  const Clock::time_point start = Clock::now();
  std::vector<bool> open;
  if (moment.value()) open = town.opening.at(*moment.value());
  const auto is_open = [&](stadtkern::search::Row row) -> bool { return open[row]; };
  options.value().synonyms = &town.synonyms;
  if (moment.value()) options.value().filter = RowFilter(is_open);
  const Answer answer = town.index.query(query["q"].get_ref<const std::string&>(), options.value());
  const double spent = microseconds_since(start);
  Json hits = Json::array();
  for (const auto& hit : answer.hits) hits.push_back(town.records[hit.row].id);
  return {{"id", id},
          {"hits", hits},
          {"corrected", answer.corrected.empty() ? Json() : Json(answer.corrected)},
          {"total", answer.total},
          {"us", spent}};
}

int serve(std::vector<Record> records, Synonyms synonyms, stadtkern::hours::Land land) {
  const Clock::time_point start = Clock::now();
  Builder builder;
  for (const Record& record : records) builder.add(record.document());
  Index index(builder.finish());
  const double build_ms = std::round(microseconds_since(start) / 10.0) / 100.0;
  Opening opening(records, land);
  const Town town{std::move(records), std::move(index), std::move(synonyms), std::move(opening)};
  std::cout << written({{"records", town.records.size()},
                        {"build_ms", build_ms},
                        {"index_bytes", town.index.store().size()}})
            << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty()) std::cout << written(answer_line(town, line)) << std::endl;
  }
  return 0;
}

std::optional<std::string> read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return std::nullopt;
  return text.str();
}

// The groups of a file of synonyms, without its comments.
std::string word_groups(const std::string& text) {
  std::istringstream lines(text);
  std::string groups;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line[0] != '#') groups += line + "\n";
  }
  return groups;
}

int fail(const std::string& why) {
  std::cerr << "search: " << why << "\n";
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  const auto land = count == 4 ? stadtkern::hours::land_named(arguments[3]) : std::nullopt;
  if (!land) {
    std::cerr
        << "usage: search RECORDS SYNONYMS LAND < queries; LAND is a German state such as MV\n";
    return 2;
  }
  const auto text = read_file(arguments[1]);
  if (!text) return fail(std::string("cannot read ") + arguments[1]);
  const auto synonyms = read_file(arguments[2]);
  if (!synonyms) return fail(std::string("cannot read ") + arguments[2]);
  auto records = stadtkern::tools::read_records(*text);
  if (!records) return fail(records.error().field + ": expected " + records.error().expected);
  return serve(std::move(records).value(), Synonyms(word_groups(*synonyms)), *land);
}
