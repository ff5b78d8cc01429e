#include "features/directory/opening.hpp"

#include "hours/berlin.hpp"
#include "hours/week.hpp"
#include "wire/pack.hpp"

namespace stadtkern::directory {
namespace {

hours::Language language_of(views::Language language) {
  switch (language) {
    case views::Language::en:
      return hours::Language::english;
    case views::Language::leicht:
      return hours::Language::easy;
    case views::Language::de:
      break;
  }
  return hours::Language::german;
}

// "DE-MV" → Mecklenburg-Vorpommern (ISO 3166-2). The shop's own state, else the town's.
hours::Land land_of(const Sight& sight, const model::Shop& shop) {
  const std::string_view code = shop.field("land");
  return hours::land_coded(code.empty() ? sight.town().field("state") : code);
}

using Week = std::array<std::string, 7>;

// The week from a Monday as nobody's holiday: only weekdays and seasons count.
Week week_from(const hours::Rules& rules, hours::Day monday, const hours::Context& context,
               hours::Language language, std::string& otherwise) {
  Week week;
  const hours::WeekTable table = hours::week_table(rules, monday, Instant{0}, context, language);
  for (std::size_t at = 0; at < week.size() && at < table.days.size(); ++at) {
    week[at] = table.days[at].times;
  }
  otherwise = table.otherwise;
  return week;
}

}  // namespace

hours::Context hours_context(const Sight& sight, const model::Shop& shop) {
  hours::Context context;
  context.land = land_of(sight, shop);
  if (const auto position = shop.position()) {
    context.position = hours::Position{position->latitude, position->longitude};
  }
  return context;
}

views::OpenState open_state(const Sight& sight, const model::Shop& shop, std::string& words) {
  using Kind = views::OpenState::Kind;
  if (!sight.now || shop.opening_hours().empty()) return {};
  const auto rules = hours::parse(shop.opening_hours());
  if (!rules) return {};
  const hours::Context context = hours_context(sight, shop);
  words = hours::sentence(*rules, *sight.now, context, language_of(sight.language));
  const hours::Openness now = hours::state_at(*rules, *sight.now, context).openness;
  const Kind kind = now == hours::Openness::open     ? Kind::open
                    : now == hours::Openness::closed ? Kind::closed
                                                     : Kind::unknown;
  return {kind, words};
}

views::OpenState short_open_state(const Sight& sight, const model::Shop& shop, std::string& words) {
  using Kind = views::OpenState::Kind;
  constexpr std::size_t k_slot_bytes = 28;  // what a card has room for in one line
  views::OpenState state = open_state(sight, shop, words);
  if (words.size() <= k_slot_bytes || state.kind == Kind::none) return state;
  const views::Key key = state.kind == Kind::open     ? views::Key::state_open
                         : state.kind == Kind::closed ? views::Key::state_closed
                                                      : views::Key::state_unknown;
  state.text = views::text(sight.language, key);
  return state;
}

views::WeekTable UsualWeek::table() const {
  views::WeekTable table;
  for (std::size_t at = 0; at < times.size(); ++at) table.times[at] = times[at];
  table.today = today;
  return table;
}

UsualWeek usual_week(const Sight& sight, const model::Shop& shop) {
  // Mondays of weeks without a nationwide holiday, one in each season.
  static constexpr hours::Day k_mondays[] = {hours::day_of(2027, 1, 18), hours::day_of(2027, 4, 12),
                                             hours::day_of(2027, 7, 12), hours::day_of(2027, 9, 13),
                                             hours::day_of(2028, 11, 6)};
  UsualWeek usual;
  usual.note = wire::restore_lines(shop.field("opening_hours_note"));
  const auto rules = hours::parse(shop.opening_hours());
  if (shop.opening_hours().empty() || !rules) {
    if (usual.note.empty()) usual.note = shop.opening_hours();
    return usual;
  }
  hours::Context context = hours_context(sight, shop);
  context.land = hours::Land::none;
  const hours::Language language = language_of(sight.language);
  std::string otherwise;
  usual.times = week_from(*rules, k_mondays[0], context, language, otherwise);
  usual.has_table = true;
  for (const hours::Day monday : k_mondays) {
    usual.has_table =
        usual.has_table && week_from(*rules, monday, context, language, otherwise) == usual.times;
  }
  std::string& note = usual.note;
  const std::string more = usual.has_table ? otherwise : std::string(shop.opening_hours());
  if (!more.empty()) note = note.empty() ? more : more + "\n" + note;
  if (sight.now) usual.today = hours::weekday_of(hours::local_day(*sight.now));
  return usual;
}

}  // namespace stadtkern::directory
