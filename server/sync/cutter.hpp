// Cuts a part's rows into chunks. A boundary is the id with the smallest hash within a window
// around the target size: it depends on the ids nearby and not on what came before, so that a
// record that is changed, added or removed moves no boundary but perhaps its own.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/feed.hpp"

namespace stadtkern::sync {

struct Row {
  std::string id;
  wire::Fields fields;
  std::size_t bytes = 0;  // as it will stand in the pack
};

class Cutter {
 public:
  using Emit = std::function<void(std::vector<Row>)>;

  // `target_bytes` of rows per chunk; chunks have 0.6 to 1.4 of it, a short part is one chunk.
  Cutter(std::size_t target_bytes, Emit emit) : target_(target_bytes), emit_(std::move(emit)) {}

  void add(Row row);
  // Emits what is left. A part without rows has no chunk.
  void finish();

 private:
  std::size_t boundary(std::size_t highest) const;
  void emit_first(std::size_t rows);

  std::size_t target_;
  Emit emit_;
  std::vector<Row> rows_;
  std::size_t bytes_ = 0;
};

}  // namespace stadtkern::sync
