// One JSON line per event on standard error, for an operator and for machines.
// Must not know: addresses, queries, bodies, tokens. Values come from the program, never from a
// request.
#pragma once

#include <cstdint>
#include <string_view>

#include "wire/document.hpp"

namespace stadtkern::log {

enum class Level { info, warning, error };

// Collects fields and writes the whole line at once when it goes out of scope. Lines of several
// threads never mix.
class Line {
 public:
  // `event` is a past fact in snake_case ("packs_built").
  Line(Level level, std::string_view event);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  Line& text(const char* field, std::string_view value);
  Line& number(const char* field, std::int64_t value);

 private:
  wire::Writer fields_;
};

}  // namespace stadtkern::log
