#include "hours/review.hpp"

#include <algorithm>
#include <array>

#include "hours/berlin.hpp"
#include "hours/parser.hpp"
#include "hours/words.hpp"

namespace stadtkern::hours {
namespace {

// In the order of Wanted.
constexpr const char* k_wanted[] = {
    "nothing",
    "at most 2048 bytes",
    "at most 200 rules",
    "at most 1024 selectors",
    "UTF-8",
    "a weekday, month, holiday or modifier of the specification, or a \"comment\"",
    "a selector",
    "a closing quote for the comment",
    "at least one rule",
    "a selector, a modifier or a comment",
    "a rule before the fallback",
    "times or a modifier before the comma",
    "another rule after the comma",
    "a step of at least one",
    "a later year",
    "a later day of the month",
    "a month or easter",
    "a year before the range as well",
    "a year for the end as well",
    "a day that the month has",
    "]",
    "a week, 1 to 53",
    "a later week, at most 53",
    "a weekday",
    "] or another number",
    "a later number up to 5",
    "a number from 1 to 5 or from -1 to -5",
    "fewer days: at most 1 beside a holiday, at most 200 beside a date",
    "- or + after the time",
    "a time",
    "no step: points in time are not opening hours",
    "minutes, 00 to 59",
    "no am or pm after an hour beyond 12",
    "an hour up to 48",
    "dawn, sunrise, sunset or dusk",
    "+ or -",
    "hours and minutes as in 01:00",
    ")",
    "a start before 24:00",
    "an end by 48:00",
};
static_assert(std::size(k_wanted) == static_cast<std::size_t>(Wanted::end) + 1);

Error error_of(const Refusal& refusal) {
  const bool is_bound = refusal.wanted == Wanted::short_text ||
                        refusal.wanted == Wanted::few_rules ||
                        refusal.wanted == Wanted::few_selectors;
  return {is_bound ? Code::too_large : Code::malformed, std::to_string(refusal.position),
          k_wanted[static_cast<std::size_t>(refusal.wanted)]};
}

// Collects the notices of the reader, and finds what is odd about a rule by its parts.
class Reviewer final : public Listener {
 public:
  explicit Reviewer(std::vector<Notice>& notices) : notices_(notices) {}

  void hear(Notice notice) override { notices_.push_back(notice); }

  void hear_part(Part part, std::size_t position) override {
    parts_.push_back({part, static_cast<std::uint16_t>(position)});
  }

  void hear_rule(const Rule& rule, std::size_t start) override {
    std::array<int, 8> times_read{};
    bool is_repeated = false;
    bool is_timed = false;
    const PartRead* again = nullptr;  // the days that follow times
    for (const PartRead& read : parts_) {
      if (again == nullptr && is_timed && read.part < Part::times) again = &read;
      is_timed = is_timed || read.part == Part::times;
      if (++times_read[static_cast<std::size_t>(read.part)] != 2) continue;
      if (again != nullptr) {
        note(NoticeKind::separator_missing, again->position);
      } else {
        note(NoticeKind::selector_repeated, read.position);
      }
      is_repeated = true;
    }
    const bool is_bare = rule.has_dates() && rule.spans_count == 0 && !rule.always &&
                         rule.comment < 0 && rule.meaning == Openness::open;
    if (is_bare) note(NoticeKind::time_missing, start);
    if (!is_repeated) note_order();
    parts_.clear();
  }

  void note_whole_value(const std::vector<Rule>& rules) {
    bool any_spills = false;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const Rule& rule = rules[i];
      const bool is_bare = !rule.has_dates() && !rule.always;
      const bool has_times = rule.spans_count > 0;
      if (rule.always && rules.size() > 1) note(NoticeKind::default_overrides, 0);
      const bool says_why = rule.separator == Separator::fallback && rule.comment >= 0;
      if (i > 0 && rule.separator != Separator::additional && is_bare && !has_times && !says_why) {
        note(NoticeKind::default_overrides, 0);
      }
      if (i > 0 && rule.separator == Separator::normal) {
        const Rule& before = rules[i - 1];
        if (is_bare && has_times && !before.has_dates() && before.spans_count > 0 &&
            before.meaning == rule.meaning) {
          note(NoticeKind::rules_combinable, 0);
        }
        if (any_spills) note(NoticeKind::spill_cut, 0);
      }
      any_spills |= rule.spills;
    }
  }

 private:
  struct PartRead {
    Part part;
    std::uint16_t position;
  };

  void note(NoticeKind kind, std::size_t position) {
    notices_.push_back({kind, static_cast<std::uint16_t>(position)});
  }

  // A comment may stand anywhere; the rest has an order.
  void note_order() {
    parts_.erase(std::remove_if(parts_.begin(), parts_.end(),
                                [](const PartRead& read) { return read.part == Part::comment; }),
                 parts_.end());
    // Each part stands here once: its place is the number of parts before it in that order.
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const auto before =
          std::count_if(parts_.begin(), parts_.end(),
                        [part = parts_[i].part](const PartRead& read) { return read.part < part; });
      if (static_cast<std::size_t>(before) != i) note(NoticeKind::order, parts_[i].position);
    }
  }

  std::vector<Notice>& notices_;
  std::vector<PartRead> parts_;  // of the rule being read
};

template <class Predicate>
bool any_selector(const Rules& rules, Predicate predicate) {
  return std::any_of(rules.selectors.begin(), rules.selectors.end(), predicate);
}

bool is_holiday(const Selector& selector) {
  return selector.kind == SelectorKind::holiday || selector.kind == SelectorKind::holiday_weekday;
}

}  // namespace

Result<Reviewed> review(std::string_view text) {
  Reviewed reviewed;
  Reviewer reviewer(reviewed.notices);
  Words words;
  words.listener = &reviewer;
  words.more_phrases = k_foreign_phrases;
  if (!read_words(text, words) || !read_rules(words, reviewed.rules)) {
    return error_of(words.refusal);
  }
  reviewer.note_whole_value(reviewed.rules.rules);
  return reviewed;
}

std::vector<Notice> past_dates(const Rules& rules, Instant now) {
  const Day today = local_day(now);
  std::vector<Notice> found;
  for (const Selector& selector : rules.selectors) {
    if (selector.kind != SelectorKind::dates) continue;
    const Dates& dates = selector.dates;
    const Anchor& end = dates.is_range ? dates.to : dates.from;
    if (dates.from.year == 0 || end.kind != AnchorKind::month_day) continue;
    const int year = end.year != 0 ? end.year : dates.from.year;
    if (day_of(year, end.month, end.day) >= today) continue;
    found.push_back({dates.is_range ? NoticeKind::date_range_past : NoticeKind::date_past, 0});
  }
  return found;
}

bool asks_public_holidays(const Rules& rules) {
  return any_selector(rules,
                      [](const Selector& s) { return is_holiday(s) && !s.holiday.is_school; });
}

bool asks_school_holidays(const Rules& rules) {
  return any_selector(rules,
                      [](const Selector& s) { return is_holiday(s) && s.holiday.is_school; });
}

bool names_weekdays(const Rules& rules) {
  return std::any_of(rules.rules.begin(), rules.rules.end(),
                     [](const Rule& rule) { return rule.has_weekdays; });
}

}  // namespace stadtkern::hours
