// Brotli and gzip for many small files in a row. The encoders ask for megabytes per file, so what
// they give back is kept for the next one.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stadtkern::prerender {

class Compressor {
 public:
  // Throws std::runtime_error where an encoder refuses.
  std::string brotli(std::string_view content);
  std::string gzip(std::string_view content);

 private:
  // Blocks by size; handed out again once they are free.
  class Memory {
   public:
    void* take(std::size_t size);
    void give_back(void* block);

   private:
    std::map<std::size_t, std::vector<void*>> free_;
    std::map<void*, std::size_t> sizes_;
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
  };
  static void* take(void* memory, std::size_t size);
  static void give_back(void* memory, void* block);
  static void* take_items(void* memory, unsigned items, unsigned size);

  Memory memory_;
};

}  // namespace stadtkern::prerender
