// Answers search queries over a file of records; the protocol is in README.md.
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "search/index.hpp"
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
  if (query.contains("open_at") && !query["open_at"].is_null()) {
    return Error{Code::unsupported, "open_at",
                 "a query without it: opening hours are not wired in"};
  }
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

Json answer_line(const Index& index, const std::vector<Record>& records, const std::string& line) {
  const Json query = Json::parse(line, nullptr, false);
  if (!query.is_object()) return failed(nullptr, {Code::malformed, "query", "a JSON object"});
  const Json id = query.contains("id") ? query["id"] : Json();
  if (!query.contains("q") || !query["q"].is_string()) {
    return failed(id, {Code::invalid, "q", "a text"});
  }
  const Result<Options> options = read_options(query);
  if (!options) return failed(id, options.error());
  const Clock::time_point start = Clock::now();
  const Answer answer = index.query(query["q"].get_ref<const std::string&>(), options.value());
  const double spent = microseconds_since(start);
  Json hits = Json::array();
  for (const auto& hit : answer.hits) hits.push_back(records[hit.row].id);
  return {{"id", id},
          {"hits", hits},
          {"corrected", answer.corrected.empty() ? Json() : Json(answer.corrected)},
          {"total", answer.total},
          {"us", spent}};
}

int serve(const std::vector<Record>& records) {
  const Clock::time_point start = Clock::now();
  Builder builder;
  for (const Record& record : records) builder.add(record.document());
  const Index index(builder.finish());
  const double build_ms = std::round(microseconds_since(start) / 10.0) / 100.0;
  std::cout << written({{"records", records.size()},
                        {"build_ms", build_ms},
                        {"index_bytes", index.store().size()}})
            << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) continue;
    std::cout << written(answer_line(index, records, line)) << std::endl;
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: search RECORDS < queries\n";
    return 2;
  }
  std::ifstream file(arguments[1], std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    std::cerr << "search: cannot read " << arguments[1] << "\n";
    return 1;
  }
  const auto records = stadtkern::tools::read_records(text.str());
  if (!records) {
    std::cerr << "search: " << records.error().field << ": expected " << records.error().expected
              << "\n";
    return 1;
  }
  return serve(records.value());
}
