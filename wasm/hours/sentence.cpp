#include "hours/text.hpp"
#include "hours/wording.hpp"

namespace stadtkern::hours {
namespace {

// In the order of k_phrases. "{}" stands for the moment.
enum Phrase {
  k_always_open,
  k_open_until,
  k_open_at_least_until,
  k_opens_today,
  k_opens_tomorrow,
  k_closed_until,
  k_closed,
  k_maybe,
  k_open_end,
  k_tomorrow,
  k_link,       // between a weekday and a time
  k_comment,    // in front of a comment, "{}" for the comment
  k_otherwise,  // in front of what holds at all other times
  k_phrases_count
};

constexpr const char* k_phrases[] = {
    "durchgehend geöffnet|geöffnet bis {}|geöffnet mindestens bis {}|öffnet um {}|"
    "öffnet morgen um {}|geschlossen bis {}|geschlossen|vielleicht geöffnet|"
    "geöffnet, Ende offen|morgen | | ({})|, sonst: |",
    "open around the clock|open until {}|open until at least {}|opens at {}|"
    "opens tomorrow at {}|closed until {}|closed|maybe open|"
    "open, closing time not fixed|tomorrow | | ({})|, otherwise: |",
    "Es ist immer offen.|Jetzt ist offen. Offen ist bis {}.|"
    "Jetzt ist offen. Offen ist bis {} oder länger.|Jetzt ist zu. Ab {} ist offen.|"
    "Jetzt ist zu. Morgen ab {} ist offen.|Jetzt ist zu. Zu ist bis {}.|Es ist zu.|"
    "Vielleicht ist offen. Bitte fragen Sie vorher.|Jetzt ist offen. Das Ende ist offen.|"
    "morgen um | um | Hinweis: {}| Sonst gilt: |",
};

class Sentence {
 public:
  Sentence(const Asked& asked, Instant now, Language language)
      : asked_(asked), now_(now), language_(language), today_(local_day(now)) {}

  std::string say() {
    const State state = state_at(asked_, now_);
    const auto next = next_change(asked_, now_);
    if (state.openness == Openness::unknown) {
      say(state.guessed_end ? k_open_end : k_maybe);
    } else if (!next) {
      say(state.openness == Openness::open ? k_always_open : k_closed);
    } else if (state.openness == Openness::open) {
      say_open_until(*next);
    } else {
      say_closed_until(*next);
    }
    if (!state.comment.empty()) say(k_comment, state.comment);
    const std::string_view rest = otherwise(asked_);
    if (state.openness == Openness::closed && !rest.empty()) {
      say(k_otherwise);
      text_ += rest;
    }
    return std::move(text_);
  }

 private:
  void say_open_until(Instant next) {
    const bool maybe_longer = state_at(asked_, next).openness == Openness::unknown;
    const Moment end = moment_of(next, true);
    const bool is_tonight =
        end.day == today_ || (end.day == today_ + 1 && end.minute <= k_night_end);
    const std::string moment = is_tonight ? time(end.minute) : day_and_time(end);
    say(maybe_longer ? k_open_at_least_until : k_open_until, moment);
  }

  void say_closed_until(Instant next) {
    const Moment start = moment_of(next, false);
    const int days = start.day - today_;
    const Phrase phrase = days == 0 ? k_opens_today : days == 1 ? k_opens_tomorrow : k_closed_until;
    say(phrase, days <= 1 ? time(start.minute) : day_and_time(start));
  }

  std::string time(int minute) const {
    std::string text;
    add_time(text, minute, language_);
    return text;
  }

  std::string day_and_time(const Moment& moment) const {
    const int days = moment.day - today_;
    std::string text;
    if (days == 1) {
      text += phrase(k_tomorrow);
    } else if (days < 7) {
      text += weekday_name(weekday_of(moment.day), language_);
      text += phrase(k_link);
    } else {
      add_date(text, moment.day, today_, language_);
      return text;
    }
    add_time(text, moment.minute, language_);
    return text;
  }

  std::string_view phrase(Phrase wanted) const {
    return piece(k_phrases[static_cast<int>(language_)], wanted);
  }

  // Appends a phrase with the moment in its place.
  void say(Phrase wanted, std::string_view moment = {}) {
    for (const char letter : phrase(wanted)) {
      if (letter == '{') {
        text_ += moment;
      } else if (letter != '}') {
        text_ += letter;
      }
    }
  }

  const Asked& asked_;
  Instant now_;
  Language language_;
  Day today_;
  std::string text_;
};

}  // namespace

std::string sentence(const Rules& rules, Instant now, const Context& context, Language language) {
  return Sentence(usual_hours(rules, context), now, language).say();
}

}  // namespace stadtkern::hours
