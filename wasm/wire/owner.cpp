#include "wire/owner.hpp"

#include "wire/base64url.hpp"
#include "wire/decode_map.hpp"
#include "wire/names.hpp"

namespace stadtkern::wire {
namespace {

constexpr std::int64_t k_version = 1;
constexpr std::size_t k_coordinate_letters = 43;

Writer versioned() {
  Writer root;
  root.number("version", k_version);
  return root;
}

std::string value_in(const Reader& map, const char* field) {
  std::string value = map.text(field, k_value_bytes_max);
  map.expect(is_value(value), field, "UTF-8 without control characters except line feed");
  return value;
}

}  // namespace

Result<std::string> decode_owner_join(BytesView bytes, Encoding encoding) {
  return decode_map<std::string>(bytes, encoding, [](const Reader& root) {
    root.only({"invitation", "version"});
    root.number("version", k_version, k_version);
    std::string invitation = root.text("invitation", 22);
    root.expect(is_relay_id(invitation), "invitation", "16 bytes in base64url");
    return invitation;
  });
}

Bytes encode_owner_join(std::string_view invitation, Encoding encoding) {
  return versioned().text("invitation", invitation).encode(encoding);
}

Sayings read_sayings(const Reader& map) {
  Sayings fields;
  map.each_map("fields", k_record_fields_max, [&](std::string_view name, const Reader& saying) {
    saying.only({"now", "was"});
    map.expect(is_field(name) && name != "id", "fields", "names of fields");
    fields.emplace(name, Saying{value_in(saying, "was"), value_in(saying, "now")});
  });
  return fields;
}

Writer write_sayings(const Sayings& fields) {
  Writer map;
  for (const auto& [name, saying] : fields) {
    Writer one;
    one.text("was", saying.was).text("now", saying.now);
    map.map(name.c_str(), std::move(one));
  }
  return map;
}

Result<OwnerEdit> decode_owner_edit(BytesView bytes, Encoding encoding) {
  return decode_map<OwnerEdit>(bytes, encoding, [](const Reader& root) {
    root.only({"fields", "number", "version"});
    root.number("version", k_version, k_version);
    OwnerEdit edit{root.number("number", 1, k_sequence_max), read_sayings(root)};
    root.expect(!edit.fields.empty(), "fields", "at least one field");
    return edit;
  });
}

Bytes encode_owner_edit(const OwnerEdit& edit, Encoding encoding) {
  Writer root = versioned();
  root.number("number", edit.number).map("fields", write_sayings(edit.fields));
  return root.encode(encoding);
}

Result<EditAnswer> decode_edit_answer(BytesView bytes, Encoding encoding) {
  return decode_map<EditAnswer>(bytes, encoding, [](const Reader& root) {
    EditAnswer answer;
    if (root.has("seq")) answer.sequence = root.number("seq", 0, k_sequence_max);
    if (root.has("number")) answer.number = root.number("number", 0, k_sequence_max);
    if (root.has("present")) {
      root.each_text("present", k_record_fields_max, k_value_bytes_max,
                     [&](std::string_view name, const std::string& value) {
                       answer.present.emplace(name, value);
                     });
    }
    return answer;
  });
}

std::string owner_signed_text(std::string_view path, std::string_view body) {
  std::string text = "stadtkern-owner-1\nPOST\n";
  text.append(path).append("\n").append(body);
  return text;
}

Result<OwnerCredential> decode_owner_credential(std::string_view text) {
  const Error wrong{Code::invalid, "Authorization", "Owner X.Y.SIGNATURE"};
  const std::size_t k = k_coordinate_letters;
  if (text.size() != k_owner_credential_letters || text[k] != '.' || text[2 * k + 1] != '.')
    return wrong;
  OwnerCredential credential;
  credential.key.x = text.substr(0, k);
  credential.key.y = text.substr(k + 1, k);
  credential.signature = text.substr(2 * k + 2);
  const bool spelled = is_base64url(credential.key.x, 32) && is_base64url(credential.key.y, 32) &&
                       is_base64url(credential.signature, 64);
  if (!spelled) return wrong;
  return credential;
}

}  // namespace stadtkern::wire
