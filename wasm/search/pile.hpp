// A growing array of plain values, like std::vector, but with one piece of code that grows it
// whatever the values are: a vector brings some three hundred bytes along for each kind of value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace stadtkern::search {

// The memory under a pile. New values are zero bytes; runs out of memory as new does: by the end
// of the program.
class PileMemory {
 public:
  PileMemory() = default;
  PileMemory(PileMemory&& other) noexcept;
  PileMemory& operator=(PileMemory&& other) noexcept;
  ~PileMemory();

 protected:
  // Makes room for `size` bytes at least, twice what there was if that is more.
  void reserve_bytes(std::size_t size);
  // Sets the size; what is new is zero.
  void resize_bytes(std::size_t size);

  char* bytes_ = nullptr;
  std::size_t size_ = 0;      // in bytes
  std::size_t capacity_ = 0;  // in bytes
};

template <class T>
class Pile : private PileMemory {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Pile() = default;
  explicit Pile(std::size_t count) { resize(count); }

  std::size_t size() const { return size_ / sizeof(T); }
  bool empty() const { return size_ == 0; }
  T* data() { return reinterpret_cast<T*>(bytes_); }
  const T* data() const { return reinterpret_cast<const T*>(bytes_); }
  T& operator[](std::size_t i) { return data()[i]; }
  const T& operator[](std::size_t i) const { return data()[i]; }
  T* begin() { return data(); }
  T* end() { return data() + size(); }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size(); }

  // The value must not lie in this pile.
  void push_back(const T& value) {
    if (size_ + sizeof(T) > capacity_) reserve_bytes(size_ + sizeof(T));
    *reinterpret_cast<T*>(bytes_ + size_) = value;
    size_ += sizeof(T);
  }
  void reserve(std::size_t count) { reserve_bytes(count * sizeof(T)); }
  void resize(std::size_t count) { resize_bytes(count * sizeof(T)); }
  void clear() { size_ = 0; }
};

}  // namespace stadtkern::search
