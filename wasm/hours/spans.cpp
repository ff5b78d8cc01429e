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
      // A span that begins after it says more than the guess, and so does one that is listed later
      // and goes on after it.
      for (int k = 0; k < rule.spans.count; ++k) {
        const Span& other = spans[k];
        const bool begins_later = usual_minutes(other.from) > begin;
        const bool goes_on = k > i && other.has_end && usual_end(other) > begin;
        const bool is_known = k != i && (goes_on || (begins_later && other.has_end));
        if (is_known) until = std::min(until, std::max(begin, usual_minutes(other.from)));
      }
      span.guess_until = static_cast<std::int16_t>(until);
      reach = std::max(reach, until);
    }
    if (reach > k_day_minutes || span.ends_next_day) rule.spills = true;
  }
}

}  // namespace stadtkern::hours
