#include "hours/spans.hpp"

#include <algorithm>

#include "hours/berlin.hpp"
#include "hours/sun.hpp"

namespace stadtkern::hours {
namespace {

// Nobody knows when an open end is; places that are open late are taken to stay longer.
int guess_from(int begin) {
  if (begin >= 22 * 60) return std::min(begin + 8 * 60, 2 * k_day_minutes);
  if (begin >= 17 * 60) return begin + 10 * 60;
  return k_day_minutes;
}

int guess_begin(const Span& span) {
  return span.has_end ? usual_end(span) : usual_minutes(span.from);
}

}  // namespace

int usual_minutes(const Time& time) {
  return time.minutes + (time.event == Event::none ? 0 : usual_minute(time.event));
}

int usual_end(const Span& span) {
  return usual_minutes(span.to) + (span.ends_next_day ? k_day_minutes : 0);
}

void finish_spans(Rules& rules, Rule& rule) {
  const auto spans = rules.spans.begin() + rule.spans.first;
  for (int i = 0; i < rule.spans.count; ++i) {
    Span& span = spans[i];
    int reach = span.has_end ? usual_end(span) : 0;
    if (span.open_end) {
      const int begin = guess_begin(span);
      int until = guess_from(begin);
      // A span that is listed later and ends after it says more than the guess.
      for (int k = i + 1; k < rule.spans.count; ++k) {
        const Span& later = spans[k];
        if (!later.has_end || usual_end(later) <= begin) continue;
        until = std::min(until, std::max(begin, usual_minutes(later.from)));
      }
      span.guess_until = static_cast<std::int16_t>(until);
      reach = std::max(reach, until);
    }
    if (reach > k_day_minutes || span.ends_next_day) rule.spills = true;
  }
}

}  // namespace stadtkern::hours
