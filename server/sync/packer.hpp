// Writes the packs of what the journal holds into a folder: HASH, HASH.br and HASH.gz.
#pragma once

#include <memory>
#include <string>

#include "sync/generation.hpp"

namespace stadtkern::sync {

// A chunk is about this large when compressed with Brotli: a broken line loses no more than that.
inline constexpr std::size_t k_chunk_compressed_bytes = 96'000;

// Makes the generation of the journal's present state. Files that are there already are not
// compressed again. `previous` (may be null) gives the sizes of chunks. Slow: about 1 s per MB.
Result<std::shared_ptr<const Generation>> write_packs(store::Journal& journal,
                                                      const std::string& folder,
                                                      const Generation* previous);

// Removes the packs that no kept generation names, and what an interrupted run left behind.
void remove_others(const std::string& folder, const Generations& kept);

// True where every pack of the generation lies in the folder.
bool is_complete(const std::string& folder, const Generation& generation);

}  // namespace stadtkern::sync
