#include "wire/feed.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "wire/names.hpp"

namespace stadtkern::wire {
namespace {

constexpr std::size_t k_collections_max = 256;
constexpr std::size_t k_chunks_max = 4096;
constexpr std::size_t k_changes_max = 1'000'000;
constexpr std::size_t k_records_max = 1'000'000;

std::string checked(const Reader& map, const char* field, bool (*is)(std::string_view),
                    const char* expected) {
  std::string text = map.text(field, 128);
  map.expect(is(text), field, expected);
  return text;
}

std::vector<std::string> read_list_fields(const Reader& map) {
  std::vector<std::string> fields = map.texts("list", k_record_fields_max, 40);
  std::vector<std::string> sorted = fields;
  sort(sorted);
  map.expect(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end(), "list",
             "each field once");
  for (const std::string& field : fields)
    map.expect(is_field(field) && field != "id", "list", "names of fields");
  return fields;
}

std::vector<Chunk> read_chunks(const Reader& parts, const char* part, std::int64_t records) {
  std::vector<Chunk> chunks;
  std::int64_t sum = 0;
  parts.each(part, k_chunks_max, [&](const Reader& map) {
    Chunk chunk;
    chunk.hash = checked(map, "hash", is_pack_hash, "43 characters of base64url");
    chunk.bytes = map.number("bytes", 0, static_cast<std::int64_t>(k_pack_bytes_max));
    chunk.records = map.number("records", 0, static_cast<std::int64_t>(k_records_max));
    sum += chunk.records;
    chunks.push_back(std::move(chunk));
  });
  parts.expect(sum == records, part, "chunks that add up to the collection's records");
  return chunks;
}

CollectionPacks read_collection(const Reader& map) {
  CollectionPacks packs;
  packs.name = checked(map, "name", is_collection, "a collection's name");
  packs.records = map.number("records", 0, static_cast<std::int64_t>(k_records_max));
  packs.list_fields = read_list_fields(map);
  const Reader parts = map.child("parts");
  packs.list = read_chunks(parts, "list", packs.records);
  packs.detail = read_chunks(parts, "detail", packs.records);
  return packs;
}

Fields read_set(const Reader& map) {
  Fields set;
  map.each_text("set", k_record_fields_max, k_value_bytes_max,
                [&](std::string_view name, const std::string& value) {
                  map.expect(is_field(name) && name != "id" && is_value(value), "set",
                             "named texts");
                  set.emplace(name, value);
                });
  return set;
}

Change read_change(const Reader& map, const Changes& range) {
  Change change;
  change.collection = checked(map, "collection", is_collection, "a collection's name");
  change.id = checked(map, "id", is_record_id, "a record's id");
  change.sequence = map.number("seq", range.from + 1, range.to);
  change.deleted = map.has("deleted") && map.flag("deleted");
  change.is_new = map.has("new") && map.flag("new");
  if (!change.deleted) change.set = read_set(map);
  return change;
}

Writer write_chunk(const Chunk& chunk) {
  Writer map;
  map.text("hash", chunk.hash).number("bytes", chunk.bytes).number("records", chunk.records);
  return map;
}

std::vector<Writer> write_chunks(const std::vector<Chunk>& chunks) {
  std::vector<Writer> maps;
  for (const Chunk& chunk : chunks) maps.push_back(write_chunk(chunk));
  return maps;
}

Writer write_change(const Change& change) {
  Writer map;
  map.text("collection", change.collection).text("id", change.id).number("seq", change.sequence);
  if (change.deleted) return std::move(map.flag("deleted", true));
  if (change.is_new) map.flag("new", true);
  Writer set;
  for (const auto& [name, value] : change.set) set.text(name.c_str(), value);
  map.map("set", std::move(set));
  return map;
}

PublishedRecord read_record(const Reader& map) {
  PublishedRecord record;
  std::size_t bytes = 0;
  map.each_own_text(k_record_fields_max + 1, k_value_bytes_max,
                    [&](std::string_view name, const std::string& value) {
                      const std::string field(name);
                      map.expect(is_field(name), field.c_str(), "a name of [a-z][a-z0-9_]{0,39}");
                      map.expect(is_value(value), field.c_str(),
                                 "UTF-8 without control characters except line feed");
                      bytes += name.size() + value.size();
                      if (name == "id") {
                        record.id = value;
                      } else if (!value.empty()) {
                        record.fields.emplace(name, value);
                      }
                    });
  map.expect(is_record_id(record.id), "id", "[a-z0-9][a-z0-9-]{0,79}");
  map.expect(bytes <= k_record_bytes_max, "id", "a record of at most 64 KiB");
  return record;
}

}  // namespace

Result<Manifest> decode_manifest(BytesView bytes, Encoding encoding) {
  const auto document = Document::decode(bytes, encoding);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const Reader root = document.value().root(&fault);
  Manifest manifest;
  manifest.town = checked(root, "town", is_town, "a town's id");
  manifest.epoch = checked(root, "epoch", is_epoch, "16 hex digits");
  manifest.sequence = root.number("seq", 0, k_sequence_max);
  manifest.head = root.number("head", manifest.sequence, k_sequence_max);
  root.each("collections", k_collections_max,
            [&](const Reader& map) { manifest.collections.push_back(read_collection(map)); });
  if (root.faulty()) return fault;
  return manifest;
}

Bytes encode_manifest(const Manifest& manifest, Encoding encoding) {
  std::vector<Writer> collections;
  for (const CollectionPacks& packs : manifest.collections) {
    Writer parts;
    parts.maps("list", write_chunks(packs.list)).maps("detail", write_chunks(packs.detail));
    Writer map;
    map.text("name", packs.name).number("records", packs.records).texts("list", packs.list_fields);
    map.map("parts", std::move(parts));
    collections.push_back(std::move(map));
  }
  Writer root;
  root.text("town", manifest.town).text("epoch", manifest.epoch).number("seq", manifest.sequence);
  root.number("head", manifest.head).maps("collections", std::move(collections));
  return root.encode(encoding);
}

Result<Changes> decode_changes(BytesView bytes, Encoding encoding) {
  const auto document = Document::decode(bytes, encoding);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const Reader root = document.value().root(&fault);
  Changes changes;
  changes.epoch = checked(root, "epoch", is_epoch, "16 hex digits");
  changes.from = root.number("from", 0, k_sequence_max);
  changes.to = root.number("to", changes.from, k_sequence_max);
  changes.more = root.flag("more");
  root.each("changes", k_changes_max,
            [&](const Reader& map) { changes.changes.push_back(read_change(map, changes)); });
  if (root.faulty()) return fault;
  return changes;
}

Bytes encode_changes(const Changes& changes, Encoding encoding) {
  std::vector<Writer> maps;
  for (const Change& change : changes.changes) maps.push_back(write_change(change));
  Writer root;
  root.text("epoch", changes.epoch).number("from", changes.from).number("to", changes.to);
  root.flag("more", changes.more).maps("changes", std::move(maps));
  return root.encode(encoding);
}

Result<Publish> decode_publish(BytesView bytes) {
  const auto document = Document::decode(bytes, Encoding::json);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const Reader root = document.value().root(&fault);
  Publish publish;
  publish.collection = checked(root, "collection", is_collection, "[a-z][a-z0-9_]{0,39}");
  publish.source = checked(root, "source", is_source, "[a-z][a-z0-9-]{0,39}");
  publish.replace = root.has("replace") && root.flag("replace");
  publish.has_schema = root.has("list");
  if (publish.has_schema) publish.list_fields = read_list_fields(root);
  if (root.has("records")) {
    root.each("records", k_records_max,
              [&](const Reader& map) { publish.records.push_back(read_record(map)); });
  }
  if (root.has("deleted")) publish.deleted = root.texts("deleted", k_records_max, 80);
  for (const std::string& id : publish.deleted)
    root.expect(is_record_id(id), "deleted", "ids of records");
  if (root.faulty()) return fault;
  return publish;
}

}  // namespace stadtkern::wire
