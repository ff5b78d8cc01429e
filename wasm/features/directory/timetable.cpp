#include "features/directory/timetable.hpp"

#include "features/directory/moments.hpp"
#include "features/directory/opening.hpp"
#include "hours/berlin.hpp"

namespace stadtkern::directory {
namespace {

bool any_follows_sun(const hours::Rules& rules) {
  for (const hours::Rule& rule : rules.rules) {
    if (rule.follows_sun) return true;
  }
  return false;
}

}  // namespace

void Timetable::read(const model::Content& content) {
  const model::Collection& shops = content.collection("shops");
  lands_.number(shops, "land");
  hours_.number(shops, "opening_hours", &lands_);
  land_.reset(new Land[lands_.size()]);
  for (std::size_t at = 0; at < lands_.size(); ++at) {
    const std::string_view code = land_code(content, model::Shop(shops, lands_.first[at]));
    land_[at] = {hours::land_coded(code), school_days(content, code)};
  }
  value_.reset(new Value[hours_.size()]);
  for (std::size_t at = 0; at < hours_.size(); ++at) {
    Value& value = value_[at];
    if (auto rules = hours::parse(shops.value(hours_.first[at], "opening_hours")))
      value.rules = std::move(*rules);
    value.follows_sun = any_follows_sun(value.rules);
  }
  closures_.clear();
  for (model::Row row = 0; row < shops.size(); ++row) {
    const hours::DayRange days = closed_days(model::Shop(shops, row));
    if (days.last >= 0) closures_.push_back({row, days});
  }
}

bool Timetable::is_open(std::size_t value, const model::Collection& shops, model::Row row,
                        Instant instant) const {
  const Land& land = land_[lands_.of_row[row]];
  hours::Context context{land.land, std::nullopt, land.school_days};
  const hours::Rules& rules = value_[value].rules;
  if (const auto position = model::Shop(shops, row).position())
    context.position = hours::Position{position->latitude, position->longitude};
  return hours::state_at(rules, instant, context).openness == hours::Openness::open;
}

search::Pile<bool> Timetable::open_at(const model::Collection& shops, Instant instant) const {
  search::Pile<bool> open_values(hours_.size());
  for (std::size_t at = 0; at < open_values.size(); ++at)
    open_values[at] = is_open(at, shops, hours_.first[at], instant);
  search::Pile<bool> open(hours_.of_row.size());
  for (model::Row row = 0; row < open.size(); ++row) {
    const std::size_t value = hours_.of_row[row];
    open[row] =
        value_[value].follows_sun ? is_open(value, shops, row, instant) : open_values[value];
  }
  const hours::Day today = hours::local_day(instant);
  for (const Closure& closure : closures_) {
    if (closure.days.holds(today)) open[closure.row] = false;
  }
  return open;
}

}  // namespace stadtkern::directory
