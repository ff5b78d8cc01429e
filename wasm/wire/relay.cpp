#include "wire/relay.hpp"

#include "wire/base64url.hpp"
#include "wire/decode_map.hpp"
#include "wire/names.hpp"

namespace stadtkern::wire {
namespace {

constexpr std::size_t k_signature_bytes = 64;
constexpr std::size_t k_id_letters = 22;
constexpr std::size_t k_digest_letters = 43;

template <class Message, class Read>
Result<Message> decode_versioned(BytesView bytes, Encoding encoding, const Read& read) {
  return decode_map<Message>(bytes, encoding, [&](const Reader& root) {
    root.number("version", k_relay_version, k_relay_version);
    return read(root);
  });
}

std::string digest(const Reader& map, const char* field) {
  std::string text = map.text(field, k_digest_letters);
  map.expect(is_digest(text), field, "32 bytes in base64url");
  return text;
}

std::string signature(const Reader& map) {
  std::string text = map.text("signature", (k_signature_bytes * 4 + 2) / 3);
  map.expect(is_base64url(text, k_signature_bytes), "signature", "64 bytes in base64url");
  return text;
}

Opening read_opening(const Reader& root) {
  root.only({"capability", "expires", "jwe", "proof", "receipt", "version"});
  Opening opening;
  opening.expires_s = root.number("expires", 0, k_sequence_max);
  root.expect(opening.expires_s % k_expiry_step_s == 0, "expires", "a full hour");
  opening.capability = digest(root, "capability");
  opening.proof = root.number("proof", 0, k_sequence_max);
  if (root.has("receipt")) {
    opening.receipt = root.text("receipt", (k_receipt_bytes_max * 4 + 2) / 3);
    root.expect(base64url_bytes(opening.receipt) > 0, "receipt", "1 to 512 bytes in base64url");
  }
  opening.sealed = read_sealed(root.child("jwe"), Audience::inboxes);
  return opening;
}

Answering read_answering(const Reader& root) {
  root.only({"instead", "jwe", "version"});
  Answering answering;
  if (root.has("instead")) answering.instead = root.texts("instead", k_instead_max, k_id_letters);
  for (const std::string& id : answering.instead)
    root.expect(is_relay_id(id), "instead", "ids of answers");
  answering.sealed = read_sealed(root.child("jwe"), Audience::citizen);
  return answering;
}

Joining read_joining(const Reader& root) {
  root.only({"device", "invitation", "sealing_key", "signature", "signing_key", "version"});
  Joining joining;
  const std::string invitation = root.text("invitation", 2 * k_id_letters + 1);
  const auto stop = invitation.find('.');
  joining.inbox = invitation.substr(0, stop);
  if (stop != std::string::npos) joining.secret = invitation.substr(stop + 1);
  root.expect(is_relay_id(joining.inbox) && is_relay_id(joining.secret), "invitation",
              "two ids with a full stop between");
  joining.signing_key = read_point(root.child("signing_key"));
  joining.sealing_key = read_point(root.child("sealing_key"));
  joining.device = read_point(root.child("device"));
  joining.signature = signature(root);
  return joining;
}

Writer versioned() {
  Writer root;
  root.number("version", k_relay_version);
  return root;
}

}  // namespace

Result<Opening> decode_opening(BytesView bytes, Encoding encoding) {
  return decode_versioned<Opening>(bytes, encoding, read_opening);
}

Bytes encode_opening(const Opening& opening, Encoding encoding) {
  Writer root = versioned();
  root.number("expires", opening.expires_s).text("capability", opening.capability);
  if (!opening.receipt.empty()) root.text("receipt", opening.receipt);
  root.number("proof", opening.proof).map("jwe", write_sealed(opening.sealed));
  return root.encode(encoding);
}

Result<Sealed> decode_letter(BytesView bytes, Encoding encoding) {
  return decode_versioned<Sealed>(bytes, encoding, [](const Reader& root) {
    root.only({"jwe", "version"});
    return read_sealed(root.child("jwe"), Audience::inboxes);
  });
}

Bytes encode_letter(const Sealed& sealed, Encoding encoding) {
  return versioned().map("jwe", write_sealed(sealed)).encode(encoding);
}

Result<Answering> decode_answering(BytesView bytes, Encoding encoding) {
  return decode_versioned<Answering>(bytes, encoding, read_answering);
}

Bytes encode_answering(const Answering& answering, Encoding encoding) {
  Writer root = versioned();
  root.map("jwe", write_sealed(answering.sealed));
  if (!answering.instead.empty()) root.texts("instead", answering.instead);
  return root.encode(encoding);
}

Result<Joining> decode_joining(BytesView bytes, Encoding encoding) {
  return decode_versioned<Joining>(bytes, encoding, read_joining);
}

Bytes encode_joining(const Joining& joining, Encoding encoding) {
  Writer root = versioned();
  root.text("invitation", joining.inbox + "." + joining.secret);
  root.map("signing_key", write_point(joining.signing_key));
  root.map("sealing_key", write_point(joining.sealing_key));
  root.map("device", write_point(joining.device)).text("signature", joining.signature);
  return root.encode(encoding);
}

Result<DeviceKey> decode_device_key(BytesView bytes, Encoding encoding) {
  return decode_versioned<DeviceKey>(bytes, encoding, [](const Reader& root) {
    root.only({"key", "signature", "version"});
    DeviceKey device;
    device.key = read_point(root.child("key"));
    device.signature = signature(root);
    return device;
  });
}

Result<Revocation> decode_revocation(BytesView bytes, Encoding encoding) {
  return decode_versioned<Revocation>(bytes, encoding, [](const Reader& root) {
    root.only({"device", "signature", "version"});
    return Revocation{digest(root, "device"), signature(root)};
  });
}

Result<void> decode_wish_for_challenge(BytesView bytes, Encoding encoding) {
  const auto wish = decode_versioned<bool>(bytes, encoding, [](const Reader& root) {
    root.only({"version"});
    return true;
  });
  if (!wish.ok()) return wish.error();
  return {};
}

Result<SignedChallenge> decode_signed_challenge(BytesView bytes, Encoding encoding) {
  return decode_versioned<SignedChallenge>(bytes, encoding, [](const Reader& root) {
    root.only({"challenge", "device", "signature", "version"});
    return SignedChallenge{digest(root, "device"), digest(root, "challenge"), signature(root)};
  });
}

std::string proof_text(std::string_view salt, std::string_view id, std::int64_t expires_s,
                       std::int64_t proof) {
  std::string text = "stadtkern-relay-1 proof\n";
  text.append(salt).append("\n").append(id).append("\n");
  text += std::to_string(expires_s);
  text += '\n';
  text += std::to_string(proof);
  return text;
}

std::string signed_text(std::string_view deed, std::string_view town, std::string_view inbox,
                        std::string_view one, std::string_view two) {
  std::string text = "stadtkern-relay-1 ";
  text.append(deed).append("\n").append(town).append("\n").append(inbox).append("\n").append(one);
  if (!two.empty()) text.append("\n").append(two);
  return text;
}

std::string thumbprint_text(const Point& key) {
  return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + key.x + "\",\"y\":\"" + key.y + "\"}";
}

}  // namespace stadtkern::wire
