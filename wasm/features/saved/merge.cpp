#include "features/saved/merge.hpp"

namespace stadtkern::saved {
namespace {

bool wants(const Entry& entry, const std::string& item) {
  for (const Line& line : entry.order) {
    if (line.item == item) return true;
  }
  return false;
}

void lay_over(Entry& entry, const Entry& brought) {
  if (entry.note.find(brought.note) == std::string::npos) {
    if (!entry.note.empty()) entry.note += '\n';
    entry.note = clean(entry.note + brought.note, k_note_bytes_max);
  }
  for (const Line& line : brought.order) {
    if (entry.order.size() < k_lines_max && !wants(entry, line.item)) entry.order.push_back(line);
  }
}

}  // namespace

Merged merge(List list, const List& brought) {
  Merged merged;
  for (const Entry& one : brought) {
    Entry* there = find(list, one.id);
    if (there == nullptr) {
      list.push_back(one);
      ++merged.added;
    } else {
      const Entry before = *there;
      lay_over(*there, one);
      if (*there == before) continue;
    }
    merged.changed.push_back(one.id);
  }
  merged.list = std::move(list);
  return merged;
}

Report refusal(const Error& error) {
  Report report{error.code == Code::unsupported ? Report::Kind::newer : Report::Kind::wrong};
  report.where = error.field;
  return report;
}

}  // namespace stadtkern::saved
