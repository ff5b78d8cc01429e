// The records of one collection, ordered by id: packs read in place, with the changes that came
// after them laid over. Knows fields as named texts only; what a shop is stands in shop.hpp.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/feed.hpp"
#include "wire/pack.hpp"

namespace stadtkern::model {

using PackPtr = std::shared_ptr<const wire::Pack>;
using Row = std::uint32_t;

class Collection {
 public:
  Collection() = default;
  Collection(Collection&&) noexcept = default;
  Collection& operator=(Collection&&) noexcept = default;
  Collection(const Collection&) = delete;  // rows point into patches
  Collection& operator=(const Collection&) = delete;

  // Takes packs in the order of the manifest. Every list chunk is needed; a detail chunk may be
  // null while it is still on its way. Code::invalid where a pack is not what the manifest says
  // (collection, part, number or order of records).
  static Result<Collection> assemble(const wire::CollectionPacks& manifest,
                                     std::vector<PackPtr> list, std::vector<PackPtr> detail);

  // Lays changes of this collection over the records. Row numbers change.
  void apply(const std::vector<const wire::Change*>& changes);

  std::size_t size() const { return rows_.size(); }
  std::optional<Row> find(std::string_view id) const;
  // Requires: row < size(). Views live until the next apply or assignment.
  std::string_view id(Row row) const;
  // The value as packs hold it (a line feed stands as U+000B), "" where the record has no such
  // field.
  std::string_view value(Row row, std::string_view field) const;
  // False while the detail fields of this row have not arrived.
  bool has_detail(Row row) const;

  // The newest state of every changed record since the packs, as a message can carry it.
  void collect_changes(const std::string& collection, std::vector<wire::Change>& all) const;
  std::size_t changed_records() const { return patches_.size(); }

 private:
  struct Patch {
    std::int64_t sequence = 0;
    bool deleted = false;
    bool is_new = false;  // old fields are forgotten
    wire::Fields set;
  };
  struct Place {  // where a row's text lies; k_nowhere where it has none there
    std::uint32_t base;
    const std::pair<const std::string, Patch>* patch;
  };
  static constexpr std::uint32_t k_nowhere = static_cast<std::uint32_t>(-1);
  struct Part {
    std::vector<PackPtr> packs;
    std::vector<std::uint32_t> starts;  // the first record of each pack
    std::size_t pack_of(std::uint32_t record) const;
  };

  std::string_view base_id(std::uint32_t record) const;
  std::string_view base_value(std::uint32_t record, std::string_view field) const;
  void lay_rows();

  std::uint32_t base_records_ = 0;
  Part list_;
  Part detail_;
  std::map<std::string, Patch, std::less<>> patches_;
  std::vector<Place> rows_;
};

}  // namespace stadtkern::model
