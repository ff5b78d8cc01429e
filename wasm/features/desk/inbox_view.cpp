#include "features/care/request/wording.hpp"
#include "features/desk/view.hpp"
#include "views/components/notice.hpp"

namespace stadtkern::desk {
namespace {

using care::Field;
using views::Writer;

constexpr std::int64_t k_day_s = 86'400;

enum class Group { contact, fresh, open, answered, over };
struct Heading {
  Group group;
  Key title;
  const char* id;
};
constexpr Heading k_headings[] = {{Group::contact, Key::inbox_contact, "contact"},
                                  {Group::fresh, Key::inbox_fresh, "fresh"},
                                  {Group::open, Key::inbox_open, "open"},
                                  {Group::answered, Key::inbox_answered, "answered"},
                                  {Group::over, Key::inbox_over, "over"}};

Group group_of(const Thread& thread) {
  if (thread.fate != Fate::held) return Group::over;
  if (wants_contact(thread)) return Group::contact;
  if (thread.answered) return Group::answered;
  return thread.seen ? Group::open : Group::fresh;
}

void write_gone(Writer& w, const Sight& sight, const Thread& thread) {
  const Key fate = thread.fate == Fate::withdrawn ? Key::inbox_withdrawn : Key::inbox_expired;
  w.element("p", [&] {
    w.element("strong", words(sight.language, fate));
    w.text(". ");
    w.text(words(sight.language, Key::inbox_deleted));
  });
}

// What decides at a glance: where, how much, from when, how urgent.
std::string glance(const Sight& sight, const care::Request& request) {
  std::string line;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) line.append(line.empty() ? "" : " · ").append(part);
  };
  std::string level = care::words_of(sight.language, Field::level, request.of(Field::level));
  const bool bare = !level.empty() && level[0] >= '0' && level[0] <= '9';
  if (bare)
    level =
        std::string(views::text(sight.language, care::question(Field::level).title)) + " " + level;
  add(level);
  for (const Field field : {Field::age, Field::urgency, Field::time})
    add(care::words_of(sight.language, field, request.of(field)));
  return line;
}

void write_card(Writer& w, const Sight& sight, const Thread& thread) {
  const std::string id = "t-" + thread.id;
  w.element("li", {{"id", id}}, [&] {
    if (thread.fate != Fate::held) return write_gone(w, sight, thread);
    const std::string url = path_of(Route{sight.language, Place::request, thread.id});
    w.element("h3", [&] { w.element("a", {{"href", url}}, headline(sight, thread.request)); });
    const std::string line = glance(sight, thread.request);
    if (!line.empty()) w.element("p", line);
    w.element("p class='marks'", [&] {
      if (thread.answered)
        w.element("strong", care::words_of(sight.language, Field::verdict,
                                           thread.answered->answer.of(Field::verdict)));
      else if (thread.forgot)
        w.element("strong", words(sight.language, Key::inbox_again));
      write_fit(w, sight, thread.request);
      const std::string day = care::day_words(sight.language, thread.expires / k_day_s);
      w.element("small", words(sight.language, Key::inbox_until, {{"day", day}}));
    });
  });
}

// Requests that fit come first, each group in the order of arrival, the newest on top.
void write_group(Writer& w, const Sight& sight, const Heading& heading) {
  std::vector<const Thread*> fitting;
  std::vector<const Thread*> others;
  const auto& all = sight.state.threads;
  for (std::size_t at = all.size(); at-- > 0;) {
    if (group_of(all[at]) != heading.group) continue;
    const bool fits = fit_of(sight.state, all[at].request) == care::Fit::fits;
    (fits ? fitting : others).push_back(&all[at]);
  }
  if (fitting.empty() && others.empty()) return;
  const std::string id = std::string("g-") + heading.id;
  w.element("section", {{"aria-labelledby", id}}, [&] {
    w.element("h2", {{"id", id}}, [&] {
      w.text(words(sight.language, heading.title));
      w.element("small class='count'", std::to_string(fitting.size() + others.size()));
    });
    w.element("ul class='requests'", [&] {
      for (const Thread* thread : fitting) write_card(w, sight, *thread);
      for (const Thread* thread : others) write_card(w, sight, *thread);
    });
  });
}

// Until the town has compared the keys nothing can arrive, and the person must know what is
// missing.
void write_standing(Writer& w, const Sight& sight) {
  if (sight.state.list_trouble) {
    w.markup(views::notice(
        {views::Tone::warning, words(sight.language, *sight.state.list_trouble), {}, ""}));
  }
  if (own_service(sight.state) != nullptr) return;
  if (!sight.state.list && !sight.state.list_trouble) return;
  w.element("section class='panel' aria-labelledby='digits-title'", [&] {
    w.element("h2 id='digits-title'", words(sight.language, Key::list_digits));
    w.element("p", words(sight.language, Key::list_waiting));
    w.element("p class='digits' id='digits'", sight.state.digits);
  });
}

}  // namespace

std::string headline(const Sight& sight, const care::Request& request) {
  std::string line = care::words_of(sight.language, Field::form, request.of(Field::form));
  if (!request.place_name.empty()) line.append(" · ").append(request.place_name);
  return line;
}

void write_fit(Writer& w, const Sight& sight, const care::Request& request) {
  static constexpr Key k_words[] = {Key::fit_fits, Key::fit_other_form, Key::fit_other_place,
                                    Key::fit_other_level};
  const care::Fit fit = fit_of(sight.state, request);
  w.element("span", {{"class", fit == care::Fit::fits ? "fit yes" : "fit"}},
            words(sight.language, k_words[static_cast<std::size_t>(fit)]));
}

Html inbox(const Sight& sight) {
  Writer w;
  w.element("h1", words(sight.language, Key::nav_inbox));
  write_outcome(w, sight);
  write_standing(w, sight);
  if (sight.state.threads.empty())
    w.element("p class='lead'", words(sight.language, Key::inbox_empty));
  for (const Heading& heading : k_headings) write_group(w, sight, heading);
  return std::move(w).finish();
}

}  // namespace stadtkern::desk
