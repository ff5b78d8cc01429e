#include "hours/spans.hpp"

#include "hours/berlin.hpp"
#include "hours/sun.hpp"

namespace stadtkern::hours {
namespace {

// Nobody knows when an open end is; places that are open late are taken to stay longer.
int guess_from(int begin) {
  if (begin >= 22 * 60) return lesser(begin + 8 * 60, 2 * k_day_minutes);
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

bool finish_spans(Selector* first, const Selector* end) {
  bool spills = false;
  for (Selector* selector = first; selector != end; ++selector) {
    if (selector->kind != SelectorKind::span) continue;
    Span& span = selector->span;
    int reach = span.has_end ? usual_end(span) : 0;
    if (span.open_end) {
      const int begin = guess_begin(span);
      int until = guess_from(begin);
      // A span that begins after it says more than the guess, and so does one that is listed later
      // and goes on after it.
      for (const Selector* other = first; other != end; ++other) {
        if (other == selector || other->kind != SelectorKind::span || !other->span.has_end)
          continue;
        const int start = usual_minutes(other->span.from);
        const bool goes_on = other > selector && usual_end(other->span) > begin;
        if (start > begin || goes_on) until = lesser(until, greater(begin, start));
      }
      span.guess_until = static_cast<std::int16_t>(until);
      reach = greater(reach, until);
    }
    spills |= reach > k_day_minutes || span.ends_next_day;
  }
  return spills;
}

}  // namespace stadtkern::hours
