#include "features/sync/gathering.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "wire/names.hpp"

namespace stadtkern::sync {
namespace {

constexpr std::size_t k_under_way_max = 3;
constexpr std::int64_t k_pack_timeout_ms = 120'000;

// SRI wants padded base64, a pack's name is the same digest in unpadded base64url (W3C Subresource
// Integrity, section 3.1).
std::string integrity_of(std::string hash) {
  std::replace(hash.begin(), hash.end(), '-', '+');
  std::replace(hash.begin(), hash.end(), '_', '/');
  return "sha256-" + hash + "=";
}

}  // namespace

Gathering::Gathering(std::string_view town, Stored target, bool from_store, const Shelf& shelf)
    : target_(std::move(target)), from_store_(from_store) {
  std::set<std::string> named;
  const auto need = [&](const wire::CollectionPacks& packs, const char* part,
                        const wire::Chunk& chunk) {
    if (!named.insert(chunk.hash).second) return;
    ++total_;
    if (shelf.held.count(chunk.hash) > 0) return;
    if (part == std::string_view("list")) {
      list_hashes_.insert(chunk.hash);
      ++lists_missing_;
    }
    queue_.push_back({chunk.hash, pack_key(town, packs.name, part, chunk.hash)});
  };
  // Small collections first: they hold the town's own words, which every page needs.
  std::vector<const wire::CollectionPacks*> order;
  for (const auto& packs : target_.manifest.collections) order.push_back(&packs);
  sort(order, [](const auto* a, const auto* b) {
    return a->records != b->records ? a->records < b->records : a->name < b->name;
  });
  for (const auto* packs : order) {
    for (const wire::Chunk& chunk : packs->list) need(*packs, "list", chunk);
  }
  for (const auto* packs : order) {
    for (const wire::Chunk& chunk : packs->detail) need(*packs, "detail", chunk);
  }
}

void Gathering::pump(const Shelf& shelf, std::string_view town, bool may_fetch,
                     port::Effects& effects) {
  std::deque<Need> waiting;
  while (!queue_.empty() && under_way_.size() < k_under_way_max) {
    // On a thin line a detail under way would take half of what the last list needs.
    if (!lists_complete() && !is_list(queue_.front().hash)) break;
    Need need = std::move(queue_.front());
    queue_.pop_front();
    const auto stored = shelf.stored_keys.find(need.hash);
    if (stored != shelf.stored_keys.end()) {
      under_way_.emplace(effects.ask(port::Load{0, stored->second}), std::move(need));
    } else if (may_fetch) {
      port::Fetch fetch;
      fetch.url = "/api/v1/" + std::string(town) + "/feed/packs/" + need.hash;
      fetch.accept = "application/octet-stream";
      fetch.integrity = integrity_of(need.hash);
      fetch.max_bytes = static_cast<std::int64_t>(wire::k_pack_bytes_max);
      fetch.timeout_ms = k_pack_timeout_ms;
      under_way_.emplace(effects.ask(std::move(fetch)), std::move(need));
    } else {
      waiting.push_back(std::move(need));
    }
  }
  queue_.insert(queue_.begin(), std::make_move_iterator(waiting.begin()),
                std::make_move_iterator(waiting.end()));
}

std::optional<Need> Gathering::answered(port::EffectId id) {
  const auto found = under_way_.find(id);
  if (found == under_way_.end()) return std::nullopt;
  Need need = std::move(found->second);
  under_way_.erase(found);
  return need;
}

void Gathering::arrived(const Need& need) {
  if (is_list(need.hash)) --lists_missing_;
}

void Gathering::again(const Need& need) {
  queue_.push_front(need);
}

}  // namespace stadtkern::sync
