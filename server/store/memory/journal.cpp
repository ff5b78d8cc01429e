#include "store/memory/journal.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "store/compose.hpp"
#include "store/epoch.hpp"

namespace stadtkern::store {
namespace {

struct Collection {
  std::vector<std::string> list_fields;
  std::map<std::string, Held> records;
};

struct Numbered {
  std::int64_t sequence;
  std::string collection;
  Entry entry;
};

class MemoryJournal final : public Journal {
 public:
  void publish(wire::Publish publish, PublishAnswer answer) override;
  Result<ChangesOutcome> changes(std::string_view epoch, std::int64_t since,
                                 std::size_t bytes_max) override;
  Result<void> read(const Reading& reading) override;
  void forget_before(std::int64_t sequence) override;
  Position position() const override;
  bool healthy() const override { return true; }
  void on_moved(std::function<void(const Position&)> moved) override;

 private:
  PublishOutcome apply(const wire::Publish& publish);
  void carry_out(const wire::Publish& publish, const Plan& plan);

  mutable std::mutex guard_;
  Position position_{new_epoch(), 0, 0};
  std::map<std::string, Collection> collections_;
  std::vector<Numbered> entries_;
  std::int64_t floor_ = 0;
  std::function<void(const Position&)> moved_;
};

Shelf shelf_of(const Collection& collection) {
  return {[&](const std::string& id) -> std::optional<Held> {
            const auto found = collection.records.find(id);
            if (found == collection.records.end()) return std::nullopt;
            return found->second;
          },
          [&](const std::string& source) {
            std::vector<std::string> ids;
            for (const auto& [id, held] : collection.records) {
              if (held.source == source) ids.push_back(id);
            }
            return ids;
          }};
}

void MemoryJournal::publish(wire::Publish publish, PublishAnswer answer) {
  std::unique_lock lock(guard_);
  const Position before = position_;
  const PublishOutcome outcome = apply(publish);
  const Position after = position_;
  const auto moved = moved_;
  lock.unlock();
  if (moved && !(after == before)) moved(after);
  answer(outcome);
}

PublishOutcome MemoryJournal::apply(const wire::Publish& publish) {
  static const Collection k_none;
  const auto held = collections_.find(publish.collection);
  const Collection& collection = held == collections_.end() ? k_none : held->second;
  const auto planned = plan(publish, shelf_of(collection));
  if (const auto* refusal = std::get_if<Refusal>(&planned)) return *refusal;
  const Plan& made = std::get<Plan>(planned);
  carry_out(publish, made);
  Receipt receipt = receipt_of(made);
  receipt.epoch = position_.epoch;
  receipt.head = position_.head;
  return receipt;
}

void MemoryJournal::carry_out(const wire::Publish& publish, const Plan& plan) {
  const bool known = collections_.contains(publish.collection);
  Collection& collection = collections_[publish.collection];
  const bool new_schema = publish.has_schema && collection.list_fields != publish.list_fields;
  if (new_schema) collection.list_fields = publish.list_fields;
  for (const Entry& entry : plan.entries) {
    entries_.push_back({++position_.head, publish.collection, entry});
    if (entry.deed == Deed::deleted) {
      collection.records.erase(entry.id);
      continue;
    }
    Held& record = collection.records[entry.id];
    record.source = publish.source;
    for (const auto& [name, value] : entry.after) {
      if (value.empty()) {
        record.fields.erase(name);
      } else {
        record.fields[name] = value;
      }
    }
  }
  if (!known || new_schema) ++position_.edition;
}

Result<ChangesOutcome> MemoryJournal::changes(std::string_view epoch, std::int64_t since,
                                              std::size_t bytes_max) {
  const std::lock_guard lock(guard_);
  if (epoch != position_.epoch) return ChangesOutcome(Gone::epoch);
  if (since < floor_ || since > position_.head) return ChangesOutcome(Gone::since);
  wire::Changes changes{position_.epoch, since, since, false, {}};
  Composer composer(bytes_max);
  for (const Numbered& numbered : entries_) {
    if (numbered.sequence <= since) continue;
    if (!composer.take(numbered.collection, numbered.sequence, numbered.entry)) break;
    changes.to = numbered.sequence;
  }
  changes.more = changes.to < position_.head;
  changes.changes = composer.finish();
  return ChangesOutcome(std::move(changes));
}

Result<void> MemoryJournal::read(const Reading& reading) {
  const std::lock_guard lock(guard_);
  reading.begin(position_);
  for (const auto& [name, collection] : collections_) {
    reading.collection(name, collection.list_fields);
    for (const auto& [id, held] : collection.records) reading.record(id, held.fields);
  }
  return {};
}

void MemoryJournal::forget_before(std::int64_t sequence) {
  const std::lock_guard lock(guard_);
  floor_ = std::max(floor_, std::min(sequence, position_.head));
  std::erase_if(entries_, [&](const Numbered& numbered) { return numbered.sequence <= floor_; });
}

Position MemoryJournal::position() const {
  const std::lock_guard lock(guard_);
  return position_;
}

void MemoryJournal::on_moved(std::function<void(const Position&)> moved) {
  const std::lock_guard lock(guard_);
  moved_ = std::move(moved);
}

}  // namespace

std::unique_ptr<Journal> make_memory_journal() {
  return std::make_unique<MemoryJournal>();
}

}  // namespace stadtkern::store
