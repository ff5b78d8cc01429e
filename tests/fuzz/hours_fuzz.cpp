// Whatever bytes come: the reader neither crashes nor hangs, what it reads has a spelling that
// reads as the same, and a state at any time.
#include <cstdint>
#include <cstdlib>

#include "hours/review.hpp"
#include "hours/week.hpp"

using namespace stadtkern;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto rules = hours::parse(text);
  if (rules && !hours::review(text).ok()) std::abort();
  if (!rules) return 0;
  const std::string spelling = hours::canonical(*rules);
  if (spelling.size() > hours::k_value_bytes_max) return 0;
  const auto again = hours::parse(spelling);
  if (!again || hours::canonical(*again) != spelling) std::abort();
  hours::Context context;
  context.land = hours::Land::mv;
  context.position = hours::Position{53.86, 11.19};
  const Instant from{1774652400000 + static_cast<std::int64_t>(size) * 7 * k_minute_ms};
  const Instant to{from.ms + 3 * k_day_ms};
  const auto ours = hours::intervals(*rules, from, to, context);
  const auto theirs = hours::intervals(*again, from, to, context);
  if (ours.size() != theirs.size()) std::abort();
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i].from != theirs[i].from || ours[i].to != theirs[i].to) std::abort();
    if (hours::state_at(*rules, ours[i].from, context) != ours[i].state) std::abort();
  }
  hours::week_table(*rules, 20000 + static_cast<hours::Day>(size), from, context,
                    hours::Language::easy);
  if (hours::sentence(*rules, from, context, hours::Language::german).empty()) std::abort();
  return 0;
}
