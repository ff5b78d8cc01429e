// The proof of work that opening a thread costs (RELAY.md).
#pragma once

#include <cstdint>
#include <string_view>

namespace stadtkern::relay {

// 65,536 hashes on average: some 10 ms for a program, below a second on an old phone.
inline constexpr int k_work_bits = 16;
inline constexpr int k_work_bits_max = 28;

// True where the hash of the proof's text begins with `bits` zero bits.
bool is_worked(std::string_view salt, std::string_view id, std::int64_t expires_s,
               std::int64_t proof, int bits);

}  // namespace stadtkern::relay
