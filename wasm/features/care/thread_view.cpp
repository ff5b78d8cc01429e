// What became of a request: where it is, who read it, who can help, and the talk with those.
#include "features/care/request/wording.hpp"
#include "features/care/view.hpp"
#include "views/components/button.hpp"
#include "views/components/contact.hpp"
#include "views/components/notice.hpp"

namespace stadtkern::care {
namespace {

using views::Key;
using views::Tone;
using views::Writer;

constexpr std::size_t k_verdicts = 5;  // the most useful first, as the vocabulary has them

class ThreadView {
 public:
  ThreadView(const Sight& sight, const Thread& thread)
      : sight_(sight), thread_(thread), language_(sight.language) {}

  Html write() {
    w_.element(
        "h1", views::text(language_, Key::care_mine, {{"number", std::to_string(thread_.number)}}));
    write_state();
    write_dropped();
    if (!thread_.is_over() && thread_.phase != Phase::withdrawing) {
      write_answers();
      write_silent();
      if (thread_.request) {
        w_.element("details id='care-asked'", [&] {
          w_.element("summary", word(Key::care_asked));
          w_.markup(request_facts(language_, *thread_.request));
        });
      }
      write_receipt();
      write_withdraw();
    }
    if (thread_.is_over()) {
      w_.markup(views::button({.text = word(Key::care_remove),
                               .action = "care_remove",
                               .weight = views::Weight::secondary}));
    }
    return std::move(w_).finish();
  }

 private:
  std::string_view word(Key key) const { return views::text(language_, key); }

  void notice(Tone tone, views::Text words) { w_.markup(views::notice({tone, words, {}, ""})); }
  void write_state() {
    static constexpr Key k_phases[] = {
        Key::care_phase_sealing,     Key::care_phase_waiting,   Key::care_phase_held,
        Key::care_phase_withdrawing, Key::care_phase_withdrawn, Key::care_phase_expired,
        Key::care_phase_failed,      Key::care_phase_restoring, Key::care_phase_unknown};
    const bool calm = thread_.phase == Phase::held || thread_.phase == Phase::withdrawn;
    if (thread_.phase == Phase::held) {
      notice(Tone::success, count_words());
    } else {
      const bool working =
          thread_.phase == Phase::waiting && sight_.state.online && thread_.proof < 0;
      const Phase phase = working ? Phase::sealing : thread_.phase;
      notice(calm ? Tone::success : Tone::info, word(k_phases[static_cast<int>(phase)]));
      if (phase == Phase::sealing)
        w_.element("progress", {{"aria-label", word(Key::care_send)}}, "");
    }
    if (sight_.state.store_refused) notice(Tone::warning, word(Key::care_not_stored));
    if (thread_.unreadable) notice(Tone::warning, word(Key::care_unreadable));
    if (thread_.is_over() || thread_.expires == 0) return;
    w_.element("p class='hint'",
               views::text(language_, Key::care_expires,
                           {{"day", day_words(language_, thread_.expires / 86'400)}}));
  }
  // "Gelesen von 2 von 3. Beantwortet von 1 von 3."
  std::string count_words() const {
    int all = 0;
    int opened = 0;
    int answered = 0;
    for (const Recipient& one : thread_.recipients) {
      if (one.dropped) continue;
      ++all;
      opened += one.opened ? 1 : 0;
      answered += one.answer_id.empty() ? 0 : 1;
    }
    return views::text(language_, Key::care_phase_held,
                       {{"opened", std::to_string(opened)},
                        {"answered", std::to_string(answered)},
                        {"all", std::to_string(all)}});
  }
  void write_dropped() {
    std::string names;
    for (const Recipient& one : thread_.recipients) {
      if (!one.dropped) continue;
      if (!names.empty()) names += ", ";
      names += one.name;
    }
    if (!names.empty())
      notice(Tone::warning, views::text(language_, Key::care_dropped, {{"names", names}}));
  }

  void write_answers() {
    bool any_useful = false;
    int answered = 0;
    for (std::size_t verdict = 0; verdict < k_verdicts; ++verdict) {
      for (const Recipient& one : thread_.recipients) {
        if (one.answer_id.empty() || !has(one.answer.of(Field::verdict), verdict)) continue;
        ++answered;
        any_useful |= verdict + 1 < k_verdicts;
        write_answer(one, verdict);
      }
    }
    if (answered > 0 && !any_useful) {
      w_.element("h2", word(Key::care_nobody));
      w_.element("p", word(Key::care_nobody_hint));
      w_.markup(prose(sight_, "care-help"));
    }
  }
  void write_answer(const Recipient& from, std::size_t verdict) {
    const std::string id = "von-" + from.inbox;
    const bool useful = verdict + 1 < k_verdicts;
    w_.element("section class='said-by'", {{"id", id}}, [&] {
      w_.element("h2", from.name);
      w_.element("p", {{"class", useful ? "verdict" : "hint"}},
                 word_of(language_, Field::verdict, verdict));
      w_.markup(answer_facts(language_, from.answer));
      if (useful && !from.phone.empty()) {
        w_.markup(views::link_button({.text = word(Key::shop_call),
                                      .url = views::phone_url(from.phone),
                                      .weight = views::Weight::secondary,
                                      .icon = views::Drawing::phone}));
      }
      write_talk(from);
      if (useful && thread_.phase == Phase::held) write_contact(from);
    });
  }
  void write_talk(const Recipient& with) {
    for (const Said& one : thread_.said) {
      if (one.inbox != with.inbox) continue;
      const Key how = !one.mine     ? Key::care_said_theirs
                      : one.refused ? Key::care_said_refused
                      : one.opened  ? Key::care_said_opened
                      : one.held    ? Key::care_said_held
                                    : Key::care_said_waiting;
      w_.element("p class='said'", [&] {
        w_.element("small", word(how));
        w_.void_element("br");
        for (const std::string* words : {&one.words.name, &one.words.phone, &one.words.text}) {
          if (words->empty()) continue;
          w_.text(*words);
          w_.text(" ");
        }
      });
    }
  }
  // The first time with who the person is: from here on this one service knows.
  void write_contact(const Recipient& to) {
    const std::string details = "kontakt-" + to.inbox;
    w_.element("details", {{"id", details}}, [&] {
      w_.element("summary", word(to.contacted ? Key::care_write_on : Key::care_contact_give));
      w_.element("form method='post' data-form='care-contact' class='ask'", [&] {
        w_.void_element("input type='hidden' name='inbox'", {{"value", to.inbox}});
        if (!to.contacted) {
          w_.element("p", views::text(language_, Key::care_contact_hint, {{"name", to.name}}));
          write_line(to, "name", Key::care_your_name, "name", "text");
          write_line(to, "phone", Key::care_your_phone, "tel", "tel");
        }
        // Another field after each word: what was said is not to be sent again.
        int words = 0;
        for (const Said& one : thread_.said) words += one.mine && one.inbox == to.inbox ? 1 : 0;
        const std::string id = "text-" + std::to_string(words) + "-" + to.inbox;
        w_.element("label", {{"for", id}}, word(Key::care_your_words));
        w_.element("textarea name='text' rows='3' maxlength='1300'", {{"id", id}}, "");
        w_.markup(views::button({.text = word(Key::care_contact_send)}));
      });
    });
  }
  void write_line(const Recipient& to, const char* name, Key label, std::string_view autocomplete,
                  std::string_view type) {
    const std::string id = std::string(name) + "-" + to.inbox;
    w_.element("label", {{"for", id}}, word(label));
    w_.void_element("input maxlength='60'",
                    {{"id", id}, {"name", name}, {"type", type}, {"autocomplete", autocomplete}});
  }

  // Who has not answered yet.
  void write_silent() {
    bool any = false;
    for (const Recipient& one : thread_.recipients) any |= !one.dropped && one.answer_id.empty();
    if (!any) return;
    w_.element("h2", word(Key::care_silent));
    w_.element("ul", [&] {
      for (const Recipient& one : thread_.recipients) {
        if (one.dropped || !one.answer_id.empty()) continue;
        w_.element("li", [&] {
          w_.text(one.name);
          if (one.opened) w_.text(std::string(": ").append(word(Key::care_opened)));
        });
      }
    });
  }
  void write_receipt() {
    if (thread_.secret.empty()) return;
    w_.element("details id='care-receipt'", [&] {
      w_.element("summary", word(Key::care_receipt));
      w_.element("p", word(Key::care_hint_receipt));
      w_.markup(receipt(language_, thread_.secret));
    });
  }
  void write_withdraw() {
    if (sight_.state.may_undo(thread_)) {
      w_.markup(views::button({.text = word(Key::care_undo),
                               .action = "care_undo",
                               .weight = views::Weight::secondary}));
      return;
    }
    if (thread_.phase != Phase::held && thread_.phase != Phase::waiting) return;
    w_.element("details id='care-withdraw'", [&] {
      w_.element("summary", word(Key::care_withdraw));
      w_.element("p", word(Key::care_withdraw_hint));
      w_.markup(views::button({.text = word(Key::care_withdraw_now),
                               .action = "care_withdraw",
                               .weight = views::Weight::danger}));
    });
  }

  const Sight& sight_;
  const Thread& thread_;
  views::Language language_;
  Writer w_;
};

}  // namespace

Html thread_page(const Sight& sight, int number) {
  const Thread* thread = sight.now ? sight.state.find(number) : nullptr;
  if (thread != nullptr) return ThreadView(sight, *thread).write();
  Writer w;
  w.element("h1", views::text(sight.language, Key::service_care));
  w.element("div data-slot", [&] {
    if (sight.now && sight.state.restored) w.markup(say(sight, Key::care_not_here));
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::care
