// What a device that counts along says of one week: one question, one answer with chance in it
// (PROTOCOL.md, "usage"). Both sides know the same coarse names.
#pragma once

#include <array>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "wire/document.hpp"

namespace stadtkern::wire {

// Sent, and stored as positions: append only, and keep them a power of two, so that a random byte
// chooses each as often.
inline constexpr std::array<std::string_view, 8> k_usage_features{
    "directory", "shop", "search", "map", "saved", "order", "care", "settings"};

struct UsageReport {
  std::size_t feature = 0;  // in k_usage_features
  bool used = false;        // as the dice said
};

inline constexpr std::size_t k_usage_bytes_max = 128;

Bytes encode_usage(const UsageReport& report);
Result<UsageReport> decode_usage(BytesView bytes, Encoding encoding);

}  // namespace stadtkern::wire
