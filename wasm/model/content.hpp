// All collections of a town at one sequence of one epoch.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "model/collection.hpp"

namespace stadtkern::model {

class Content {
 public:
  // Finds a pack by its hash; null where it has not arrived.
  using FindPack = std::function<PackPtr(const std::string& hash)>;

  // Builds the state at the manifest's sequence. Collections whose list packs have not all arrived
  // are left out. Code::invalid where a pack contradicts the manifest.
  static Result<Content> assemble(const wire::Manifest& manifest, const FindPack& find);

  // Lays changes over the content. Code::invalid where they are of another epoch or do not begin at
  // this sequence: nothing is applied then.
  Result<void> apply(const wire::Changes& changes);

  // The changes since the packs, oldest record state replaced by the newest: what must be kept
  // beside the packs.
  wire::Changes overlay() const;
  std::size_t changed_records() const;

  const std::string& epoch() const { return epoch_; }
  std::int64_t sequence() const { return sequence_; }

  // An empty collection where the town has none of that name.
  const Collection& collection(std::string_view name) const;

 private:
  std::string epoch_;
  std::int64_t packs_sequence_ = 0;
  std::int64_t sequence_ = 0;
  std::map<std::string, Collection, std::less<>> collections_;
};

}  // namespace stadtkern::model
