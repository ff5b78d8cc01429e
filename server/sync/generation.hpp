// One complete set of packs, and how it is remembered over a restart.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/journal.hpp"
#include "wire/feed.hpp"

namespace stadtkern::sync {

struct Generation {
  store::Position at;
  std::vector<wire::CollectionPacks> collections;
  // "collection/part" -> bytes of rows per chunk. Kept from one generation to the next: another
  // target would move every boundary.
  std::map<std::string, std::size_t> targets;

  std::int64_t records() const;
  std::set<std::string> hashes() const;
};

using Generations = std::vector<std::shared_ptr<const Generation>>;  // the newest first

inline constexpr std::size_t k_generations_kept = 2;

inline constexpr const char* k_memory_name = "_generations.json";  // stored, in DATA/packs

std::string encode_generations(const Generations& generations);
Result<Generations> decode_generations(std::string_view json);

// The message to clients. A generation of another epoch says nothing about this journal.
wire::Manifest manifest_of(const Generation* generation, const std::string& town,
                           const store::Position& at);

}  // namespace stadtkern::sync
