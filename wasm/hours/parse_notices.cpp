// What is odd about a value that can be read.
#include <algorithm>
#include <array>

#include "hours/parser.hpp"

namespace stadtkern::hours {

void Parser::accept_readability_colon() {
  accept(Word::colon);
}

void Parser::note_parts(std::size_t start) {
  std::array<int, 8> times_read{};
  for (const PartRead& read : parts_) ++times_read[static_cast<std::size_t>(read.part)];
  bool is_repeated = false;
  for (const int count : times_read) {
    if (count < 2) continue;
    notice(NoticeKind::selector_repeated, start);
    is_repeated = true;
  }
  const bool is_bare = rule_.has_dates && rule_.spans.count == 0 && !rule_.always &&
                       rule_.comment < 0 && rule_.meaning == Openness::open;
  if (is_bare) notice(NoticeKind::time_missing, start);
  if (!is_repeated) note_order();
}

// A comment may stand anywhere; the rest has an order.
void Parser::note_order() {
  parts_.erase(std::remove_if(parts_.begin(), parts_.end(),
                              [](const PartRead& read) { return read.part == Part::comment; }),
               parts_.end());
  // Each part stands here once: its place is the number of parts before it in that order.
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const auto before = std::count_if(parts_.begin(), parts_.end(), [&](const PartRead& read) {
      return read.part < parts_[i].part;
    });
    if (static_cast<std::size_t>(before) != i) notice(NoticeKind::order, parts_[i].position);
  }
}

void Parser::note_whole_value() {
  bool any_spills = false;
  for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
    const Rule& rule = rules_.rules[i];
    const bool is_bare = !rule.has_dates && !rule.always;
    const bool has_times = rule.spans.count > 0;
    if (rule.always && rules_.rules.size() > 1) notice(NoticeKind::default_overrides, 0);
    const bool says_why = rule.separator == Separator::fallback && rule.comment >= 0;
    if (i > 0 && rule.separator != Separator::additional && is_bare && !has_times && !says_why) {
      notice(NoticeKind::default_overrides, 0);
    }
    if (i > 0 && rule.separator == Separator::normal) {
      const Rule& before = rules_.rules[i - 1];
      if (is_bare && has_times && !before.has_dates && before.spans.count > 0 &&
          before.meaning == rule.meaning) {
        notice(NoticeKind::rules_combinable, 0);
      }
      if (any_spills) notice(NoticeKind::spill_cut, 0);
    }
    any_spills |= rule.spills;
  }
}

}  // namespace stadtkern::hours
