// Bytes that arrived and wait to be read: one block that grows up to a bound.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

namespace stadtkern::http {

class Inbox {
 public:
  explicit Inbox(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  std::string_view view() const { return {block_.get() + begin_, end_ - begin_}; }
  bool empty() const { return begin_ == end_; }
  bool full() const { return end_ - begin_ == bytes_max_; }

  // Room for more, at least one byte. Requires: !full(). Moves what is held: views end here.
  std::pair<char*, std::size_t> room() {
    if (end_ == size_) begin_ > 0 ? compact() : grow();
    return {block_.get() + end_, size_ - end_};
  }
  void arrived(std::size_t bytes) { end_ += bytes; }
  void consume(std::size_t bytes) {
    begin_ += bytes;
    if (begin_ == end_) begin_ = end_ = 0;
  }
  // Drops what lies behind the first bytes. Views of those stay valid.
  void keep_first(std::size_t bytes) { end_ = begin_ + bytes; }
  // Requires: it fits.
  void append(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto [start, size] = room();
      const std::size_t taken = std::min(size, bytes.size());
      std::copy_n(bytes.data(), taken, start);
      arrived(taken);
      bytes.remove_prefix(taken);
    }
  }

 private:
  static constexpr std::size_t k_first_size = 2048;

  void compact() {
    std::copy(block_.get() + begin_, block_.get() + end_, block_.get());
    end_ -= begin_;
    begin_ = 0;
  }
  void grow() {
    const std::size_t size = std::min(bytes_max_, std::max(k_first_size, size_ * 2));
    auto larger = std::make_unique<char[]>(size);
    std::copy(block_.get() + begin_, block_.get() + end_, larger.get());
    block_ = std::move(larger);
    size_ = size;
  }

  std::size_t bytes_max_;
  std::unique_ptr<char[]> block_;
  std::size_t size_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace stadtkern::http
