#include "features/directory/opening.hpp"

#include "features/directory/moments.hpp"
#include "hours/berlin.hpp"
#include "hours/week.hpp"
#include "hours/wording.hpp"
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

// How many minutes an open shop stays open, 0 where it is long enough not to hurry.
int minutes_left(const hours::Rules& rules, Instant now, const hours::Context& context) {
  constexpr std::int64_t k_soon_ms = 45 * k_minute_ms;
  const auto end = hours::next_change(rules, now, context);
  if (!end || end->ms - now.ms > k_soon_ms) return 0;
  // What is perhaps open longer does not close.
  if (hours::state_at(rules, *end, context).openness != hours::Openness::closed) return 0;
  return static_cast<int>((end->ms - now.ms + k_minute_ms - 1) / k_minute_ms);
}

// `brief`: for a card, where the minutes that are left tell more than the time of closing.
views::OpenState state_of(const Sight& sight, const model::Shop& shop, std::string& words,
                          bool brief) {
  using Kind = views::OpenState::Kind;
  if (!sight.now || shop.opening_hours().empty()) return {};
  const hours::DayRange closure = closed_days(shop);
  const auto rules = hours::parse(shop.opening_hours());
  const ShopContext place(sight, shop);
  const hours::Context& context = place.hours();
  hours::Openness now = hours::Openness::closed;
  bool closed_for_a_while = closure.holds(hours::local_day(*sight.now));
  if (!closed_for_a_while) {
    if (!rules) return {};
    now = hours::state_at(*rules, *sight.now, context).openness;
    if (closure.last >= 0 && now == hours::Openness::closed) {
      const auto next = hours::next_change(*rules, *sight.now, context);
      closed_for_a_while = next && closure.holds(hours::local_day(*next));
    }
  }
  if (closed_for_a_while) {
    const std::string date = date_text(shop.field("closed_until"), sight.language);
    words = views::text(sight.language, views::Key::shop_closed_until, {{"date", date}});
    return {Kind::closed, words};
  }
  const bool open = now == hours::Openness::open;
  const int minutes = brief && open ? minutes_left(*rules, *sight.now, context) : 0;
  words = minutes > 0 ? views::counted(sight.language, views::Plural::state_closing, minutes)
                      : hours::sentence(*rules, *sight.now, context, language_of(sight.language));
  return {open ? Kind::open : now == hours::Openness::closed ? Kind::closed : Kind::unknown, words};
}

}  // namespace

std::string_view land_code(const model::Content& content, const model::Shop& shop) {
  const std::string_view code = shop.field("land");
  return code.empty() ? model::Town(content).field("state") : code;
}

std::vector<hours::DayRange> school_days(const model::Content& content, std::string_view land) {
  const model::Collection& collection = content.collection("school_holidays");
  std::string id(land.substr(land.find('-') + 1));
  for (char& letter : id) letter = static_cast<char>(letter | 0x20);  // lower case
  const auto row = collection.find(id);
  return day_ranges(row ? collection.value(*row, "days") : std::string_view());
}

hours::DayRange closed_days(const model::Shop& shop) {
  return {day_named(shop.field("closed_from")).value_or(0),
          day_named(shop.field("closed_until")).value_or(-1)};
}

ShopContext::ShopContext(const Sight& sight, const model::Shop& shop)
    : school_days_(school_days(sight.content, land_code(sight.content, shop))) {
  context_.land = hours::land_coded(land_code(sight.content, shop));
  context_.school_holidays = school_days_;
  if (const auto position = shop.position())
    context_.position = hours::Position{position->latitude, position->longitude};
}

std::string moment_text(const Sight& sight, Instant moment) {
  const hours::Language language = language_of(sight.language);
  const hours::Moment local = hours::moment_of(moment, false);
  std::string words(hours::weekday_name(hours::weekday_of(local.day), language));
  words += ", ";
  hours::add_date(words, local.day, hours::local_day(sight.now.value_or(moment)), language);
  words += ", ";
  hours::add_time(words, local.minute, language);
  return words;
}

views::OpenState open_state(const Sight& sight, const model::Shop& shop, std::string& words) {
  return state_of(sight, shop, words, false);
}

views::OpenState short_open_state(const Sight& sight, const model::Shop& shop, std::string& words) {
  using Kind = views::OpenState::Kind;
  constexpr std::size_t k_slot_bytes = 28;  // what a card has room for in one line
  views::OpenState state = state_of(sight, shop, words, true);
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
  hours::Context context;
  if (const auto position = shop.position())
    context.position = hours::Position{position->latitude, position->longitude};
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
