#include "sync/press.hpp"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <fstream>
#include <sstream>

#include "files/write_whole.hpp"
#include "log/line.hpp"
#include "sync/packer.hpp"

namespace stadtkern::sync {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::int64_t k_changes_at_once = 200;
constexpr std::int64_t k_changes_percent = 2;
// A publish in several pieces is packed once.
constexpr milliseconds k_pause{1'000};
constexpr milliseconds k_first_pause{300};
// Under a steady stream of changes packs come at least so often.
constexpr int k_pauses_max = 10;
constexpr std::chrono::seconds k_retry_pause{30};
// Clients that hold older packs than the kept ones find their way by changes for so long.
constexpr std::int64_t k_history_entries = 100'000;
constexpr int k_lowest_priority = 19;

std::string memory_file(const PressRules& rules) {
  return rules.folder + "/" + k_memory_name;
}

}  // namespace

milliseconds patience(const Generation* packed, const store::Position& at, milliseconds quiet) {
  if (packed == nullptr || packed->at.epoch != at.epoch) return std::min(k_first_pause, quiet);
  const std::int64_t changes = at.head - packed->at.head;
  const auto bound = std::max(k_changes_at_once, packed->records() * k_changes_percent / 100);
  return changes > bound ? std::min(k_pause, quiet) : quiet;
}

Press::Press(store::Journal& journal, PressRules rules)
    : journal_(journal),
      rules_(std::move(rules)),
      at_(journal.position()),
      changed_at_(steady_clock::now()),
      waiting_since_(changed_at_) {
  remember();
  thread_ = std::thread([this] { run(); });
}

Press::~Press() {
  {
    const std::lock_guard lock(guard_);
    closing_ = true;
  }
  noticed_.notify_all();
  thread_.join();
}

void Press::remember() {
  std::ifstream file(memory_file(rules_), std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  auto generations = decode_generations(text.str());
  if (!generations.ok()) return;
  const bool whole = std::all_of(
      generations.value().begin(), generations.value().end(), [&](const auto& generation) {
        return generation->at.epoch == at_.epoch && generation->at.head <= at_.head &&
               is_complete(rules_.folder, *generation);
      });
  if (whole) kept_ = std::move(generations).value();
}

void Press::notice(const store::Position& at) {
  const std::lock_guard lock(guard_);
  const bool was_packed = !kept_.empty() && kept_.front()->at == at_;
  at_ = at;
  changed_at_ = steady_clock::now();
  if (was_packed) waiting_since_ = changed_at_;
  noticed_.notify_all();
}

std::shared_ptr<const Generation> Press::current() const {
  const std::lock_guard lock(guard_);
  return kept_.empty() ? nullptr : kept_.front();
}

void Press::run() {
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), k_lowest_priority);
  remove_others(rules_.folder, kept_);
  while (wait_until_due()) pack();
}

// False where the press closes.
bool Press::wait_until_due() {
  std::unique_lock lock(guard_);
  while (!closing_) {
    const Generation* packed = kept_.empty() ? nullptr : kept_.front().get();
    const bool empty = packed == nullptr && at_.head == 0 && at_.edition == 0;
    if (empty || (packed != nullptr && packed->at == at_)) {
      noticed_.wait(lock);
      continue;
    }
    const milliseconds wait = patience(packed, at_, rules_.quiet);
    const Moment due =
        std::max(std::min(changed_at_ + wait, waiting_since_ + k_pauses_max * wait), retry_at_);
    if (steady_clock::now() >= due) return true;
    noticed_.wait_until(lock, due);
  }
  return false;
}

void Press::pack() {
  const auto previous = current();
  const Moment started = steady_clock::now();
  const auto made = write_packs(journal_, rules_.folder, previous.get());
  malloc_trim(0);  // what packing took is not needed until the next time
  const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - started);
  std::unique_lock lock(guard_);
  waiting_since_ = steady_clock::now();
  if (!made.ok()) {
    retry_at_ = waiting_since_ + k_retry_pause;
    log::Line(log::Level::error, "packs_not_built").text("reason", made.error().expected);
    return;
  }
  kept_.insert(kept_.begin(), made.value());
  if (kept_.size() > k_generations_kept) kept_.resize(k_generations_kept);
  const Generations kept = kept_;
  lock.unlock();
  write_whole(memory_file(rules_), encode_generations(kept));
  remove_others(rules_.folder, kept);
  journal_.forget_before(std::min(kept.back()->at.head, kept.front()->at.head - k_history_entries));
  log::Line(log::Level::info, "packs_built")
      .number("seq", kept.front()->at.head)
      .number("records", kept.front()->records())
      .number("packs", static_cast<std::int64_t>(kept.front()->hashes().size()))
      .number("ms", took.count());
}

}  // namespace stadtkern::sync
