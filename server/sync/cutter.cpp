#include "sync/cutter.hpp"

#include <algorithm>
#include <iterator>

namespace stadtkern::sync {
namespace {

constexpr std::size_t k_low_percent = 60;
constexpr std::size_t k_high_percent = 140;

// FNV-1a with a last mix (MurmurHash3's), because ids that differ in their last letter only must
// not lie side by side.
std::uint64_t hash_of(std::string_view id) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char letter : id) {
    hash ^= static_cast<unsigned char>(letter);
    hash *= 1099511628211ULL;
  }
  hash ^= hash >> 33;
  hash *= 0xFF51AFD7ED558CCDULL;
  hash ^= hash >> 33;
  return hash;
}

}  // namespace

void Cutter::add(Row row) {
  bytes_ += row.bytes;
  rows_.push_back(std::move(row));
  // With twice the target at hand, what remains after the cut is never a crumb.
  while (bytes_ >= 2 * target_) emit_first(boundary(target_ * k_high_percent / 100));
}

void Cutter::finish() {
  const std::size_t high = target_ * k_high_percent / 100;
  const std::size_t low = target_ * k_low_percent / 100;
  if (bytes_ > high) emit_first(boundary(std::min(high, bytes_ - low)));
  if (!rows_.empty()) emit_first(rows_.size());
}

// How many rows come before the boundary. At least one row.
std::size_t Cutter::boundary(std::size_t highest) const {
  const std::size_t low = target_ * k_low_percent / 100;
  std::size_t at_bytes = 0;
  std::size_t best = 0;
  std::uint64_t best_hash = UINT64_MAX;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (row > 0 && at_bytes > highest && best > 0) break;
    const std::uint64_t hash = hash_of(rows_[row].id);
    if (row > 0 && at_bytes >= low && (best == 0 || hash < best_hash)) {
      best = row;
      best_hash = hash;
    }
    at_bytes += rows_[row].bytes;
  }
  return best == 0 ? rows_.size() : best;
}

void Cutter::emit_first(std::size_t rows) {
  const auto end = rows_.begin() + static_cast<std::ptrdiff_t>(rows);
  std::vector<Row> chunk(std::make_move_iterator(rows_.begin()), std::make_move_iterator(end));
  rows_.erase(rows_.begin(), end);
  for (const Row& row : chunk) bytes_ -= row.bytes;
  emit_(std::move(chunk));
}

}  // namespace stadtkern::sync
