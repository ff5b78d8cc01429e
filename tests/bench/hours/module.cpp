// The hours room behind the few calls that bench.ts makes. Each call works through all loaded
// values once, so that the crossing into WebAssembly does not count.
#include <emscripten/emscripten.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "hours/school_table.hpp"
#include "hours/week.hpp"

using namespace stadtkern;

namespace {

struct Bench {
  std::vector<std::string> values;
  std::vector<hours::Rules> rules;
  std::vector<hours::DayRange> school = hours::school_holidays(hours::Land::mv);
  hours::Context context;
  std::string text;
};

Bench& bench() {
  static Bench instance;
  return instance;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void* room(std::size_t size) {
  return std::malloc(size);
}

// Values, each closed by a line break. Returns how many could be read.
EMSCRIPTEN_KEEPALIVE int load(const char* text, std::size_t size) {
  Bench& b = bench();
  b.context.land = hours::Land::mv;
  b.context.position = hours::Position{53.86, 11.19};
  b.context.school_holidays = b.school;
  b.values.clear();
  b.rules.clear();
  std::string value;
  for (std::size_t i = 0; i < size; ++i) {
    if (text[i] != '\n') {
      value += text[i];
      continue;
    }
    auto rules = hours::parse(value);
    if (rules) {
      b.values.push_back(value);
      b.rules.push_back(std::move(rules).value());
    }
    value.clear();
  }
  return static_cast<int>(b.values.size());
}

EMSCRIPTEN_KEEPALIVE int parse_all() {
  int rules = 0;
  for (const std::string& value : bench().values) {
    const auto parsed = hours::parse(value);
    rules += parsed ? static_cast<int>(parsed.value().rules.size()) : 0;
  }
  return rules;
}

EMSCRIPTEN_KEEPALIVE int open_at(double ms) {
  int open = 0;
  for (const hours::Rules& rules : bench().rules) {
    const Instant now{static_cast<std::int64_t>(ms)};
    open += hours::state_at(rules, now, bench().context).openness == hours::Openness::open ? 1 : 0;
  }
  return open;
}

EMSCRIPTEN_KEEPALIVE double changes_after(double ms) {
  double sum = 0;
  for (const hours::Rules& rules : bench().rules) {
    const auto next = hours::next_change(rules, {static_cast<std::int64_t>(ms)}, bench().context);
    if (next) sum += static_cast<double>(next->ms - static_cast<std::int64_t>(ms)) / 60000;
  }
  return sum;
}

// Everything a page needs is linked, so that the module's weight is that of the whole room.
EMSCRIPTEN_KEEPALIVE const char* describe(int index, double ms, int language) {
  const hours::Rules& rules = bench().rules[static_cast<std::size_t>(index)];
  const Instant now{static_cast<std::int64_t>(ms)};
  const auto spoken = static_cast<hours::Language>(language);
  const auto table = hours::week_table(rules, 20000, now, bench().context, spoken);
  bench().text = hours::canonical(rules) + hours::sentence(rules, now, bench().context, spoken) +
                 table.days[0].closed_text;
  return bench().text.c_str();
}
}
