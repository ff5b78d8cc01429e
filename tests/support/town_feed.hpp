// A town's feed in memory, for tests that act as the shell: records in, the very bytes of
// PROTOCOL.md out.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "wire/feed.hpp"
#include "wire/pack.hpp"

namespace stadtkern::testing {

class TownFeed {
 public:
  std::string town = "kernstadt";
  std::string epoch = "0123456789abcdef";
  std::size_t records_per_chunk = 2;

  void put(const std::string& collection, const std::string& id, const wire::Fields& fields) {
    journal_.push_back(
        {collection, id, ++sequence_, false, now_[collection].count(id) == 0, fields});
    // The journal carries the whole new state: what was there and is not now becomes empty.
    for (const auto& [name, value] : now_[collection][id]) journal_.back().set.emplace(name, "");
    now_[collection][id] = fields;
  }
  void remove(const std::string& collection, const std::string& id) {
    journal_.push_back({collection, id, ++sequence_, true, false, {}});
    now_[collection].erase(id);
  }

  // Makes packs of what is there now.
  void pack() {
    manifest_ = wire::Manifest{town, epoch, sequence_, sequence_, {}};
    packs_.clear();
    for (const auto& [collection, records] : now_)
      manifest_.collections.push_back(pack_collection(collection, records));
  }

  std::int64_t sequence() const { return sequence_; }

  // An answer to GET path: status and body.
  std::pair<int, Bytes> get(const std::string& path) const {
    const std::string api = "/api/v1/" + town + "/feed/";
    if (path == api + "packs") return {200, wire::encode_manifest(manifest_, wire::Encoding::cbor)};
    if (path.rfind(api + "packs/", 0) == 0) {
      const auto found = packs_.find(path.substr(api.size() + 6));
      return found == packs_.end() ? std::pair<int, Bytes>{404, {}}
                                   : std::pair<int, Bytes>{200, found->second};
    }
    if (path.rfind(api + "changes?since=", 0) == 0) {
      const std::int64_t since = std::stoll(path.substr(api.size() + 14));
      if (path.substr(path.rfind('=') + 1) != epoch || since > sequence_) return {410, {}};
      wire::Changes changes{epoch, since, sequence_, false, {}};
      for (const auto& change : journal_) {
        if (change.sequence > since) changes.changes.push_back(change);
      }
      return {200, wire::encode_changes(changes, wire::Encoding::cbor)};
    }
    return {404, {}};
  }

 private:
  using Records = std::map<std::string, wire::Fields>;

  wire::CollectionPacks pack_collection(const std::string& name, const Records& records) {
    wire::CollectionPacks packs{
        name, static_cast<std::int64_t>(records.size()), {"name", "kind"}, {}, {}};
    std::vector<const Records::value_type*> chunk;
    const auto flush = [&] {
      if (chunk.empty()) return;
      packs.list.push_back(keep(name, "list", {"name", "kind"}, chunk));
      packs.detail.push_back(
          keep(name, "detail", {"description", "opening_hours", "place", "lat", "lon"}, chunk));
      chunk.clear();
    };
    for (const auto& record : records) {
      chunk.push_back(&record);
      if (chunk.size() == records_per_chunk) flush();
    }
    flush();
    return packs;
  }

  wire::Chunk keep(const std::string& collection, const std::string& part,
                   const std::vector<std::string>& columns,
                   const std::vector<const Records::value_type*>& records) {
    std::vector<wire::PackRow> rows;
    for (const auto* record : records) {
      wire::PackRow row{record->first, {}};
      for (const auto& column : columns) {
        const auto found = record->second.find(column);
        row.values.push_back(found == record->second.end() ? std::string_view()
                                                           : std::string_view(found->second));
      }
      rows.push_back(std::move(row));
    }
    Bytes bytes = wire::encode_pack(collection, part, columns, rows);
    std::string hash = std::to_string(std::hash<std::string>{}(std::string(as_text(bytes))));
    hash.resize(43, 'x');
    const wire::Chunk chunk{hash, static_cast<std::int64_t>(bytes.size()),
                            static_cast<std::int64_t>(rows.size())};
    packs_[hash] = std::move(bytes);
    return chunk;
  }

  std::int64_t sequence_ = 0;
  std::map<std::string, Records> now_;
  std::vector<wire::Change> journal_;
  wire::Manifest manifest_{"kernstadt", "0123456789abcdef", 0, 0, {}};
  std::map<std::string, Bytes> packs_;
};

}  // namespace stadtkern::testing
