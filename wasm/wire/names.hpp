// Names and bounds of PROTOCOL.md. Sent and stored: do not change without a new version.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stadtkern::wire {

inline constexpr std::size_t k_value_bytes_max = 16 * 1024;
inline constexpr std::size_t k_record_bytes_max = 64 * 1024;
inline constexpr std::size_t k_record_fields_max = 64;
inline constexpr std::size_t k_pack_columns_max = 128;
inline constexpr std::size_t k_pack_bytes_max = 16 * 1024 * 1024;
inline constexpr std::size_t k_depth_max = 16;
inline constexpr std::int64_t k_sequence_max = (std::int64_t{1} << 53) - 1;

bool is_town(std::string_view text);        // [a-z][a-z0-9-]{0,39}
bool is_source(std::string_view text);      // [a-z][a-z0-9-]{0,39}
bool is_collection(std::string_view text);  // [a-z][a-z0-9_]{0,39}
bool is_field(std::string_view text);       // [a-z][a-z0-9_]{0,39}
bool is_record_id(std::string_view text);   // [a-z0-9][a-z0-9-]{0,79}
bool is_epoch(std::string_view text);       // 16 lowercase hex digits
bool is_pack_hash(std::string_view text);   // 43 characters of base64url
bool is_value(std::string_view text);       // UTF-8, no control characters but line feed, bounded

}  // namespace stadtkern::wire
