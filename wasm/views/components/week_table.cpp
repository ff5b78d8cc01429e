#include "views/components/week_table.hpp"

#include "views/components/facts.hpp"

namespace stadtkern::views {

Html week_table(Language language, const WeekTable& week) {
  static constexpr Key k_days[] = {Key::week_mo, Key::week_tu, Key::week_we, Key::week_th,
                                   Key::week_fr, Key::week_sa, Key::week_su};
  static constexpr std::string_view k_ids[] = {"week-mo", "week-tu", "week-we", "week-th",
                                               "week-fr", "week-sa", "week-su"};
  Writer w;
  const auto word = [&](Key key) { return text(language, key); };
  w.element("table id='week' class='week'", [&] {
    w.element("caption class='hidden'", word(Key::shop_hours));
    w.element("thead class='hidden'", [&] {
      w.element("tr", [&] {
        w.element("th scope='col'", word(Key::week_day));
        w.element("th scope='col'", word(Key::week_times));
      });
    });
    w.element("tbody", [&] {
      for (std::size_t day = 0; day < 7; ++day) {
        const bool today = week.today == static_cast<int>(day);
        const bool closed = week.times[day].empty();
        w.element("tr", {{"id", k_ids[day]}}, [&] {
          w.element("th scope='row'", [&] {
            w.text(word(k_days[day]));
            w.element("span data-slot", [&] {
              if (today) w.element("mark", word(Key::week_today));
            });
          });
          w.element("td", {{"class", "none", closed}}, [&] {
            write_lines(w, closed ? Text(word(Key::week_closed)) : week.times[day]);
          });
        });
      }
    });
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
