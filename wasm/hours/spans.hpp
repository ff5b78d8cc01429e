// The times of a rule: what follows from them alone, before any day is known.
#pragma once

#include "hours/tree.hpp"

namespace stadtkern::hours {

// Minutes since midnight, with the usual time for an event of the sun.
int usual_minutes(const Time& time);

// The end, beyond 24:00 where it lies on the next day. Requires: span.has_end.
int usual_end(const Span& span);

// Decides how long open ends of a rule's spans are guessed; passes over other selectors. True where
// a span reaches into the next day.
bool finish_spans(Selector* first, const Selector* end);

}  // namespace stadtkern::hours
