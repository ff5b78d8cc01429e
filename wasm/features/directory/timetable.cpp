#include "features/directory/timetable.hpp"

#include "features/directory/moments.hpp"
#include "features/directory/opening.hpp"
#include "hours/berlin.hpp"

namespace stadtkern::directory {
namespace {

constexpr std::uint32_t k_none = static_cast<std::uint32_t>(-1);

// FNV-1a, 32 bits.
std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
  return hash;
}

bool follows_sun(const hours::Rules& rules) {
  for (const hours::Rule& rule : rules.rules) {
    if (rule.follows_sun) return true;
  }
  return false;
}

}  // namespace

std::size_t Timetable::land_of(const model::Content& content, std::string_view code) {
  std::size_t at = 0;
  while (at < lands_.size() && lands_[at].code != code) ++at;
  if (at == lands_.size())
    lands_.push_back({code, hours::land_coded(code), school_days(content, code)});
  return at;
}

// The number of a shop's hours: those of an earlier shop with the same text in the same state.
// Hours that follow the sun, which rises elsewhere at another time, are a shop's own.
std::uint32_t Timetable::value_of(const model::Collection& shops, model::Row row,
                                  std::size_t land) {
  const model::Shop shop(shops, row);
  const std::string_view text = shop.opening_hours();
  std::size_t slot = hash_of(text) % slots_.size();
  for (; slots_[slot] != k_none; slot = (slot + 1) % slots_.size()) {
    const Value& known = values_[slots_[slot]];
    if (known.land == land && shops.value(known.row, "opening_hours") == text) return slots_[slot];
  }
  auto rules = hours::parse(text);
  Value value{rules ? std::move(*rules) : hours::Rules(), std::nullopt, land, row};
  const auto number = static_cast<std::uint32_t>(values_.size());
  if (!follows_sun(value.rules)) {
    slots_[slot] = number;
  } else if (const auto position = shop.position()) {
    value.position = hours::Position{position->latitude, position->longitude};
  }
  values_.push_back(std::move(value));
  return number;
}

void Timetable::read(const model::Content& content) {
  const model::Collection& shops = content.collection("shops");
  const std::string_view town_land = model::Town(content).field("state");
  lands_.clear();
  values_.clear();
  closures_.clear();
  slots_.assign(shops.size() * 2 + 1, k_none);
  value_of_row_.assign(shops.size(), k_none);
  for (model::Row row = 0; row < shops.size(); ++row) {
    if (shops.value(row, "opening_hours").empty()) continue;
    const std::string_view own = shops.value(row, "land");
    value_of_row_[row] = value_of(shops, row, land_of(content, own.empty() ? town_land : own));
    if (const auto last = day_named(shops.value(row, "closed_until")))
      closures_.push_back({row, *last});
  }
}

search::Pile<bool> Timetable::open_at(Instant instant) const {
  search::Pile<bool> open_values;
  for (const Value& value : values_) {
    const Land& land = lands_[value.land];
    const hours::Context context{land.land, value.position, land.school_days};
    const hours::State state = hours::state_at(value.rules, instant, context);
    open_values.push_back(state.openness == hours::Openness::open);
  }
  search::Pile<bool> open(value_of_row_.size());
  for (std::size_t row = 0; row < open.size(); ++row) {
    if (value_of_row_[row] != k_none) open[row] = open_values[value_of_row_[row]];
  }
  const hours::Day today = hours::local_day(instant);
  for (const Closure& closure : closures_) {
    if (closure.last >= today) open[closure.row] = false;
  }
  return open;
}

}  // namespace stadtkern::directory
