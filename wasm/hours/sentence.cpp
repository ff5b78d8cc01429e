#include "hours/wording.hpp"

namespace stadtkern::hours {
namespace {

constexpr int k_week = 7;
constexpr int k_night_end = 6 * 60;  // an end before is still "tonight"

// "{}" stands for the moment.
struct Phrases {
  const char* always_open;
  const char* open_until;
  const char* open_at_least_until;
  const char* opens_today;
  const char* opens_tomorrow;
  const char* closed_until;
  const char* closed;
  const char* maybe;
  const char* open_end;
  const char* tomorrow;
};

constexpr Phrases k_phrases[] = {
    {"durchgehend geöffnet", "geöffnet bis {}", "geöffnet mindestens bis {}", "öffnet um {}",
     "öffnet morgen um {}", "geschlossen bis {}", "geschlossen", "vielleicht geöffnet",
     "geöffnet, Ende offen", "morgen "},
    {"open around the clock", "open until {}", "open until at least {}", "opens at {}",
     "opens tomorrow at {}", "closed until {}", "closed", "maybe open",
     "open, closing time not fixed", "tomorrow "},
    {"Es ist immer offen.", "Jetzt ist offen. Offen ist bis {}.",
     "Jetzt ist offen. Offen ist bis {} oder länger.", "Jetzt ist zu. Ab {} ist offen.",
     "Jetzt ist zu. Morgen ab {} ist offen.", "Jetzt ist zu. Zu ist bis {}.", "Es ist zu.",
     "Vielleicht ist offen. Bitte fragen Sie vorher.", "Jetzt ist offen. Das Ende ist offen.",
     "morgen um "},
};

std::string filled(const char* phrase, const std::string& moment) {
  std::string text = phrase;
  const std::size_t at = text.find("{}");
  if (at != std::string::npos) text.replace(at, 2, moment);
  return text;
}

class Sentence {
 public:
  Sentence(const Rules& rules, Instant now, const Context& context, Language language)
      : rules_(rules),
        now_(now),
        context_(context),
        language_(language),
        phrases_(k_phrases[static_cast<int>(language)]),
        today_(local_day(now)) {}

  std::string say() const {
    const State state = state_at(rules_, now_, context_);
    const auto next = next_change(rules_, now_, context_);
    switch (state.openness) {
      case Openness::open:
        return with_comment(while_open(next), state);
      case Openness::unknown:
        return with_comment(state.guessed_end ? phrases_.open_end : phrases_.maybe, state);
      default:
        return with_comment(while_closed(next), state);
    }
  }

 private:
  std::string while_open(const std::optional<Instant>& next) const {
    if (!next) return phrases_.always_open;
    const bool maybe_longer = state_at(rules_, *next, context_).openness == Openness::unknown;
    const char* phrase = maybe_longer ? phrases_.open_at_least_until : phrases_.open_until;
    const Moment end = moment_of(*next, true);
    const bool is_tonight =
        end.day == today_ || (end.day == today_ + 1 && end.minute <= k_night_end);
    return filled(phrase, is_tonight ? clock_text(end.minute, language_) : day_and_time(end));
  }

  std::string while_closed(const std::optional<Instant>& next) const {
    if (!next) return phrases_.closed;
    const Moment start = moment_of(*next, false);
    const std::string time = clock_text(start.minute, language_);
    if (start.day == today_) return filled(phrases_.opens_today, time);
    if (start.day == today_ + 1) return filled(phrases_.opens_tomorrow, time);
    return filled(phrases_.closed_until, day_and_time(start));
  }

  std::string day_and_time(const Moment& moment) const {
    const int days = moment.day - today_;
    const std::string time = clock_text(moment.minute, language_);
    if (days == 1) return phrases_.tomorrow + time;
    const std::string link = language_ == Language::easy ? " um " : " ";
    if (days < k_week) return weekday_name(weekday_of(moment.day), language_) + link + time;
    return date_text(moment.day, today_, language_);
  }

  std::string with_comment(std::string text, const State& state) const {
    if (state.comment.empty()) return text;
    if (language_ == Language::easy) return text + " Hinweis: " + std::string(state.comment);
    return text + " (" + std::string(state.comment) + ")";
  }

  const Rules& rules_;
  Instant now_;
  const Context& context_;
  Language language_;
  const Phrases& phrases_;
  Day today_;
};

}  // namespace

std::string sentence(const Rules& rules, Instant now, const Context& context, Language language) {
  const Usual usual = usual_hours(rules);
  const std::string text = Sentence(usual.rules, now, context, language).say();
  const bool is_closed = state_at(usual.rules, now, context).openness == Openness::closed;
  if (!is_closed || usual.otherwise.empty()) return text;
  constexpr const char* k_otherwise[] = {", sonst: ", ", otherwise: ", " Sonst gilt: "};
  return text + k_otherwise[static_cast<int>(language)] + usual.otherwise;
}

}  // namespace stadtkern::hours
