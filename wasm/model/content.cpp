#include "model/content.hpp"

#include <algorithm>

#include "base/sort.hpp"

namespace stadtkern::model {

Result<Content> Content::assemble(const wire::Manifest& manifest, const FindPack& find) {
  Content content;
  content.epoch_ = manifest.epoch;
  content.packs_sequence_ = manifest.sequence;
  content.sequence_ = manifest.sequence;
  const auto find_all = [&](const std::vector<wire::Chunk>& chunks) {
    std::vector<PackPtr> packs;
    for (const wire::Chunk& chunk : chunks) packs.push_back(find(chunk.hash));
    return packs;
  };
  for (const wire::CollectionPacks& packs : manifest.collections) {
    std::vector<PackPtr> list = find_all(packs.list);
    if (std::find(list.begin(), list.end(), nullptr) != list.end()) continue;
    auto collection = Collection::assemble(packs, std::move(list), find_all(packs.detail));
    if (!collection.ok()) return collection.error();
    content.collections_[packs.name] = std::move(collection).value();
  }
  return content;
}

Result<void> Content::apply(const wire::Changes& changes) {
  if (changes.epoch != epoch_) return Error{Code::invalid, "epoch", "the epoch of the packs"};
  if (changes.from != sequence_) return Error{Code::invalid, "from", "the sequence reached so far"};
  std::map<std::string_view, std::vector<const wire::Change*>> by_collection;
  for (const wire::Change& change : changes.changes)
    by_collection[change.collection].push_back(&change);
  for (const auto& [name, list] : by_collection) collections_[std::string(name)].apply(list);
  sequence_ = changes.to;
  return {};
}

wire::Changes Content::overlay() const {
  wire::Changes changes{epoch_, packs_sequence_, sequence_, false, {}};
  for (const auto& [name, collection] : collections_)
    collection.collect_changes(name, changes.changes);
  // Every change has a sequence of its own.
  sort(changes.changes,
       [](const wire::Change& a, const wire::Change& b) { return a.sequence < b.sequence; });
  return changes;
}

std::size_t Content::changed_records() const {
  std::size_t changed = 0;
  for (const auto& [name, collection] : collections_) changed += collection.changed_records();
  return changed;
}

const Collection& Content::collection(std::string_view name) const {
  static const Collection k_none;
  const auto found = collections_.find(name);
  return found == collections_.end() ? k_none : found->second;
}

}  // namespace stadtkern::model
