// A decoded message, read strictly: every access names its field and bounds, and the first fault is
// kept. The only place of the core that knows nlohmann/json; CBOR (RFC 8949) and JSON (RFC 8259)
// are the same to its readers.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace stadtkern::wire {

enum class Encoding { cbor, json };

// A decoded message. Nothing throws; nesting deeper than k_depth_max, invalid UTF-8, doubled keys
// and trailing bytes are refused as Code::malformed.
class Document {
 public:
  static Result<Document> decode(BytesView bytes, Encoding encoding);

  // The whole message as a map. A message that is not a map faults at field "".
  class Reader root(Error* fault) const;

 private:
  explicit Document(std::shared_ptr<const nlohmann::json> content) : content_(std::move(content)) {}
  std::shared_ptr<const nlohmann::json> content_;
};

// Reads the fields of one map. All readers of a document share one fault: after the first, every
// read returns an empty value, so a decoder reads everything and asks once at the end. A Reader
// lives no longer than its Document and the fault.
class Reader {
 public:
  bool has(const char* field) const;  // present and not null

  // Required fields; a missing or mistyped one sets the fault. Texts are at most max_bytes long.
  std::string text(const char* field, std::size_t max_bytes) const;
  std::int64_t number(const char* field, std::int64_t low, std::int64_t high) const;
  bool flag(const char* field) const;
  std::vector<std::string> texts(const char* field, std::size_t max_count,
                                 std::size_t max_bytes) const;

  // Each map of an array, in order.
  void each(const char* field, std::size_t max_count,
            const std::function<void(const Reader&)>& read) const;
  // Each name and text of a map of texts, in the order of the names (bytewise).
  void each_text(
      const char* field, std::size_t max_count, std::size_t max_bytes,
      const std::function<void(std::string_view name, const std::string& value)>& read) const;
  // All texts of this map except the named ones.
  void each_own_text(
      std::size_t max_count, std::size_t max_bytes,
      const std::function<void(std::string_view name, const std::string& value)>& read) const;
  // Each name and map of a map of maps, in the order of the names (bytewise).
  void each_map(const char* field, std::size_t max_count,
                const std::function<void(std::string_view name, const Reader&)>& read) const;
  Reader child(const char* field) const;
  // A map as CBOR of its own, for someone else to read.
  Bytes encoded(const char* field) const;
  // Refuses a map that holds any other field.
  void only(std::initializer_list<const char*> fields) const;

  // Sets the fault where `right` does not hold.
  void expect(bool right, const char* field, const char* expected) const;
  bool faulty() const;

 private:
  friend class Document;
  Reader(const nlohmann::json* map, std::string path, Error* fault);
  const nlohmann::json* find(const char* field, const char* expected) const;
  void refuse(const char* field, const char* expected) const;

  const nlohmann::json* map_;  // null once faulty
  std::string path_;           // "records[17]." as it stands before a field's name
  Error* fault_;
};

// Builds one map. Fields are written in the order of their names.
class Writer {
 public:
  Writer();
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;

  Writer& text(const char* field, std::string_view value);
  Writer& number(const char* field, std::int64_t value);
  Writer& flag(const char* field, bool value);
  Writer& texts(const char* field, const std::vector<std::string>& values);
  Writer& map(const char* field, Writer value);
  Writer& maps(const char* field, std::vector<Writer> values);

  // Invalid UTF-8 is written as U+FFFD in JSON; texts of the core are valid.
  Bytes encode(Encoding encoding) const;

 private:
  std::unique_ptr<nlohmann::json> content_;
};

}  // namespace stadtkern::wire
