// The hours room behind the few calls that bench.ts makes. Each call works through all loaded
// values once, so that the crossing into WebAssembly does not count. It is kept small: its weight
// counts as that of the room.
#include <emscripten/emscripten.h>

#include <cstdlib>
#include <new>

#include "hours/week.hpp"

using namespace stadtkern;

namespace {

constexpr int k_values_max = 1000;

struct Value {
  std::string_view text;
  hours::Rules rules;
};

struct Bench {
  Value* values;
  int count;
  hours::Context context;
};

Bench g_bench;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void* room(std::size_t size) {
  return std::malloc(size);
}

// Values, each closed by a line break; the text must stay. Returns how many could be read.
EMSCRIPTEN_KEEPALIVE int load(const char* text, const char* end) {
  g_bench.values = static_cast<Value*>(std::malloc(k_values_max * sizeof(Value)));
  g_bench.context.land = hours::Land::mv;
  g_bench.context.position = hours::Position{53.86, 11.19};
  for (const char* start = text; text != end && g_bench.count < k_values_max; ++text) {
    if (*text != '\n') continue;
    const std::string_view value(start, static_cast<std::size_t>(text - start));
    start = text + 1;
    if (auto rules = hours::parse(value)) {
      new (g_bench.values + g_bench.count++) Value{value, std::move(*rules)};
    }
  }
  return g_bench.count;
}

EMSCRIPTEN_KEEPALIVE int parse_all() {
  int rules = 0;
  for (int i = 0; i < g_bench.count; ++i) {
    rules += hours::parse(g_bench.values[i].text).has_value() ? 1 : 0;
  }
  return rules;
}

EMSCRIPTEN_KEEPALIVE int open_at(double ms) {
  int open = 0;
  const Instant now{static_cast<std::int64_t>(ms)};
  for (int i = 0; i < g_bench.count; ++i) {
    const hours::State state = hours::state_at(g_bench.values[i].rules, now, g_bench.context);
    open += state.openness == hours::Openness::open ? 1 : 0;
  }
  return open;
}

// The sum of the minutes until the next changes.
EMSCRIPTEN_KEEPALIVE double changes_after(double ms) {
  double sum = 0;
  const Instant now{static_cast<std::int64_t>(ms)};
  for (int i = 0; i < g_bench.count; ++i) {
    const auto next = hours::next_change(g_bench.values[i].rules, now, g_bench.context);
    if (next) sum += static_cast<double>(next->ms - now.ms) / k_minute_ms;
  }
  return sum;
}

// What a page shows of a value is linked. Returns the bytes of its texts.
EMSCRIPTEN_KEEPALIVE std::size_t describe(int index, double ms, int language) {
  const hours::Rules& rules = g_bench.values[index].rules;
  const Instant now{static_cast<std::int64_t>(ms)};
  const auto spoken = static_cast<hours::Language>(language);
  const auto table = hours::week_table(rules, 20000, now, g_bench.context, spoken);
  std::size_t bytes = hours::sentence(rules, now, g_bench.context, spoken).size();
  for (const hours::TableDay& day : table.days) bytes += day.times.size();
#ifdef STADTKERN_WHOLE_ROOM
  const Instant later{now.ms + 8 * k_day_ms};
  bytes += hours::intervals(rules, now, later, g_bench.context).size();
  bytes += hours::canonical(rules).size();
#endif
  return bytes;
}
}
