#include "store/memory/journal.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

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
  void join(Joining joining, JoinAnswer answer) override;
  void edit(Editing editing, EditAnswer answer) override;
  void recognise(OwnerName owner, Done known) override;
  void invite(Invitation invitation, Done done) override;
  void revoke(OwnerName owner, Done done) override;
  void release(RecordName record, Done done) override;
  Result<std::vector<Owned>> owned() override;
  Result<ChangesOutcome> changes(std::string_view epoch, std::int64_t since,
                                 std::size_t bytes_max) override;
  Result<void> read(const Reading& reading) override;
  void forget_before(std::int64_t sequence) override;
  Position position() const override;
  bool healthy() const override { return true; }
  void on_moved(std::function<void(const Position&)> moved) override;

 private:
  PublishOutcome apply(wire::Publish& publish);
  EditOutcome apply(const Editing& editing);
  Keepers keepers_of(const std::string& collection) const;
  void forget_owners(const RecordName& record);
  void carry_out(const wire::Publish& publish, const Plan& plan);

  mutable std::mutex guard_;
  Position position_{new_epoch(), 0, 0};
  std::map<std::string, Collection> collections_;
  std::vector<Numbered> entries_;
  std::map<std::string, Invitation> invitations_;
  std::map<OwnerName, Owner> owners_;
  std::map<RecordName, std::set<std::string>> kept_;
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

PublishOutcome MemoryJournal::apply(wire::Publish& publish) {
  static const Collection k_none;
  const auto held = collections_.find(publish.collection);
  const Collection& collection = held == collections_.end() ? k_none : held->second;
  const auto planned =
      plan_beside_owners(publish, shelf_of(collection), keepers_of(publish.collection));
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
      forget_owners({publish.collection, entry.id});
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

Keepers MemoryJournal::keepers_of(const std::string& collection) const {
  Keepers keepers;
  for (const auto& [name, owner] : owners_) {
    if (name.record.collection == collection) keepers[name.record.id];
  }
  for (const auto& [record, fields] : kept_) {
    if (record.collection == collection) keepers[record.id] = {fields.begin(), fields.end()};
  }
  return keepers;
}

void MemoryJournal::forget_owners(const RecordName& record) {
  kept_.erase(record);
  std::erase_if(owners_, [&](const auto& entry) { return entry.first.record == record; });
  std::erase_if(invitations_, [&](const auto& entry) { return entry.second.record == record; });
}

void MemoryJournal::join(Joining joining, JoinAnswer answer) {
  std::unique_lock lock(guard_);
  const auto found = invitations_.find(joining.secret);
  const auto known = owners_.find(joining.owner);
  auto planned =
      plan_join(joining, found == invitations_.end() ? std::nullopt : std::optional(found->second),
                known == owners_.end() ? std::nullopt : std::optional(known->second));
  if (const auto* refusal = std::get_if<JoinRefusal>(&planned)) {
    lock.unlock();
    return answer(*refusal);
  }
  found->second.used_by = joining.owner.key;
  const Owner& owner = owners_[joining.owner] = std::get<Owner>(planned);
  const Forms forms = owner.forms;
  lock.unlock();
  answer(forms);
}

void MemoryJournal::edit(Editing editing, EditAnswer answer) {
  std::unique_lock lock(guard_);
  const Position before = position_;
  const EditOutcome outcome = apply(editing);
  const Position after = position_;
  const auto moved = moved_;
  lock.unlock();
  if (moved && !(after == before)) moved(after);
  answer(outcome);
}

void MemoryJournal::recognise(OwnerName owner, Done known) {
  std::unique_lock lock(guard_);
  const bool found = owners_.contains(owner);
  lock.unlock();
  known(found);
}

EditOutcome MemoryJournal::apply(const Editing& editing) {
  const RecordName& name = editing.owner.record;
  const auto owner = owners_.find(editing.owner);
  Collection& collection = collections_[name.collection];
  const auto held = collection.records.find(name.id);
  const wire::Fields* fields = held == collection.records.end() ? nullptr : &held->second.fields;
  auto planned = plan_edit(
      editing, owner == owners_.end() ? std::nullopt : std::optional(owner->second), fields);
  if (auto* refusal = std::get_if<EditRefusal>(&planned)) return *refusal;
  const auto& made = std::get<EditPlan>(planned);
  if (made.again) return Edited{position_.epoch, owner->second.sequence};
  wire::Publish publish;
  publish.collection = name.collection;
  publish.source = held->second.source;
  carry_out(publish, plan_one(name.id, *fields, made.fields));
  for (const auto& [field, saying] : editing.edit.fields) kept_[name].insert(field);
  owner->second.number = editing.edit.number;
  owner->second.digest = editing.digest;
  owner->second.sequence = position_.head;
  return Edited{position_.epoch, position_.head};
}

void MemoryJournal::invite(Invitation invitation, Done done) {
  std::unique_lock lock(guard_);
  const bool known =
      collections_[invitation.record.collection].records.contains(invitation.record.id);
  if (known) invitations_.insert_or_assign(invitation.secret, invitation);
  lock.unlock();
  done(known);
}

void MemoryJournal::revoke(OwnerName owner, Done done) {
  std::unique_lock lock(guard_);
  const bool known = owners_.erase(owner) > 0;
  std::erase_if(invitations_, [&](const auto& entry) {
    return entry.second.record == owner.record && entry.second.used_by == owner.key;
  });
  lock.unlock();
  done(known);
}

void MemoryJournal::release(RecordName record, Done done) {
  std::unique_lock lock(guard_);
  const bool known = kept_.erase(record) > 0;
  lock.unlock();
  done(known);
}

Result<std::vector<Owned>> MemoryJournal::owned() {
  const std::lock_guard lock(guard_);
  std::map<RecordName, Owned> all;
  for (const auto& [name, owner] : owners_) all[name.record].owners.push_back(owner);
  for (const auto& [record, fields] : kept_) all[record].kept = {fields.begin(), fields.end()};
  std::vector<Owned> list;
  for (auto& [record, one] : all) {
    one.record = record;
    list.push_back(std::move(one));
  }
  return list;
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
