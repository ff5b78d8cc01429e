// Which records are open at a moment: the filter behind "open_at".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "hours/hours.hpp"
#include "searching/records.hpp"

namespace stadtkern::tools {

// The opening hours of all records, read once. Keeps no reference to them.
class Opening {
 public:
  // The land decides on holidays.
  Opening(const std::vector<Record>& records, hours::Land land);

  // Per record whether it is open then; records without hours, or with hours that nobody
  // understands, are not.
  std::vector<bool> at(Instant instant) const;

 private:
  struct Place {
    std::optional<hours::Rules> rules;
    std::optional<hours::Position> position;
  };
  std::vector<Place> places_;
  std::vector<hours::DayRange> school_holidays_;
  hours::Land land_;
};

}  // namespace stadtkern::tools
