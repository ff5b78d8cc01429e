// One question a screen. Every field tells what is typed at once (`data-live`), so there is nothing
// to save; the button only goes on.
#include "features/care/receipt_code.hpp"
#include "features/care/request/wording.hpp"
#include "features/care/view.hpp"
#include "model/town.hpp"
#include "views/components/button.hpp"
#include "views/components/notice.hpp"

namespace stadtkern::care {
namespace {

using views::Key;
using views::Writer;

struct StepWords {
  Key title;
  Key hint;
};
constexpr StepWords k_words[k_steps] = {
    {Key::care_ask_whom, Key::care_hint_none},   {Key::care_ask_place, Key::care_hint_place},
    {Key::care_ask_form, Key::care_hint_form},   {Key::care_about_person, Key::care_hint_skip},
    {Key::care_ask_task, Key::care_hint_skip},   {Key::care_ask_rhythm, Key::care_hint_skip},
    {Key::care_about_when, Key::care_hint_skip}, {Key::care_about_wishes, Key::care_hint_skip},
    {Key::care_check, Key::care_hint_check},     {Key::care_to, Key::care_hint_to},
    {Key::care_receipt, Key::care_hint_receipt}, {Key::care_send, Key::care_hint_send}};
constexpr int k_weeks = 16;

class StepView {
 public:
  StepView(const Sight& sight, Step step)
      : sight_(sight), state_(sight.state), step_(step), request_(sight.state.draft.request) {}

  Html write() {
    const StepWords& words = k_words[static_cast<int>(step_)];
    if (sight_.now && (state_.missing || state_.no_consent)) write_error();
    w_.element("p class='crumbs hint'", step_words());
    w_.element("h1", word(words.title));
    if (words.hint != Key::care_hint_none) w_.element("p", word(words.hint));
    if (step_ == Step::check) {
      w_.element("div data-slot", request_facts(language(), shown(), step_url));
      constexpr Chosen k_treatments = 0x1FC0;  // medication to stoma: on prescription
      if ((shown().of(Field::task) & k_treatments) != 0)
        w_.element("p class='hint'", word(Key::care_prescription));
    }
    if (step_ == Step::receipt) write_receipt();
    w_.element("form method='post' data-form='care' class='ask'", [&] {
      write_fields();
      w_.element("p class='buttons'", [&] {
        w_.markup(views::button(
            {.text = word(step_ == Step::send ? Key::care_send_now : Key::care_next)}));
        write_back();
      });
    });
    w_.element("p", [&] {
      const std::string url = views::localized(language(), "/pflege/") + "#telefon";
      w_.element("a", {{"href", url}}, word(Key::care_rather_ring));
    });
    return std::move(w_).finish();
  }

 private:
  views::Language language() const { return sight_.language; }
  std::string_view word(Key key) const { return views::text(language(), key); }
  // Where an answer is changed.
  static std::string step_url(views::Language language, Field field) {
    static constexpr Step k_of[] = {Step::whom,   Step::form,   Step::person, Step::person,
                                    Step::tasks,  Step::when,   Step::when,   Step::when,
                                    Step::wishes, Step::wishes, Step::wishes, Step::place};
    return views::localized(language,
                            path_of({Page::Kind::step, k_of[static_cast<std::size_t>(field)]}));
  }
  // Pre-rendered pages know nobody's draft.
  const Request& shown() const {
    static const Request nobody;
    return sight_.now ? request_ : nobody;
  }

  std::string step_words() const {
    return views::text(language(), Key::care_step,
                       {{"step", std::to_string(static_cast<int>(step_) + 1)},
                        {"steps", std::to_string(k_steps)}});
  }
  void write_error() {
    const bool no_list = step_ == Step::services && services() == nullptr;
    const Key key = state_.no_consent ? Key::care_no_consent
                    : no_list         ? list_trouble()
                                      : Key::care_missing;
    std::string first = state_.no_consent      ? "#consent"
                        : step_ == Step::whom  ? "#whom-me"
                        : step_ == Step::place ? "#postal_code"
                        : step_ == Step::form  ? "#forms-home"
                                               : "#main";
    if (step_ == Step::services && !no_list && !services()->all.empty())
      first = "#to:" + services()->all.front().inbox;
    w_.element("p id='care-error' class='notice danger' tabindex='-1'", [&] {
      w_.element("a", {{"href", first}}, word(key));
    });
  }
  void write_back() {
    int before = static_cast<int>(step_) - 1;
    if (before == static_cast<int>(Step::rhythm) && request_.of(Field::task) == 0) --before;
    const std::string url = views::localized(
        language(),
        before < 0 ? "/pflege/" : path_of({Page::Kind::step, static_cast<Step>(before)}));
    w_.markup(views::link_button(
        {.text = word(Key::care_back), .url = url, .weight = views::Weight::secondary}));
  }

  void write_fields() {
    switch (step_) {
      case Step::whom:
        return write_choices(Field::whom);
      case Step::place:
        return write_place();
      case Step::form:
        return write_choices(Field::form);
      case Step::person:
        write_choices(Field::age);
        return write_choices(Field::level);
      case Step::tasks:
        return write_choices(Field::task);
      case Step::rhythm:
        return write_rhythms();
      case Step::when:
        write_from();
        for (const Field field : {Field::time, Field::urgency, Field::duration})
          write_choices(field);
        return;
      case Step::wishes:
        for (const Field field : {Field::carer, Field::language, Field::circumstance})
          write_choices(field);
        if (model::Town(sight_.content).field("care_free_text") != "no") write_note();
        return;
      case Step::services:
        return write_services();
      case Step::send:
        return write_consent();
      default:
        return;
    }
  }

  // A group of ticks or of buttons, one of which is chosen.
  void write_choices(Field field) {
    const Question& asked = question(field);
    const Chosen chosen = shown().of(field);
    const bool alone = asked.title == k_words[static_cast<int>(step_)].title;
    w_.element("fieldset",
               {{"class", "many", choices(field) > 8},
                {"aria-describedby", "care-error", alone && state_.missing}},
               [&] {
                 w_.element("legend", {{"class", "hidden", alone}}, word(asked.title));
                 for (std::size_t choice = 0; choice < choices(field); ++choice) {
                   const std::string code(code_of(field, choice));
                   const std::string id = std::string(asked.name) + "-" + code;
                   const std::string name = std::string(asked.name) + ":" + code;
                   write_tick(id, asked.many ? std::string_view(name) : asked.name, code,
                              asked.many, has(chosen, choice), word_of(language(), field, choice));
                 }
               });
  }
  void write_tick(std::string_view id, std::string_view name, std::string_view value, bool many,
                  bool checked, views::Text label) {
    w_.element("div", [&] {
      w_.void_element("input data-live", {{"type", many ? "checkbox" : "radio"},
                                          {"id", id},
                                          {"name", name},
                                          {"value", value},
                                          {"checked", "", checked}});
      w_.element("label", {{"for", id}}, label);
    });
  }
  void write_option(std::string_view value, bool selected, views::Text label) {
    w_.element("option", {{"value", value}, {"selected", "", selected}}, label);
  }

  void write_place() {
    const model::Collection& places = sight_.content.collection("places");
    const bool typed = !shown().place.empty() && !places.find(shown().place);
    if (places.size() > 0) {
      w_.element("label for='place'", word(Key::care_place));
      w_.element("select id='place' name='place' data-live", [&] {
        write_option("", false, word(Key::care_choose));
        for (model::Row row = 0; row < places.size(); ++row)
          write_option(places.id(row), places.id(row) == shown().place, places.value(row, "name"));
      });
    }
    w_.element("label for='postal_code'", word(Key::care_postal_code));
    w_.void_element(
        "input type='text' id='postal_code' name='postal_code' data-live inputmode='numeric' "
        "maxlength='5' pattern='[0-9]{5}' autocomplete='off'",
        {{"aria-describedby", "care-error", state_.missing},
         {"value", typed ? std::string_view(shown().place) : ""}});
  }

  void write_number(const std::string& name, Key label, int value, int most) {
    w_.element("label", {{"for", name}}, word(label));
    w_.element("select data-live", {{"id", name}, {"name", name}}, [&] {
      write_option("", value == 0, "–");
      for (int number = 1; number <= most; ++number) {
        const std::string text = std::to_string(number);
        write_option(text, number == value, text);
      }
    });
  }
  void write_rhythms() {
    for (std::size_t task = 0; task < k_tasks; ++task) {
      if (!has(shown().of(Field::task), task)) continue;
      const std::string code(code_of(Field::task, task));
      w_.element("fieldset class='rhythm'", [&] {
        w_.element("legend", word_of(language(), Field::task, task));
        write_number("days:" + code, Key::care_days_label, shown().rhythm[task].days, 7);
        write_number("often:" + code, Key::care_times_label, shown().rhythm[task].times, 9);
      });
    }
  }

  // The coming weeks by their Mondays.
  void write_from() {
    w_.element("label for='from'", word(Key::care_ask_from));
    w_.element("select id='from' name='from' data-live", [&] {
      write_option("0", shown().from_day == 0, word(Key::care_from_open));
      if (!sight_.now) return;
      const std::int64_t today = sight_.now->ms / k_day_ms;
      const std::int64_t monday = today - (today + 3) % 7;  // day 0 was a Thursday
      for (int week = 0; week < k_weeks; ++week) {
        const std::int64_t day = monday + 7 * week;
        write_option(
            std::to_string(day), day == shown().from_day,
            views::text(language(), Key::care_week, {{"day", day_words(language(), day)}}));
      }
    });
  }
  void write_note() {
    w_.element("details id='care-note'", {{"open", "", !shown().note.empty()}}, [&] {
      w_.element("summary", word(Key::care_ask_note));
      w_.element("label for='note'", word(Key::care_hint_note));
      w_.element("textarea id='note' name='note' rows='3' maxlength='400' data-live", shown().note);
    });
  }

  const Services* services() const {
    return sight_.now ? usable(state_.list, sight_.now->ms / 1000) : nullptr;
  }
  void write_services() {
    const bool refused = sight_.now && state_.list.fault > ListFault::absent;
    const bool said = state_.missing && services() == nullptr;  // at the top of the page
    if ((services() == nullptr || refused) && !said) w_.markup(say(sight_, list_trouble()));
    if (services() == nullptr) return;
    write_services_that(*services(), true);
    write_services_that(*services(), false);
    w_.element("p class='hint'", word(Key::care_rare));
  }
  Key list_trouble() const {
    switch (state_.list.fault) {
      case ListFault::foreign:
      case ListFault::forged:
        return Key::care_list_forged;
      case ListFault::older:
      case ListFault::broken:
        return Key::care_list_broken;
      default:
        return state_.list.held ? Key::care_list_expired : Key::care_list_absent;
    }
  }
  void write_services_that(const Services& services, bool fits) {
    bool any = false;
    for (const Service& one : services.all)
      any |= (fit(one.profile, request_) == Fit::fits) == fits;
    if (!any) return;
    w_.element("fieldset", [&] {
      w_.element("legend", word(fits ? Key::care_to_fitting : Key::care_to_others));
      for (const Service& one : services.all) {
        const Fit how = fit(one.profile, request_);
        if ((how == Fit::fits) != fits) continue;
        std::string label = one.name;
        if (how == Fit::other_form) label.append(", ").append(word(Key::care_other_form));
        if (how == Fit::other_place) label.append(", ").append(word(Key::care_other_place));
        if (one.invented) label.append(" (").append(word(Key::shop_invented)).append(")");
        const std::string id = "to:" + one.inbox;
        write_tick(id, id, "yes", true, is_recipient(state_.draft, one), label);
      }
    });
  }

  void write_receipt() {
    w_.element("div id='care-receipt' data-slot", [&] {
      if (!sight_.now || state_.draft.secret.empty()) return;
      w_.markup(receipt(language(), state_.draft.secret));
    });
  }
  void write_consent() {
    w_.element("ul", [&] {
      for (const Key key : {Key::care_honest_read, Key::care_honest_server, Key::care_honest_delete,
                            Key::care_rare})
        w_.element("li", word(key));
    });
    w_.element("fieldset", [&] {
      w_.element("legend class='hidden'", word(Key::care_send));
      w_.element("div", [&] {
        w_.void_element("input type='checkbox' id='consent' name='consent' value='yes'",
                        {{"aria-describedby", "care-error", state_.no_consent}});
        w_.element("label for='consent'", word(Key::care_consent));
      });
    });
  }

  const Sight& sight_;
  const State& state_;
  Step step_;
  const Request& request_;
  Writer w_;
};

}  // namespace

Html step_page(const Sight& sight, Step step) {
  return StepView(sight, step).write();
}

}  // namespace stadtkern::care
