#include "features/sync/stored.hpp"

#include "wire/frame.hpp"
#include "wire/names.hpp"

namespace stadtkern::sync {
namespace {

constexpr std::int64_t k_version = 1;  // stored

}  // namespace

Bytes encode_stored(const Stored& stored) {
  Bytes body = wire::encode_manifest(stored.manifest, wire::Encoding::cbor);
  wire::Writer header;
  header.number("version", k_version)
      .number("manifest_bytes", static_cast<std::int64_t>(body.size()));
  const Bytes overlay = wire::encode_changes(stored.overlay, wire::Encoding::cbor);
  body.insert(body.end(), overlay.begin(), overlay.end());
  return wire::encode_frame(header, body);
}

Result<Stored> decode_stored(BytesView bytes) {
  const auto frame = wire::decode_frame(bytes);
  if (!frame.ok()) return frame.error();
  Error fault{Code::invalid, "", ""};
  const wire::Reader header = frame.value().header.root(&fault);
  const std::int64_t version = header.number("version", 0, 1'000);
  const BytesView body = frame.value().body;
  const auto split = static_cast<std::size_t>(
      header.number("manifest_bytes", 0, static_cast<std::int64_t>(body.size())));
  if (header.faulty()) return fault;
  if (version != k_version) return Error{Code::unsupported, "version", "1"};
  auto manifest = wire::decode_manifest(body.first(split), wire::Encoding::cbor);
  if (!manifest.ok()) return manifest.error();
  auto overlay = wire::decode_changes(body.subspan(split), wire::Encoding::cbor);
  if (!overlay.ok()) return overlay.error();
  return Stored{std::move(manifest).value(), std::move(overlay).value()};
}

std::string manifest_key(std::string_view town) {
  return std::string(town) + "/manifest";
}

std::string packs_prefix(std::string_view town) {
  return std::string(town) + "/pack/";
}

std::string pack_key(std::string_view town, std::string_view collection, std::string_view part,
                     std::string_view hash) {
  std::string key = packs_prefix(town);
  return key.append(collection).append("/").append(part).append("/").append(hash);
}

std::string_view hash_of_key(std::string_view key) {
  const std::size_t slash = key.rfind('/');
  const std::string_view hash =
      slash == std::string_view::npos ? std::string_view() : key.substr(slash + 1);
  return wire::is_pack_hash(hash) ? hash : std::string_view();
}

}  // namespace stadtkern::sync
