#include "wire/document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/utf8.hpp"
#include "wire/names.hpp"

namespace stadtkern::wire {
namespace {

using nlohmann::json;

// Builds the document while it refuses what nlohmann would take: deep nesting (it parses
// recursively, so a megabyte of
// '[' would end the stack), doubled keys, binary strings and invalid UTF-8.
class StrictDom : public nlohmann::detail::json_sax_dom_parser<json> {
 public:
  using Base = nlohmann::detail::json_sax_dom_parser<json>;
  explicit StrictDom(json& document) : Base(document, false) {}

  bool start_object(std::size_t size) {
    keys_.emplace_back();
    return deeper() && Base::start_object(bounded(size));
  }
  bool start_array(std::size_t size) { return deeper() && Base::start_array(bounded(size)); }
  bool end_object() {
    keys_.pop_back();
    --depth_;
    return Base::end_object();
  }
  bool end_array() {
    --depth_;
    return Base::end_array();
  }
  bool key(std::string& name) {
    if (!is_utf8(name) || !keys_.back().insert(name).second) return false;
    return Base::key(name);
  }
  bool string(std::string& value) { return is_utf8(value) && Base::string(value); }
  bool binary(json::binary_t&) { return false; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    return false;
  }

 private:
  bool deeper() { return ++depth_ <= k_depth_max; }
  // CBOR announces sizes; nlohmann throws where one is absurd. Leave them to the bytes that follow.
  static std::size_t bounded(std::size_t) { return static_cast<std::size_t>(-1); }

  std::size_t depth_ = 0;
  std::vector<std::set<std::string>> keys_;
};

const json* nothing() {
  return nullptr;
}

}  // namespace

Result<Document> Document::decode(BytesView bytes, Encoding encoding) {
  auto content = std::make_shared<json>();
  StrictDom dom(*content);
  const auto format =
      encoding == Encoding::cbor ? json::input_format_t::cbor : json::input_format_t::json;
  const auto* begin = reinterpret_cast<const char*>(bytes.data());
  if (bytes.empty() || !json::sax_parse(begin, begin + bytes.size(), &dom, format, true)) {
    return Error{Code::malformed, "",
                 encoding == Encoding::cbor ? "one CBOR map" : "one JSON object"};
  }
  return Document(std::move(content));
}

Reader Document::root(Error* fault) const {
  if (!content_->is_object()) {
    *fault = Error{Code::invalid, "", "a map"};
    return Reader(nothing(), "", fault);
  }
  return Reader(content_.get(), "", fault);
}

Reader::Reader(const json* map, std::string path, Error* fault)
    : map_(map), path_(std::move(path)), fault_(fault) {}

bool Reader::faulty() const {
  return map_ == nullptr || !fault_->expected.empty();
}

void Reader::refuse(const char* field, const char* expected) const {
  if (fault_->expected.empty()) *fault_ = Error{Code::invalid, path_ + field, expected};
}

void Reader::expect(bool right, const char* field, const char* expected) const {
  if (!faulty() && !right) refuse(field, expected);
}

bool Reader::has(const char* field) const {
  if (faulty()) return false;
  const auto found = map_->find(field);
  return found != map_->end() && !found->is_null();
}

const json* Reader::find(const char* field, const char* expected) const {
  if (faulty()) return nullptr;
  const auto found = map_->find(field);
  if (found != map_->end()) return &*found;
  refuse(field, expected);
  return nullptr;
}

std::string Reader::text(const char* field, std::size_t max_bytes) const {
  const json* value = find(field, "a text");
  if (value == nullptr) return {};
  const auto* text = value->get_ptr<const std::string*>();
  if (text == nullptr) return refuse(field, "a text"), std::string();
  if (text->size() > max_bytes) return refuse(field, "a shorter text"), std::string();
  return *text;
}

std::int64_t Reader::number(const char* field, std::int64_t low, std::int64_t high) const {
  const json* value = find(field, "a whole number");
  if (value == nullptr) return low;
  if (!value->is_number_integer()) return refuse(field, "a whole number"), low;
  const bool huge =
      value->is_number_unsigned() && *value->get_ptr<const std::uint64_t*>() > INT64_MAX;
  const std::int64_t number = huge ? INT64_MAX : value->get<std::int64_t>();
  if (huge || number < low || number > high)
    return refuse(field, "a whole number in its range"), low;
  return number;
}

bool Reader::flag(const char* field) const {
  const json* value = find(field, "true or false");
  if (value == nullptr) return false;
  if (!value->is_boolean()) return refuse(field, "true or false"), false;
  return value->get<bool>();
}

std::vector<std::string> Reader::texts(const char* field, std::size_t max_count,
                                       std::size_t max_bytes) const {
  std::vector<std::string> all;
  const json* value = find(field, "an array of texts");
  if (value == nullptr) return all;
  if (!value->is_array()) return refuse(field, "an array of texts"), all;
  if (value->size() > max_count) return refuse(field, "fewer entries"), all;
  for (std::size_t at = 0; at < value->size(); ++at) {
    const auto* text = (*value)[at].get_ptr<const std::string*>();
    if (text == nullptr || text->size() > max_bytes) {
      refuse((std::string(field) + "[" + std::to_string(at) + "]").c_str(),
             "a text of bounded length");
      return {};
    }
    all.push_back(*text);
  }
  return all;
}

void Reader::each(const char* field, std::size_t max_count,
                  const std::function<void(const Reader&)>& read) const {
  const json* value = find(field, "an array of maps");
  if (value == nullptr) return;
  if (!value->is_array()) return refuse(field, "an array of maps");
  if (value->size() > max_count) return refuse(field, "fewer entries");
  for (std::size_t at = 0; at < value->size() && !faulty(); ++at) {
    const std::string name = std::string(field) + "[" + std::to_string(at) + "]";
    if (!(*value)[at].is_object()) return refuse(name.c_str(), "a map");
    read(Reader(&(*value)[at], path_ + name + ".", fault_));
  }
}

void Reader::each_map(const char* field, std::size_t max_count,
                      const std::function<void(std::string_view, const Reader&)>& read) const {
  const Reader map = child(field);
  if (map.faulty()) return;
  if (map.map_->size() > max_count) return refuse(field, "fewer fields");
  for (const auto& [name, value] : map.map_->items()) {
    // A stranger's name is repeated only where it can be nothing but a name.
    const std::string shown = is_field(name) ? name : "";
    if (!value.is_object()) return map.refuse(shown.c_str(), "a map");
    read(name, Reader(&value, map.path_ + shown + ".", fault_));
    if (faulty()) return;
  }
}

Reader Reader::child(const char* field) const {
  const json* value = find(field, "a map");
  if (value != nullptr && !value->is_object()) {
    refuse(field, "a map");
    value = nullptr;
  }
  return Reader(value, path_ + field + ".", fault_);
}

Bytes Reader::encoded(const char* field) const {
  const Reader map = child(field);
  return map.faulty() ? Bytes() : json::to_cbor(*map.map_);
}

void Reader::only(std::initializer_list<const char*> fields) const {
  if (faulty()) return;
  for (const auto& [name, value] : map_->items()) {
    const auto is_name = [&known = name](const char* field) { return known == field; };
    if (std::any_of(fields.begin(), fields.end(), is_name)) continue;
    // A stranger's name is repeated only where it can be nothing but a name.
    std::string field = path_ + (is_field(name) ? name : "");
    if (!field.empty() && field.back() == '.') field.pop_back();
    if (fault_->expected.empty()) *fault_ = {Code::invalid, field, "only what the protocol has"};
    return;
  }
}

void Reader::each_own_text(
    std::size_t max_count, std::size_t max_bytes,
    const std::function<void(std::string_view, const std::string&)>& read) const {
  if (faulty()) return;
  if (map_->size() > max_count) return refuse("", "fewer fields");
  for (const auto& [name, value] : map_->items()) {
    const auto* text = value.get_ptr<const std::string*>();
    if (text == nullptr) return refuse(name.c_str(), "a text");
    if (text->size() > max_bytes) return refuse(name.c_str(), "a shorter text");
    read(name, *text);
    if (faulty()) return;
  }
}

void Reader::each_text(
    const char* field, std::size_t max_count, std::size_t max_bytes,
    const std::function<void(std::string_view, const std::string&)>& read) const {
  child(field).each_own_text(max_count, max_bytes, read);
}

}  // namespace stadtkern::wire
