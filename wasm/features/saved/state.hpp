// What is held of the saved list, and what is under way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/saved/merge.hpp"
#include "port/events.hpp"

namespace stadtkern::saved {

// A change goes this way: it is in `list` at once and its id in `changed`; the store is read, so
// that what another tab wrote meanwhile stays; both are laid together and written. Only then is it
// kept.
struct State {
  std::string town;
  List list;
  bool known = false;                // the store has answered once
  std::vector<std::string> changed;  // ids whose entry here is newer than in the store
  std::vector<std::string> writing;  // ids that the store under way brings there
  port::EffectId load = 0;           // 0: not under way
  port::EffectId store = 0;
  bool outdated = false;  // another tab has written since the store was last read
  bool full = false;      // there was no room for what was to be saved last
  bool refused = false;   // what is in `changed` could not be kept

  Report report;          // of the file that was read last
  bool announced = true;  // the report has been read out, or there is none

  int lines_added = 0;          // names the empty fields for the next line of an order
  port::EffectId share = 0;     // 0: not under way
  std::string shared;           // what became of it
  std::string noted;            // the entry whose note was typed last
  std::optional<Entry> before;  // an entry as it was before something of it was removed

  bool settled() const { return refused || (changed.empty() && writing.empty()); }
  bool keeps(std::string_view id) const;  // true where the entry is durable as it is here
};

}  // namespace stadtkern::saved
