#include "answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "hours/review.hpp"
#include "hours/school_table.hpp"
#include "iso_time.hpp"
#include "notices.hpp"
#include "pretty.hpp"

namespace stadtkern::hours_program {
namespace {

using hours::Context;
using hours::Openness;
using hours::Rules;
using nlohmann::json;

constexpr std::int64_t k_comparison_ms = 3LL * 366 * k_day_ms;

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Instant moment_in(const json& object, const char* key) {
  return instant_of(text_of(object, key)).value_or(Instant{});
}

struct Place {
  Context context;
  std::vector<hours::DayRange> school_holidays;  // the context looks at them
};

void fill_context(const json& request, Place& result) {
  Context& context = result.context;
  const auto place = request.find("context");
  if (place == request.end() || !place->is_object()) return;
  if (text_of(*place, "country_code") == "de") {
    context.land = hours::land_named(text_of(*place, "state")).value_or(hours::Land::none);
    result.school_holidays = hours::school_holidays(context.land);
    context.school_holidays = result.school_holidays;
  }
  const auto latitude = place->find("lat");
  const auto longitude = place->find("lon");
  if (latitude != place->end() && latitude->is_number() && longitude != place->end() &&
      longitude->is_number()) {
    context.position = hours::Position{latitude->get<double>(), longitude->get<double>()};
  }
}

std::string described(const Error& error) {
  return "at byte " + error.field + ": expected " + error.expected;
}

// A value that needs a place is wrong where none is given.
std::string missing_context(const Rules& rules, const Context& context) {
  const bool needs_land = hours::asks_public_holidays(rules) || hours::asks_school_holidays(rules);
  return needs_land && context.land == hours::Land::none ? "holidays need a state" : "";
}

json intervals_of(const Rules& rules, const Context& context, const json& request) {
  json list = json::array();
  for (const auto& interval :
       hours::intervals(rules, moment_in(request, "from"), moment_in(request, "to"), context)) {
    const std::string comment = comment_of(interval.state);
    list.push_back({{"from", iso(interval.from)},
                    {"to", iso(interval.to)},
                    {"unknown", interval.state.openness == Openness::unknown},
                    {"comment", comment.empty() ? json() : json(comment)}});
  }
  return list;
}

json probes_of(const Rules& rules, const Context& context, const json& request) {
  json list = json::array();
  for (const json& at : request["probes"]) {
    const auto instant = at.is_string() ? instant_of(at.get<std::string>()) : std::nullopt;
    const auto state = hours::state_at(rules, instant.value_or(Instant{}), context);
    list.push_back({{"open", state.openness == Openness::open},
                    {"unknown", state.openness == Openness::unknown}});
  }
  return list;
}

bool means_same(const Rules& rules, const Context& context, const json& request) {
  const auto other = hours::review(text_of(request, "other_value"));
  if (!other) return false;
  // The moment that the cases' source compares at; any would do for values without years.
  const Instant from = instant_of(std::string_view("2015-10-17T18:20:29+02:00")).value();
  const Instant to{from.ms + k_comparison_ms};
  const auto ours = hours::intervals(rules, from, to, context);
  const auto theirs = hours::intervals(other.value().rules, from, to, context);
  return std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                    [](const hours::Interval& a, const hours::Interval& b) {
                      return a.from == b.from && a.to == b.to &&
                             a.state.openness == b.state.openness;
                    });
}

void answer_kind(const std::string& kind, const Rules& rules, const Context& context,
                 const json& request, json& reply) {
  if (kind == "intervals") reply["intervals"] = intervals_of(rules, context, request);
  if (kind == "equal") reply["equal"] = means_same(rules, context, request);
  if (request.contains("probes") && request["probes"].is_array()) {
    reply["probes"] = probes_of(rules, context, request);
  }
  if (kind == "next_change") {
    const auto next = hours::next_change(rules, moment_in(request, "from"), context);
    reply["next_change"] = next ? json(iso(*next)) : json();
  }
}

// Other tags share the syntax, and some have a word of their own for a whole value.
std::string value_of(const json& request) {
  const std::string value = text_of(request, "value");
  const bool is_mapped = request.value("map_value", json(false)) == json(true);
  if (!is_mapped || text_of(request, "tag_key") != "lit") return value;
  if (value == "yes") return "sunset-sunrise";
  if (value == "no") return "off";
  const bool is_vague = value == "interval" || value == "limited" || value == "automatic";
  return is_vague ? "unknown" : value;
}

json reply_to(const json& request) {
  json reply = {{"id", request.value("id", json())}};
  const std::string kind = text_of(request, "kind");
  const std::string value = value_of(request);
  if (kind == "prettify") {
    const auto pretty = prettified(value, text_of(request, "locale"));
    reply[pretty ? "pretty" : "error"] = pretty ? pretty.value() : described(pretty.error());
    return reply;
  }
  const auto reviewed = hours::review(value);
  if (!reviewed) {
    const bool asks_points = request.value("mode", json(0)) != 0 && kind != "must_fail";
    if (asks_points) {
      reply["unsupported"] = true;
    } else {
      reply["error"] = described(reviewed.error());
    }
    return reply;
  }
  Place place;
  fill_context(request, place);
  const Context& context = place.context;
  const Rules& rules = reviewed.value().rules;
  const std::string missing = missing_context(rules, context);
  if (!missing.empty()) {
    reply["error"] = missing;
    return reply;
  }
  const bool with_hints = request.value("warnings_severity", json(4)) > 4;
  const auto now = instant_of(text_of(request, "now"));
  const auto types = notice_types(reviewed.value(), now, with_hints);
  reply["warnings"] = types.size();
  if (kind == "warning_types") reply["warning_types"] = types;
  answer_kind(kind, rules, context, request, reply);
  return reply;
}

}  // namespace

std::string answer(std::string_view line) {
  const json request = json::parse(line, nullptr, false);
  if (!request.is_object()) return R"({"id":null,"error":"a JSON object was expected"})";
  return reply_to(request).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace stadtkern::hours_program
