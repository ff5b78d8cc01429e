// Brings together the packs that a manifest names. Lists come before details, so that lists are
// usable early; each pack is kept as soon as it has arrived, so that a broken line costs one pack.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "features/sync/stored.hpp"
#include "model/content.hpp"
#include "port/effects.hpp"

namespace stadtkern::sync {

struct Need {
  std::string hash;
  std::string key;
};

// The packs this device has: in memory, and by the keys of the store.
struct Shelf {
  std::map<std::string, model::PackPtr> held;
  std::map<std::string, std::string> stored_keys;  // hash → key
};

class Gathering {
 public:
  Gathering(std::string_view town, Stored target, bool from_store, const Shelf& shelf);

  const Stored& target() const { return target_; }
  bool from_store() const { return from_store_; }
  bool complete() const { return queue_.empty() && under_way_.empty(); }
  // Nothing is under way: what is missing must wait for the network.
  bool waits() const { return under_way_.empty() && !queue_.empty(); }
  bool lists_complete() const { return lists_missing_ == 0; }
  std::size_t total() const { return total_; }
  std::size_t missing() const { return queue_.size() + under_way_.size(); }

  // Asks for what is still missing, a few at a time. What only the network has waits while
  // `may_fetch` is false.
  void pump(const Shelf& shelf, std::string_view town, bool may_fetch, port::Effects& effects);

  // The need that an answer belongs to; nothing where the id is not ours. The need is no longer
  // under way then.
  std::optional<Need> answered(port::EffectId id);
  void arrived(const Need& need);
  void again(const Need& need);  // back to the front of the queue
  // True once, when what has arrived is shown for the first time.
  bool first_showing() { return !std::exchange(shown_, true); }

 private:
  bool is_list(const std::string& hash) const { return list_hashes_.count(hash) > 0; }

  Stored target_;
  bool from_store_;
  bool shown_ = false;
  std::size_t total_ = 0;
  std::size_t lists_missing_ = 0;
  std::set<std::string> list_hashes_;
  std::deque<Need> queue_;
  std::map<port::EffectId, Need> under_way_;
};

}  // namespace stadtkern::sync
