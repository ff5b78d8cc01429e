#include "store/plan.hpp"

#include <set>

namespace stadtkern::store {
namespace {

// The fields that differ, as they were and as they become.
Entry difference(const std::string& id, const wire::Fields& before, const wire::Fields& after) {
  Entry entry{Deed::changed, id, {}, {}};
  for (const auto& [name, value] : before) {
    const auto found = after.find(name);
    if (found != after.end() && found->second == value) continue;
    entry.before.emplace(name, value);
    entry.after.emplace(name, found == after.end() ? std::string() : found->second);
  }
  for (const auto& [name, value] : after) {
    if (before.contains(name)) continue;
    entry.before.emplace(name, std::string());
    entry.after.emplace(name, value);
  }
  return entry;
}

std::string field_of(const char* list, std::size_t at, const char* rest) {
  return std::string(list) + "[" + std::to_string(at) + "]" + rest;
}

Refusal foreign(std::string field) {
  return {Refusal::Why::foreign_record, std::move(field), "a record of this source"};
}

std::optional<Refusal> plan_records(const wire::Publish& publish, const Shelf& shelf, Plan& plan,
                                    std::set<std::string>& named) {
  for (std::size_t at = 0; at < publish.records.size(); ++at) {
    const wire::PublishedRecord& record = publish.records[at];
    const std::string field = field_of("records", at, ".id");
    if (!named.insert(record.id).second) {
      return Refusal{Refusal::Why::invalid, field, "each record once"};
    }
    const auto held = shelf.find(record.id);
    if (!held) {
      plan.entries.push_back({Deed::created, record.id, {}, record.fields});
    } else if (held->source != publish.source) {
      return foreign(field);
    } else if (Entry entry = difference(record.id, held->fields, record.fields);
               entry.before.empty()) {
      ++plan.unchanged;
    } else {
      plan.entries.push_back(std::move(entry));
    }
  }
  return std::nullopt;
}

std::optional<Refusal> plan_deletions(const wire::Publish& publish, const Shelf& shelf, Plan& plan,
                                      const std::set<std::string>& named) {
  std::set<std::string> gone;
  for (std::size_t at = 0; at < publish.deleted.size(); ++at) {
    const std::string& id = publish.deleted[at];
    const std::string field = field_of("deleted", at, "");
    if (named.contains(id)) {
      return Refusal{Refusal::Why::invalid, field, "a record that is not published here too"};
    }
    const auto held = shelf.find(id);
    if (held && held->source != publish.source) return foreign(field);
    if (held) gone.insert(id);
  }
  if (publish.replace) {
    for (std::string& id : shelf.ids_of(publish.source)) {
      if (!named.contains(id)) gone.insert(std::move(id));
    }
  }
  for (const std::string& id : gone) plan.entries.push_back({Deed::deleted, id, {}, {}});
  return std::nullopt;
}

}  // namespace

std::variant<Plan, Refusal> plan(const wire::Publish& publish, const Shelf& shelf) {
  Plan result;
  std::set<std::string> named;
  if (auto refused = plan_records(publish, shelf, result, named)) return std::move(*refused);
  if (auto refused = plan_deletions(publish, shelf, result, named)) return std::move(*refused);
  return result;
}

namespace {

// Puts what is held in place of what owners said; names the fields that would have been another.
std::vector<std::string> keep_fields(wire::Fields& fields, const wire::Fields& held,
                                     const std::vector<std::string>& names) {
  std::vector<std::string> differing;
  for (const std::string& name : names) {
    const auto was = held.find(name);
    const std::string value = was == held.end() ? "" : was->second;
    const auto wanted = fields.find(name);
    if (value != (wanted == fields.end() ? "" : wanted->second)) differing.push_back(name);
    fields.erase(name);
    if (!value.empty()) fields.emplace(name, value);
  }
  return differing;
}

void report(std::vector<Kept>& kept, const std::string& id, std::vector<std::string> fields) {
  if (kept.size() < k_kept_reported_max) kept.push_back({id, std::move(fields)});
}

}  // namespace

std::variant<Plan, Refusal> plan_beside_owners(wire::Publish& publish, const Shelf& shelf,
                                               const Keepers& keepers) {
  std::vector<Kept> kept;
  std::set<std::string_view> named;
  for (wire::PublishedRecord& record : publish.records) {
    named.insert(record.id);
    const auto keeper = keepers.find(record.id);
    if (keeper == keepers.end() || keeper->second.empty()) continue;
    const auto held = shelf.find(record.id);
    if (!held || held->source != publish.source) continue;
    auto differing = keep_fields(record.fields, held->fields, keeper->second);
    if (!differing.empty()) report(kept, record.id, std::move(differing));
  }
  Shelf without_owned = shelf;
  without_owned.ids_of = [&](const std::string& source) {
    std::vector<std::string> ids = shelf.ids_of(source);
    std::erase_if(ids, [&](const std::string& id) {
      if (named.contains(id) || !keepers.contains(id)) return false;
      report(kept, id, {});
      return true;
    });
    return ids;
  };
  auto planned = plan(publish, without_owned);
  if (auto* made = std::get_if<Plan>(&planned)) made->kept = std::move(kept);
  return planned;
}

Plan plan_one(const std::string& id, const wire::Fields& before, const wire::Fields& after) {
  Plan made;
  if (Entry entry = difference(id, before, after); !entry.before.empty())
    made.entries.push_back(std::move(entry));
  return made;
}

Receipt receipt_of(const Plan& plan) {
  Receipt receipt;
  receipt.kept = plan.kept;
  receipt.unchanged = plan.unchanged;
  for (const Entry& entry : plan.entries) {
    if (entry.deed == Deed::created) ++receipt.created;
    if (entry.deed == Deed::changed) ++receipt.changed;
    if (entry.deed == Deed::deleted) ++receipt.deleted;
  }
  return receipt;
}

}  // namespace stadtkern::store
