#include "sync/generation.hpp"

#include "wire/document.hpp"
#include "wire/names.hpp"

namespace stadtkern::sync {
namespace {

constexpr std::size_t k_manifest_bytes_max = 16 * 1024 * 1024;
constexpr std::size_t k_parts_max = 1024;

wire::Writer encode(const Generation& generation) {
  // The town is not known here and not needed: the manifest is only the form of storage.
  const wire::Manifest manifest = manifest_of(&generation, "town", generation.at);
  wire::Writer targets;
  for (const auto& [part, bytes] : generation.targets) {
    targets.text(part.c_str(), std::to_string(bytes));
  }
  wire::Writer map;
  map.number("edition", generation.at.edition).map("targets", std::move(targets));
  map.text("manifest", as_text(wire::encode_manifest(manifest, wire::Encoding::json)));
  return map;
}

std::shared_ptr<const Generation> decode(const wire::Reader& map) {
  auto generation = std::make_shared<Generation>();
  generation->at.edition = map.number("edition", 0, wire::k_sequence_max);
  map.each_text("targets", k_parts_max, 20, [&](std::string_view part, const std::string& bytes) {
    generation->targets.emplace(part, std::strtoull(bytes.c_str(), nullptr, 10));
  });
  const std::string text = map.text("manifest", k_manifest_bytes_max);
  auto manifest = wire::decode_manifest(as_bytes(text), wire::Encoding::json);
  map.expect(manifest.ok(), "manifest", "a manifest");
  if (!manifest.ok()) return generation;
  generation->at.epoch = manifest.value().epoch;
  generation->at.head = manifest.value().sequence;
  generation->collections = std::move(manifest).value().collections;
  return generation;
}

}  // namespace

std::int64_t Generation::records() const {
  std::int64_t sum = 0;
  for (const auto& collection : collections) sum += collection.records;
  return sum;
}

std::set<std::string> Generation::hashes() const {
  std::set<std::string> all;
  for (const auto& collection : collections) {
    for (const auto& chunk : collection.list) all.insert(chunk.hash);
    for (const auto& chunk : collection.detail) all.insert(chunk.hash);
  }
  return all;
}

std::string encode_generations(const Generations& generations) {
  std::vector<wire::Writer> maps;
  for (const auto& generation : generations) maps.push_back(encode(*generation));
  wire::Writer root;
  root.maps("generations", std::move(maps));
  return std::string(as_text(root.encode(wire::Encoding::json)));
}

Result<Generations> decode_generations(std::string_view json) {
  const auto document = wire::Document::decode(as_bytes(json), wire::Encoding::json);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  Generations generations;
  const wire::Reader root = document.value().root(&fault);
  root.each("generations", k_generations_kept,
            [&](const wire::Reader& map) { generations.push_back(decode(map)); });
  if (root.faulty()) return fault;
  return generations;
}

wire::Manifest manifest_of(const Generation* generation, const std::string& town,
                           const store::Position& at) {
  wire::Manifest manifest{town, at.epoch, 0, at.head, {}};
  if (generation == nullptr || generation->at.epoch != at.epoch) return manifest;
  manifest.sequence = generation->at.head;
  manifest.head = std::max(at.head, manifest.sequence);
  manifest.collections = generation->collections;
  return manifest;
}

}  // namespace stadtkern::sync
