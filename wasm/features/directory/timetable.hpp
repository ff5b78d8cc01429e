// The opening hours of all shops, read once: most shops of a town share theirs with others, and
// each value is understood, and asked, only once.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "features/directory/wording.hpp"
#include "hours/hours.hpp"
#include "search/pile.hpp"

namespace stadtkern::directory {

class Timetable {
 public:
  void read(const model::Content& content);

  // Per shop whether it is open then. Those without hours, with hours that nobody understands, or
  // closed for a while are not.
  search::Pile<bool> open_at(Instant instant) const;

 private:
  // A state's public and school holidays.
  struct Land {
    std::string_view code;  // of the content, while reading
    hours::Land land;
    std::vector<hours::DayRange> school_days;
  };
  struct Value {
    hours::Rules rules;
    std::optional<hours::Position> position;  // where the sun decides
    std::size_t land;
    model::Row row;  // the first shop that has it
  };
  struct Closure {
    model::Row row;
    hours::Day last;
  };

  std::size_t land_of(const model::Content& content, std::string_view code);
  std::uint32_t value_of(const model::Collection& shops, model::Row row, std::size_t land);

  std::vector<Land> lands_;
  std::vector<Value> values_;
  std::vector<std::uint32_t> slots_;         // of a table of values, k_none where free
  std::vector<std::uint32_t> value_of_row_;  // k_none where a shop has none
  std::vector<Closure> closures_;
};

}  // namespace stadtkern::directory
