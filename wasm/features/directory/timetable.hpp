// The opening hours of all shops, read once: most shops of a town share theirs with others, and
// each value is understood, and asked, only once.
#pragma once

#include <memory>

#include "features/directory/numbering.hpp"
#include "hours/hours.hpp"
#include "model/content.hpp"

namespace stadtkern::directory {

class Timetable {
 public:
  void read(const model::Content& content);

  // Per shop whether it is open then. Those without hours, with hours that nobody understands, or
  // closed for a while are not. Requires: the content that was read.
  search::Pile<bool> open_at(const model::Collection& shops, Instant instant) const;

 private:
  // A state's public and school holidays.
  struct Land {
    hours::Land land;
    std::vector<hours::DayRange> school_days;
  };
  struct Value {
    hours::Rules rules;
    bool follows_sun;  // then every shop has to be asked where it stands
  };
  struct Closure {
    model::Row row;
    hours::DayRange days;
  };
  bool is_open(std::size_t value, const model::Collection& shops, model::Row row,
               Instant instant) const;

  Numbering lands_;
  Numbering hours_;  // within the lands
  std::unique_ptr<Land[]> land_;
  std::unique_ptr<Value[]> value_;
  search::Pile<Closure> closures_;
};

}  // namespace stadtkern::directory
