#include "base/sort.hpp"

namespace stadtkern {

namespace {

// Lets the item at `top` sink until no child of it is greater.
void sink(std::size_t top, std::size_t count, const Positions& positions) {
  for (std::size_t child = 2 * top + 1; child < count; child = 2 * top + 1) {
    const std::size_t other = child + 1;
    if (other < count && positions.less(positions.items, child, other)) child = other;
    if (!positions.less(positions.items, top, child)) return;
    positions.swap(positions.items, top, child);
    top = child;
  }
}

}  // namespace

void sort_positions(std::size_t count, const Positions& positions) {
  for (std::size_t top = count / 2; top-- > 0;) sink(top, count, positions);
  for (std::size_t last = count; last-- > 1;) {
    positions.swap(positions.items, 0, last);
    sink(0, last, positions);
  }
}

}  // namespace stadtkern
