#include "search/pile.hpp"

#include <cstdlib>
#include <cstring>

namespace stadtkern::search {

PileMemory::PileMemory(PileMemory&& other) noexcept
    : bytes_(std::exchange(other.bytes_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

PileMemory& PileMemory::operator=(PileMemory&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  std::swap(capacity_, other.capacity_);
  return *this;
}

PileMemory::~PileMemory() {
  std::free(bytes_);
}

void PileMemory::reserve_bytes(std::size_t size) {
  if (size <= capacity_) return;
  capacity_ = size < 2 * capacity_ ? 2 * capacity_ : size < 64 ? 64 : size;
  auto* grown = static_cast<char*>(std::realloc(bytes_, capacity_));
  if (grown == nullptr) std::abort();
  bytes_ = grown;
}

void PileMemory::resize_bytes(std::size_t size) {
  reserve_bytes(size);
  if (size > size_) std::memset(bytes_ + size_, 0, size - size_);
  size_ = size;
}

}  // namespace stadtkern::search
