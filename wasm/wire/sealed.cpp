#include "wire/sealed.hpp"

#include <algorithm>

#include "wire/base64url.hpp"

namespace stadtkern::wire {
namespace {

constexpr const char* k_algorithm = "ECDH-ES+A256KW";
constexpr const char* k_encryption = "A256GCM";
constexpr std::size_t k_protected_letters_max = 512;
constexpr std::size_t k_ciphertext_letters_max = 21'846;
constexpr std::size_t k_iv_bytes = 12;
constexpr std::size_t k_tag_bytes = 16;
constexpr std::size_t k_wrapped_key_bytes = 40;  // AES key wrap adds 8 bytes (RFC 3394)

std::string base64url(const Reader& map, const char* field, std::size_t bytes,
                      const char* expected) {
  std::string text = map.text(field, (bytes * 4 + 2) / 3);
  map.expect(is_base64url(text, bytes), field, expected);
  return text;
}

Point read_header(const Reader& header, bool with_encryption) {
  if (with_encryption) {
    header.only({"alg", "enc", "epk"});
  } else {
    header.only({"alg", "epk"});
  }
  header.expect(header.text("alg", 32) == k_algorithm, "alg", k_algorithm);
  return read_point(header.child("epk"));
}

// What the protected header says: 0 nothing readable, 1 enc alone, 2 alg and epk too.
int kind_of_protected(std::string_view text) {
  const auto bytes = decode_base64url(text);
  if (!bytes.ok()) return 0;
  const auto document = Document::decode(bytes.value(), Encoding::json);
  if (!document.ok()) return 0;
  Error fault{Code::invalid, "", ""};
  const Reader root = document.value().root(&fault);
  root.expect(root.text("enc", 16) == k_encryption, "enc", k_encryption);
  const bool whole = root.has("alg") || root.has("epk");
  if (whole) {
    read_header(root, true);
  } else {
    root.only({"enc"});
  }
  if (root.faulty()) return 0;
  return whole ? 2 : 1;
}

Recipient read_recipient(const Reader& map, Audience audience, bool with_header) {
  Recipient recipient;
  recipient.has_header = with_header;
  if (audience == Audience::inboxes && with_header) {
    map.only({"encrypted_key", "header", "inbox"});
  } else if (audience == Audience::inboxes) {
    map.only({"encrypted_key", "inbox"});
  } else if (with_header) {
    map.only({"encrypted_key", "header"});
  } else {
    map.only({"encrypted_key"});
  }
  if (audience == Audience::inboxes) {
    recipient.inbox = map.text("inbox", 22);
    map.expect(is_relay_id(recipient.inbox), "inbox", "an id: 16 bytes in base64url");
  }
  if (with_header) recipient.ephemeral = read_header(map.child("header"), false);
  recipient.encrypted_key =
      base64url(map, "encrypted_key", k_wrapped_key_bytes, "40 bytes in base64url");
  return recipient;
}

// Few enough to compare each with each.
bool each_inbox_once(const std::vector<Recipient>& recipients) {
  for (std::size_t at = 1; at < recipients.size(); ++at) {
    for (std::size_t before = 0; before < at; ++before) {
      if (recipients[at].inbox == recipients[before].inbox) return false;
    }
  }
  return true;
}

Writer header_of(const Recipient& recipient) {
  Writer header;
  header.text("alg", k_algorithm).map("epk", write_point(recipient.ephemeral));
  return header;
}

}  // namespace

bool is_relay_id(std::string_view text) {
  return is_base64url(text, 16);
}

bool is_digest(std::string_view text) {
  return is_base64url(text, 32);
}

Point read_point(const Reader& jwk) {
  jwk.only({"crv", "kty", "x", "y"});
  jwk.expect(jwk.text("kty", 8) == "EC", "kty", "EC");
  jwk.expect(jwk.text("crv", 8) == "P-256", "crv", "P-256");
  Point point;
  point.x = base64url(jwk, "x", 32, "32 bytes in base64url");
  point.y = base64url(jwk, "y", 32, "32 bytes in base64url");
  return point;
}

Writer write_point(const Point& point) {
  Writer jwk;
  jwk.text("kty", "EC").text("crv", "P-256").text("x", point.x).text("y", point.y);
  return jwk;
}

Sealed read_sealed(const Reader& jwe, Audience audience) {
  jwe.only({"ciphertext", "iv", "protected", "recipients", "tag"});
  Sealed sealed;
  sealed.protected_header = jwe.text("protected", k_protected_letters_max);
  const int kind = kind_of_protected(sealed.protected_header);
  jwe.expect(kind != 0, "protected", "enc A256GCM, perhaps alg and epk, in base64url");
  sealed.iv = base64url(jwe, "iv", k_iv_bytes, "12 bytes in base64url");
  sealed.tag = base64url(jwe, "tag", k_tag_bytes, "16 bytes in base64url");
  sealed.ciphertext = jwe.text("ciphertext", k_ciphertext_letters_max);
  const auto size = static_cast<std::size_t>(base64url_bytes(sealed.ciphertext));
  jwe.expect(std::find(k_ciphertext_bytes.begin(), k_ciphertext_bytes.end(), size) !=
                 k_ciphertext_bytes.end(),
             "ciphertext", "1024, 2048, 4096, 8192 or 16384 bytes in base64url");
  jwe.each("recipients", k_recipients_max, [&](const Reader& recipient) {
    sealed.recipients.push_back(read_recipient(recipient, audience, kind == 1));
  });
  const std::size_t count = sealed.recipients.size();
  const bool one = audience == Audience::citizen || kind == 2;
  jwe.expect(count > 0 && (count == 1 || !one), "recipients",
             one ? "exactly one recipient" : "1 to 128 recipients");
  jwe.expect(each_inbox_once(sealed.recipients), "recipients", "each inbox once");
  return sealed;
}

Writer write_sealed(const Sealed& sealed) {
  Writer jwe;
  jwe.text("protected", sealed.protected_header).text("iv", sealed.iv);
  jwe.text("ciphertext", sealed.ciphertext).text("tag", sealed.tag);
  std::vector<Writer> recipients;
  for (const Recipient& recipient : sealed.recipients) {
    Writer entry;
    if (!recipient.inbox.empty()) entry.text("inbox", recipient.inbox);
    if (recipient.has_header) entry.map("header", header_of(recipient));
    entry.text("encrypted_key", recipient.encrypted_key);
    recipients.push_back(std::move(entry));
  }
  jwe.maps("recipients", std::move(recipients));
  return jwe;
}

Writer write_flattened(const Sealed& sealed, const Recipient& recipient) {
  Writer jwe;
  jwe.text("protected", sealed.protected_header).text("iv", sealed.iv);
  jwe.text("ciphertext", sealed.ciphertext).text("tag", sealed.tag);
  if (recipient.has_header) jwe.map("header", header_of(recipient));
  jwe.text("encrypted_key", recipient.encrypted_key);
  return jwe;
}

}  // namespace stadtkern::wire
