#include "features/care/request/wording.hpp"
#include "features/desk/day.hpp"
#include "features/desk/view.hpp"
#include "views/components/button.hpp"
#include "views/components/facts.hpp"
#include "views/components/notice.hpp"

namespace stadtkern::desk {
namespace {

using care::Field;
using views::Weight;
using views::Writer;

constexpr std::int64_t k_day_s = 86'400;

void write_submit(Writer& w, const Sight& sight, Key key, const char* verdict, const char* look) {
  w.element("button name='verdict'", {{"class", look}, {"value", verdict}},
            words(sight.language, key));
}

// Only what a telephone can dial becomes a link.
std::string dialled(const std::string& phone) {
  std::string digits = "tel:";
  for (const char letter : phone) {
    if ((letter >= '0' && letter <= '9') || (letter == '+' && digits.size() == 4)) digits += letter;
  }
  return digits;
}

void write_received(Writer& w, const Sight& sight, const Received& received) {
  w.element("li", [&] {
    if (!received.words.name.empty())
      w.element("p", [&] { w.element("strong", received.words.name); });
    if (!received.words.phone.empty()) {
      w.element("p", [&] {
        w.element("a class='button'", {{"href", dialled(received.words.phone)}}, [&] {
          w.text(words(sight.language, Key::contact_call));
          w.text(": ");
          w.text(received.words.phone);
        });
      });
    }
    w.element("p", [&] { views::write_lines(w, received.words.text); });
  });
}

Key state_of(const Sending& sending) {
  if (sending.refused) return Key::answer_refused;
  return sending.sent ? Key::answer_sent : Key::answer_waiting_line;
}

void write_said(Writer& w, const Sight& sight, const Said& said) {
  w.element("li class='own'", [&] {
    w.element("p", [&] {
      w.element("strong", words(sight.language, Key::contact_you));
      w.text(": ");
      views::write_lines(w, said.text);
    });
    w.element("small", words(sight.language, state_of(said.sending)));
  });
}

void write_contact(Writer& w, const Sight& sight, const Thread& thread) {
  if (thread.received.empty()) return;
  w.element("section class='panel' aria-labelledby='contact-title'", [&] {
    w.element("h2 id='contact-title'", words(sight.language, Key::contact_title));
    w.element("ol class='talk'", [&] {
      for (std::size_t at = 0; at < thread.received.size() || at < thread.said.size(); ++at) {
        if (at < thread.received.size()) write_received(w, sight, thread.received[at]);
        if (at < thread.said.size()) write_said(w, sight, thread.said[at]);
      }
    });
    w.element("form id='say' method='post' data-form='say'", [&] {
      write_hidden(w, "deed", "say");
      write_hidden(w, "thread", thread.id);
      // Another field after each word: what was said is not to be sent again.
      const std::string id = "say-text-" + std::to_string(thread.said.size());
      w.element("label", {{"for", id}}, words(sight.language, Key::contact_say));
      w.element("textarea name='text' rows='3' maxlength='3000' required", {{"id", id}}, "");
      w.markup(views::button({.text = words(sight.language, Key::contact_send)}));
    });
  });
}

void write_one_click(Writer& w, const Sight& sight) {
  w.element("p class='hint'", words(sight.language, Key::answer_hint));
  w.element("div class='buttons'", [&] {
    write_submit(w, sight, Key::answer_yes, "yes", "button");
    write_submit(w, sight, Key::answer_waiting, "waiting-list", "button second");
  });
  w.element("div class='buttons'", [&] {
    write_submit(w, sight, Key::answer_no_capacity, "no no-capacity", "button second");
    write_submit(w, sight, Key::answer_too_far, "no too-far", "button second");
    write_submit(w, sight, Key::answer_not_ours, "no not-our-service", "button second");
  });
}

// Without a choice of the citizen any may be offered.
care::Chosen offered(const care::Request& request, Field field) {
  const care::Chosen asked = request.of(field);
  return asked != 0 ? asked : (1U << care::choices(field)) - 1U;
}

void write_partly(Writer& w, const Sight& sight, const Thread& thread, const care::Answer& now) {
  w.element("details id='partly'", [&] {
    w.element("summary", words(sight.language, Key::answer_partly));
    write_ticks(w, sight, Field::task, offered(thread.request, Field::task), now.of(Field::task),
                words(sight.language, Key::answer_partly_hint));
    write_ticks(w, sight, Field::time, offered(thread.request, Field::time), now.of(Field::time),
                views::text(sight.language, care::question(Field::time).title));
    write_submit(w, sight, Key::answer_partly_send, "partly", "button");
  });
}

void write_from(Writer& w, const Sight& sight, const care::Answer& now) {
  const std::string day = now.from_day > 0 ? day_text(now.from_day) : std::string();
  w.element("details id='from'", [&] {
    w.element("summary", words(sight.language, Key::answer_from));
    write_input(w, sight, "answer", {"from_day", Key::answer_from_day, "date", day});
    write_submit(w, sight, Key::answer_from_send, "from", "button");
  });
}

void write_more(Writer& w, const Sight& sight, const care::Answer& now) {
  const std::string until = now.valid_until > 0 ? day_text(now.valid_until) : std::string();
  w.element("details id='more'", [&] {
    w.element("summary", words(sight.language, Key::answer_more));
    write_input(w, sight, "answer", {"contact", Key::answer_contact, "text", now.contact});
    write_input(w, sight, "answer",
                {"phone_hours", Key::answer_phone_hours, "text", now.phone_hours});
    write_input(w, sight, "answer", {"valid_until", Key::answer_valid_until, "date", until});
    w.element("label for='answer-note'", words(sight.language, Key::answer_note));
    w.element("textarea id='answer-note' name='note' rows='2' maxlength='900'", now.note);
  });
}

void write_form(Writer& w, const Sight& sight, const Thread& thread) {
  const care::Answer now = thread.answered ? thread.answered->answer : care::Answer{};
  w.element("form id='answer' method='post' data-form='answer'", [&] {
    write_hidden(w, "deed", "answer");
    write_hidden(w, "thread", thread.id);
    // Enter in a field must not say yes.
    w.element("button class='hidden' name='verdict' value='' tabindex='-1' aria-hidden='true'", "");
    write_one_click(w, sight);
    write_partly(w, sight, thread, now);
    write_from(w, sight, now);
    write_more(w, sight, now);
  });
}

void write_given(Writer& w, const Sight& sight, const Thread& thread) {
  const Answered& answered = *thread.answered;
  w.element("p class='given'", [&] {
    w.element("strong",
              care::words_of(sight.language, Field::verdict, answered.answer.of(Field::verdict)));
  });
  w.markup(care::answer_facts(sight.language, answered.answer));
  w.element("p class='hint' id='sending'", words(sight.language, state_of(answered.sending)));
  if (!thread.forgot)
    w.markup(views::button({.text = words(sight.language, Key::answer_take_back),
                            .action = "take_back",
                            .value = thread.id,
                            .weight = Weight::secondary}));
  w.element("details id='change'", [&] {
    w.element("summary", words(sight.language, Key::answer_change));
    write_form(w, sight, thread);
  });
}

void write_answer(Writer& w, const Sight& sight, const Thread& thread) {
  w.element("section class='panel' aria-labelledby='answer-title'", [&] {
    w.element("h2 id='answer-title'", words(sight.language, Key::answer_title));
    write_outcome(w, sight);
    if (thread.answered) return write_given(w, sight, thread);
    if (thread.forgot)
      w.markup(views::notice(
          {views::Tone::warning, words(sight.language, Key::answer_forgotten), {}, ""}));
    write_form(w, sight, thread);
  });
}

}  // namespace

Html request(const Sight& sight, const Thread& thread) {
  Writer w;
  const std::string back = path_of(sight.language, Place::inbox);
  w.element("p", [&] {
    w.element("a", {{"href", back}}, words(sight.language, Key::request_back));
  });
  w.element("h1", headline(sight, thread.request));
  w.element("p class='marks'", [&] {
    write_fit(w, sight, thread.request);
    const std::string day = care::day_words(sight.language, thread.expires / k_day_s);
    w.element("small", words(sight.language, Key::inbox_until, {{"day", day}}));
  });
  write_contact(w, sight, thread);
  w.element("div class='sides'", [&] {
    w.element("section aria-labelledby='asked-title'", [&] {
      w.element("h2 id='asked-title'", words(sight.language, Key::request_asked));
      w.markup(care::request_facts(sight.language, thread.request));
      w.element("p class='hint'", words(sight.language, Key::request_anonymous));
    });
    write_answer(w, sight, thread);
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::desk
