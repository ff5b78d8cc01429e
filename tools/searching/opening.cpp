#include "searching/opening.hpp"

#include <cmath>

#include "hours/school_table.hpp"

namespace stadtkern::tools {

Opening::Opening(const std::vector<Record>& records, hours::Land land)
    : school_holidays_(hours::school_holidays(land)), land_(land) {
  for (const Record& record : records) {
    Place& place = places_.emplace_back();
    if (!std::isnan(record.lat) && !std::isnan(record.lon)) {
      place.position = hours::Position{record.lat, record.lon};
    }
    if (record.opening_hours.empty()) continue;
    place.rules = hours::parse(record.opening_hours);
  }
}

std::vector<bool> Opening::at(Instant instant) const {
  std::vector<bool> open(places_.size());
  for (std::size_t row = 0; row < places_.size(); ++row) {
    const Place& place = places_[row];
    if (!place.rules) continue;
    const hours::Context context{land_, place.position, school_holidays_};
    open[row] = hours::state_at(*place.rules, instant, context).openness == hours::Openness::open;
  }
  return open;
}

}  // namespace stadtkern::tools
