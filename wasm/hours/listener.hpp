// Hears what a reader of a value notices on its way. The reader works the same without one.
#pragma once

#include "hours/notice.hpp"
#include "hours/tree.hpp"

namespace stadtkern::hours {

// The kinds of parts of a rule in the order in which the specification has them.
enum class Part : std::uint8_t {
  years,
  dates,
  weeks,
  holidays,
  weekdays,
  times,
  modifier,
  comment
};

class Listener {
 public:
  virtual void hear(Notice notice) = 0;
  virtual void hear_part(Part part, std::size_t position) = 0;
  // The end of a rule that began at `start`, after its parts.
  virtual void hear_rule(const Rule& rule, std::size_t start) = 0;

 protected:
  ~Listener() = default;
};

}  // namespace stadtkern::hours
