#include "store/compose.hpp"

#include <algorithm>

namespace stadtkern::store {
namespace {

std::size_t bytes_of(const wire::Fields& fields) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : fields) bytes += name.size() + value.size();
  return bytes;
}

}  // namespace

bool Composer::take(const std::string& collection, std::int64_t sequence, Entry entry) {
  bytes_ += collection.size() + entry.id.size() + bytes_of(entry.after);
  if (any_ && bytes_ > bytes_max_) return false;
  any_ = true;
  const auto [place, first] = courses_.try_emplace({collection, entry.id});
  Course& course = place->second;
  if (first) course.existed = entry.deed != Deed::created;
  course.sequence = sequence;
  course.exists = entry.deed != Deed::deleted;
  if (entry.deed != Deed::changed) {
    course.before.clear();
    course.after = std::move(entry.after);
    course.reborn = entry.deed == Deed::created;
    return true;
  }
  if (!course.reborn) course.before.merge(entry.before);  // the oldest value stays
  for (auto& [name, value] : entry.after) course.after[name] = std::move(value);
  return true;
}

std::vector<wire::Change> Composer::finish() {
  std::vector<wire::Change> changes;
  for (auto& [key, course] : courses_) {
    if (!course.existed && !course.exists) continue;
    wire::Change change;
    change.collection = key.first;
    change.id = key.second;
    change.sequence = course.sequence;
    change.deleted = !course.exists;
    change.is_new = course.exists && course.reborn;
    for (auto& [name, value] : course.after) {
      const auto before = course.before.find(name);
      const bool same =
          change.is_new ? value.empty() : before != course.before.end() && before->second == value;
      if (!same) change.set.emplace(name, std::move(value));
    }
    if (change.deleted) change.set.clear();
    if (change.set.empty() && !change.deleted && !change.is_new) continue;
    changes.push_back(std::move(change));
  }
  std::sort(changes.begin(), changes.end(),
            [](const auto& a, const auto& b) { return a.sequence < b.sequence; });
  return changes;
}

}  // namespace stadtkern::store
