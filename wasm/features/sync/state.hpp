// What is held of the town's content, and what is under way.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "features/sync/gathering.hpp"
#include "model/content.hpp"

namespace stadtkern::sync {

// Whether this device keeps what it is given.
enum class Storage {
  unknown,   // nobody has answered yet
  keeping,   // what was answered as stored is stored
  full,      // the quota is used up: what is new lives in memory until the page closes
  unusable,  // no IndexedDB here (private mode, policy, broken profile)
  blocked    // another tab with an older version of the portal holds the database
};

struct State {
  std::string town;
  bool online = true;
  bool writer = false;  // this tab holds the town's lock: it alone syncs and writes
  bool wiped = false;   // the person wiped this device: hold nothing more until the next visit
  Storage storage = Storage::unknown;

  model::Content content;  // what is shown
  Stored stored;  // what content was made from; its overlay is made anew when it is written
  bool has_content = false;  // false until lists are usable
  bool complete = false;     // details too
  Shelf shelf;
  std::optional<Gathering> gathering;

  bool keys_known = false;
  std::optional<Bytes> found_manifest;  // from the store at start, until the keys are known too
  bool restored = false;                // what the store held at start is known

  port::EffectId keys_asked = 0;  // 0: not under way
  port::EffectId manifest_load = 0;
  port::EffectId manifest_fetch = 0;
  port::EffectId changes_fetch = 0;
  port::EffectId manifest_store = 0;
  std::set<port::EffectId> pack_stores;

  bool manifest_waits = false;    // for packs that are not durable yet
  bool hinted_meanwhile = false;  // there is more than the changes under way will bring
  int failures = 0;               // in a row
  std::optional<Instant> retry_at;
  bool listening = false;
  std::int64_t packs_refused_sequence = -1;  // newer packs were asked for at this sequence already

  int revision = 0;          // counts what a page can show: content and status
  int content_revision = 0;  // counts the content alone
};

}  // namespace stadtkern::sync
