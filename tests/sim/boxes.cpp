#include "boxes.hpp"

namespace stadtkern::sim {
namespace {

constexpr const char* k_protected = "eyJlbmMiOiJBMjU2R0NNIn0";  // {"enc":"A256GCM"}
constexpr std::size_t k_key_bytes = 40;

// FNV-1a over everything that must not change.
std::uint64_t mark_of(BytesView key, BytesView padded) {
  std::uint64_t mark = 0xCBF29CE484222325U;
  for (const BytesView part : {key, padded}) {
    for (const std::uint8_t byte : part) mark = (mark ^ byte) * 0x100000001B3U;
  }
  return mark;
}

Bytes tag_of(BytesView key, BytesView padded) {
  Bytes tag(16);
  const std::uint64_t mark = mark_of(key, padded);
  for (std::size_t at = 0; at < tag.size(); ++at)
    tag[at] = static_cast<std::uint8_t>(mark >> (8 * (at % 8)));
  return tag;
}

// The other way round it is the same.
Bytes veiled(BytesView padded, BytesView key) {
  Bytes all(padded.begin(), padded.end());
  Dice stream(mark_of(key, {}));
  for (std::size_t at = 0; at < all.size(); at += 8) {
    const std::uint64_t veil = stream.throw_all();
    for (std::size_t byte = 0; byte < 8; ++byte)
      all[at + byte] ^= static_cast<std::uint8_t>(veil >> (8 * byte));
  }
  return all;
}

Bytes wrapped(const Bytes& key, const std::string& x) {
  const Bytes lock = wire::decode_base64url(x).value();
  Bytes all = key;
  for (std::size_t at = 0; at < all.size(); ++at) all[at] ^= lock[at % lock.size()];
  return all;
}

Bytes padded(BytesView content) {
  std::size_t size = 0;
  for (const std::size_t one : wire::k_ciphertext_bytes) {
    if (size == 0 && one > content.size()) size = one;
  }
  Bytes all(content.begin(), content.end());
  all.push_back(0x80);
  all.resize(size, 0);
  return all;
}

}  // namespace

wire::Sealed seal_box(BytesView content, const std::vector<To>& to, Dice& dice) {
  const Bytes key = dice.bytes(k_key_bytes);
  const Bytes plain = padded(content);
  wire::Sealed sealed;
  sealed.protected_header = k_protected;
  sealed.iv = wire::encode_base64url(dice.bytes(12));
  sealed.ciphertext = wire::encode_base64url(veiled(plain, key));
  sealed.tag = wire::encode_base64url(tag_of(key, plain));
  for (const auto& [inbox, point] : to)
    sealed.recipients.push_back(
        {inbox, true, point, wire::encode_base64url(wrapped(key, point.x))});
  return sealed;
}

std::optional<Bytes> open_box(const wire::Reader& flattened, const std::string& x) {
  const auto key = wire::decode_base64url(flattened.text("encrypted_key", 100));
  const auto veil = wire::decode_base64url(flattened.text("ciphertext", 30'000));
  const auto tag = wire::decode_base64url(flattened.text("tag", 40));
  if (flattened.faulty() || !key.ok() || !veil.ok() || !tag.ok()) return std::nullopt;
  const Bytes content_key = wrapped(key.value(), x);
  Bytes plain = veiled(veil.value(), content_key);
  if (tag_of(content_key, plain) != tag.value()) return std::nullopt;
  while (!plain.empty() && plain.back() == 0) plain.pop_back();
  if (plain.empty() || plain.back() != 0x80) return std::nullopt;
  plain.pop_back();
  return plain;
}

}  // namespace stadtkern::sim
