// The messages of the feed (PROTOCOL.md): manifest, changes, publish. Decoding is strict and total.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "wire/document.hpp"

namespace stadtkern::wire {

// A record's fields without its id. Ordered, so that every output is.
using Fields = std::map<std::string, std::string, std::less<>>;

struct Chunk {
  std::string hash;
  std::int64_t bytes = 0;
  std::int64_t records = 0;
  bool operator==(const Chunk&) const = default;
};

struct CollectionPacks {
  std::string name;
  std::int64_t records = 0;
  std::vector<std::string> list_fields;
  std::vector<Chunk> list;
  std::vector<Chunk> detail;
};

struct Manifest {
  std::string town;
  std::string epoch;
  std::int64_t sequence = 0;
  std::int64_t head = 0;
  std::vector<CollectionPacks> collections;
};

struct Change {
  std::string collection;
  std::string id;
  std::int64_t sequence = 0;
  bool deleted = false;
  bool is_new = false;
  Fields set;
};

struct Changes {
  std::string epoch;
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool more = false;
  std::vector<Change> changes;
};

struct PublishedRecord {
  std::string id;
  Fields fields;
};

struct Publish {
  std::string collection;
  std::string source;
  bool replace = false;
  bool has_schema = false;
  std::vector<std::string> list_fields;
  std::vector<PublishedRecord> records;
  std::vector<std::string> deleted;
};

Result<Manifest> decode_manifest(BytesView bytes, Encoding encoding);
Bytes encode_manifest(const Manifest& manifest, Encoding encoding);

Result<Changes> decode_changes(BytesView bytes, Encoding encoding);
Bytes encode_changes(const Changes& changes, Encoding encoding);

// JSON only. Errors name the field as in "records[17].opening_hours".
Result<Publish> decode_publish(BytesView bytes);

}  // namespace stadtkern::wire
