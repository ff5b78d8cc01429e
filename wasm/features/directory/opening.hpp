// When a shop is open, as a list and a page say it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/directory/wording.hpp"
#include "hours/hours.hpp"
#include "views/components/week_table.hpp"

namespace stadtkern::directory {

// The state a shop lies in (ISO 3166-2): its own, else the town's.
std::string_view land_code(const model::Content& content, const model::Shop& shop);

// School holidays of a state ("DE-MV"), as the town published them (collection "school_holidays").
std::vector<hours::DayRange> school_days(const model::Content& content, std::string_view land);

// The days on which a shop is closed for a while: from the first that it names, or ever since, to
// its last. No day at all where it names no last one.
hours::DayRange closed_days(const model::Shop& shop);

// Where a shop is, as far as its hours depend on it: its own state and position, else the town's
// state.
class ShopContext {
 public:
  ShopContext(const Sight& sight, const model::Shop& shop);
  ShopContext(const ShopContext&) = delete;  // the context looks at its school days
  ShopContext& operator=(const ShopContext&) = delete;
  const hours::Context& hours() const { return context_; }

 private:
  std::vector<hours::DayRange> school_days_;
  hours::Context context_;
};

// Open or closed now and until when, or closed for a while; nothing without a clock or without
// readable hours. `words` keeps what the result points to.
views::OpenState open_state(const Sight& sight, const model::Shop& shop, std::string& words);

// The same for a card, whose slot holds one short line; a shop that closes soon says in how many
// minutes.
views::OpenState short_open_state(const Sight& sight, const model::Shop& shop, std::string& words);

// "Montag, 23. November, 18 Uhr".
std::string moment_text(const Sight& sight, Instant moment);

// The usual week of a shop. Pre-rendered pages know no date, so a table is shown only where every
// season has the same week; what deviates on holidays, the sentence of open_state knows.
struct UsualWeek {
  std::array<std::string, 7> times;  // one span per line, "" for closed
  std::optional<int> today;          // 0 = Monday
  std::string note;                  // what the table cannot say
  bool has_table = false;

  views::WeekTable table() const;
};
UsualWeek usual_week(const Sight& sight, const model::Shop& shop);

}  // namespace stadtkern::directory
