// What goes wrong in one run, and how often. Each run has a few of the faults, strong or weak,
// because a run with all of them never gets far enough to find what needs only two.
//
// Rates are permille of the occasions.
#pragma once

#include "dice.hpp"

namespace stadtkern::sim {

// Deeds that break a promise on purpose: the oracle must see each of them.
enum class Mutant {
  none,
  relay_says_held_before_it_keeps,  // 201, and a crash forgets
  relay_loses_an_answer,            // 201, and nothing was kept
  relay_keeps_what_was_withdrawn,   // 204, and nothing was removed
  relay_keeps_what_expired,         // nobody sweeps
  line_says_held,                   // 201 for what never arrived
  mailbox_doubles_a_request,        // the same once more, under another id
  disk_says_stored_before_it_keeps,
  disk_keeps_what_is_over,  // what a program forgets stays in its store
  relay_drops_a_recipient,  // 201, and one inbox gets nothing
  mailbox_drops_a_request,  // fetched, and never given to the desk
  line_says_read,           // of what nobody has opened
  server_disk_lies,         // a sync is answered and not done
  every_page_has_the_lock
};

struct Weather {
  Mutant mutant = Mutant::none;
  // the line
  int lost_request = 0;
  int lost_answer = 0;
  int doubled = 0;
  int late = 0;  // processed when its sender has given up
  int offline_spell = 0;
  int cut_stream = 0;
  // the server
  int server_crash = 0;  // of the orders, before or after the commit
  int server_full = 0;
  int salt_change = 0;
  bool on_disk = false;  // SQLite instead of memory
  // browsers
  int browser_crash = 0;  // of the steps of its programs
  int relaxed_disk = 0;   // of the crashes: what was reported stored is lost
  int disk_full = 0;
  int full_spell = 0;       // a desk's disk takes nothing for minutes
  int library_missing = 0;  // of the deeds with keys
  int second_tab = 0;
  int clock_jump = 0;
  // people
  int list_change = 0;
  int two_devices = 0;
  int new_keys = 0;  // of the occasions at a desk
  int long_pause = 0;

  static Weather of(Dice& dice);
  static Weather calm() { return {}; }
};

inline Weather Weather::of(Dice& dice) {
  Weather weather;
  // Absent in half of the runs, else anything up to `most`.
  const auto rate = [&](int most) {
    return dice.falls(500) ? 0 : static_cast<int>(dice.between(1, most));
  };
  weather.lost_request = rate(200);
  weather.lost_answer = rate(200);
  weather.doubled = rate(200);
  weather.late = rate(60);
  weather.offline_spell = rate(150);
  weather.cut_stream = rate(100);
  weather.server_crash = rate(30);
  weather.server_full = rate(60);
  weather.salt_change = rate(300);
  weather.browser_crash = rate(8);
  weather.relaxed_disk = rate(600);
  weather.disk_full = rate(60);
  weather.library_missing = rate(40);
  weather.second_tab = rate(500);
  weather.clock_jump = rate(100);
  weather.list_change = rate(300);
  weather.two_devices = rate(600);
  weather.long_pause = rate(200);
  weather.new_keys = rate(20);
  weather.full_spell = rate(100);
  return weather;
}

}  // namespace stadtkern::sim
