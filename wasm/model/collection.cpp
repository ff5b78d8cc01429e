#include "model/collection.hpp"

#include <algorithm>

namespace stadtkern::model {
namespace {

Error invalid(const std::string& field, const char* expected) {
  return Error{Code::invalid, field, expected};
}

// Checks the packs of one part against the manifest and notes where each begins.
Result<void> check_part(const wire::CollectionPacks& manifest,
                        const std::vector<wire::Chunk>& chunks, const std::vector<PackPtr>& packs,
                        std::string_view part, std::vector<std::uint32_t>& starts) {
  const std::string where = manifest.name + "." + std::string(part);
  if (packs.size() != chunks.size()) return invalid(where, "as many packs as chunks");
  std::uint32_t start = 0;
  for (std::size_t at = 0; at < packs.size(); ++at) {
    const wire::Pack* pack = packs[at].get();
    if (pack == nullptr && part == "list") return invalid(where, "every list pack");
    if (pack != nullptr && (pack->collection() != manifest.name || pack->part() != part ||
                            static_cast<std::int64_t>(pack->records()) != chunks[at].records)) {
      return invalid(where, "packs as the manifest describes them");
    }
    starts.push_back(start);
    start += static_cast<std::uint32_t>(chunks[at].records);
  }
  return {};
}

wire::Fields with_pack_lines(wire::Fields fields) {
  for (auto& [name, value] : fields) std::replace(value.begin(), value.end(), '\n', '\v');
  return fields;
}

wire::Fields with_line_feeds(wire::Fields fields) {
  for (auto& [name, value] : fields) value = wire::restore_lines(value);
  return fields;
}

}  // namespace

Result<Collection> Collection::assemble(const wire::CollectionPacks& manifest,
                                        std::vector<PackPtr> list, std::vector<PackPtr> detail) {
  Collection made;
  if (const auto checked = check_part(manifest, manifest.list, list, "list", made.list_.starts);
      !checked.ok()) {
    return checked.error();
  }
  if (const auto checked =
          check_part(manifest, manifest.detail, detail, "detail", made.detail_.starts);
      !checked.ok()) {
    return checked.error();
  }
  made.base_records_ = static_cast<std::uint32_t>(manifest.records);
  made.list_.packs = std::move(list);
  made.detail_.packs = std::move(detail);
  for (std::uint32_t record = 1; record < made.base_records_; ++record) {
    if (made.base_id(record - 1) >= made.base_id(record))
      return invalid(manifest.name + ".list", "ids in order");
  }
  made.lay_rows();
  return made;
}

std::size_t Collection::Part::pack_of(std::uint32_t record) const {
  const auto after = std::upper_bound(starts.begin(), starts.end(), record);
  return static_cast<std::size_t>(after - starts.begin()) - 1;
}

std::string_view Collection::base_id(std::uint32_t record) const {
  const std::size_t at = list_.pack_of(record);
  return list_.packs[at]->value(0, record - list_.starts[at]);
}

std::string_view Collection::base_value(std::uint32_t record, std::string_view field) const {
  for (const Part* part : {&list_, &detail_}) {
    if (part->packs.empty()) continue;
    const std::size_t at = part->pack_of(record);
    const wire::Pack* pack = part->packs[at].get();
    if (pack == nullptr) continue;
    const std::size_t column = pack->column(field);
    if (column != wire::Pack::k_no_column) return pack->value(column, record - part->starts[at]);
  }
  return {};
}

void Collection::apply(const std::vector<const wire::Change*>& changes) {
  for (const wire::Change* change : changes) {
    Patch& patch = patches_[change->id];
    patch.sequence = change->sequence;
    patch.deleted = change->deleted;
    if (change->deleted || change->is_new) {
      patch.is_new = true;
      patch.set.clear();
    }
    for (auto& [name, value] : with_pack_lines(change->set)) patch.set[name] = value;
  }
  lay_rows();
}

// Merges two ordered lists: the records of the packs and the changed ones.
void Collection::lay_rows() {
  rows_.clear();
  rows_.reserve(base_records_ + patches_.size());
  auto patch = patches_.begin();
  std::uint32_t record = 0;
  while (record < base_records_ || patch != patches_.end()) {
    const int order = record == base_records_   ? 1
                      : patch == patches_.end() ? -1
                                                : base_id(record).compare(patch->first);
    if (order < 0) {
      rows_.push_back({record++, nullptr});
      continue;
    }
    if (!patch->second.deleted) rows_.push_back({order == 0 ? record : k_nowhere, &*patch});
    if (order == 0) ++record;
    ++patch;
  }
}

std::string_view Collection::id(Row row) const {
  const Place& place = rows_[row];
  return place.patch != nullptr ? std::string_view(place.patch->first) : base_id(place.base);
}

std::optional<Row> Collection::find(std::string_view id) const {
  Row low = 0;
  Row high = static_cast<Row>(rows_.size());
  while (low < high) {
    const Row middle = low + (high - low) / 2;
    if (this->id(middle) < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < rows_.size() && this->id(low) == id) return low;
  return std::nullopt;
}

std::string_view Collection::value(Row row, std::string_view field) const {
  const Place& place = rows_[row];
  if (place.patch != nullptr) {
    const Patch& patch = place.patch->second;
    if (const auto found = patch.set.find(field); found != patch.set.end()) return found->second;
    if (patch.is_new) return {};
  }
  return place.base == k_nowhere ? std::string_view() : base_value(place.base, field);
}

bool Collection::has_detail(Row row) const {
  const Place& place = rows_[row];
  if (place.base == k_nowhere || (place.patch != nullptr && place.patch->second.is_new))
    return true;
  return detail_.packs.empty() || detail_.packs[detail_.pack_of(place.base)] != nullptr;
}

void Collection::collect_changes(const std::string& collection,
                                 std::vector<wire::Change>& all) const {
  for (const auto& [id, patch] : patches_) {
    all.push_back({collection, id, patch.sequence, patch.deleted, patch.is_new && !patch.deleted,
                   with_line_feeds(patch.set)});
  }
}

}  // namespace stadtkern::model
