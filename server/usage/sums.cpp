#include "usage/sums.hpp"

#include <cstdio>
#include <filesystem>

#include "log/line.hpp"
#include "sqlite/database.hpp"

namespace stadtkern::usage {
namespace {

using sqlite::Database;
using sqlite::Statement;

constexpr std::int64_t k_day_s = 86'400;

// No log beside the file: it would hold one sum after another, and so the order of the reports.
constexpr const char* k_prepare =
    "PRAGMA journal_mode=DELETE; PRAGMA secure_delete=ON;"
    "CREATE TABLE IF NOT EXISTS sums(week TEXT NOT NULL, feature TEXT NOT NULL,"
    " reports INTEGER NOT NULL, yes INTEGER NOT NULL, PRIMARY KEY(week, feature)) WITHOUT ROWID";

}  // namespace

std::string week_of(std::int64_t now_s) {
  const std::int64_t day = now_s / k_day_s;
  const std::int64_t monday = day - (day + 3) % 7;  // 1970-01-01 was a Thursday
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{monday}}};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

Result<std::vector<Sum>> read_sums(const std::string& file) {
  std::vector<Sum> all;
  if (!std::filesystem::exists(file)) return all;
  try {
    Database database(file, Database::Access::read);
    Statement rows(database, "SELECT week, feature, reports, yes FROM sums ORDER BY 1, 2");
    while (rows.step()) all.push_back({rows.text(0), rows.text(1), rows.number(2), rows.number(3)});
  } catch (const sqlite::Broken& broken) {
    return Error{Code::malformed, "", broken.what()};
  }
  return all;
}

Sums::Sums(std::string file, std::chrono::milliseconds every, std::function<std::int64_t()> now_s)
    : file_(std::move(file)), every_(every), now_s_(std::move(now_s)), thread_([this] { run(); }) {}

Sums::~Sums() {
  {
    const std::lock_guard lock(guard_);
    closing_ = true;
  }
  closed_.notify_all();
  thread_.join();
}

void Sums::add(const wire::UsageReport& report) {
  const std::string week = week_of(now_s_());
  const std::lock_guard lock(guard_);
  Count& count = waiting_[{week, std::string(wire::k_usage_features[report.feature])}];
  ++count.reports;
  count.yes += report.used ? 1 : 0;
}

void Sums::run() {
  std::unique_lock lock(guard_);
  bool last = false;
  while (!last) {
    last = closed_.wait_for(lock, every_, [this] { return closing_; });
    lock.unlock();
    write();  // also what came before the first wait
    lock.lock();
  }
}

void Sums::write() {
  Counts counts;
  {
    const std::lock_guard lock(guard_);
    counts.swap(waiting_);
  }
  if (counts.empty()) return;
  try {
    Database database(file_, Database::Access::create);
    database.run(k_prepare);
    database.run("BEGIN IMMEDIATE");
    Statement add(database,
                  "INSERT INTO sums VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET"
                  " reports = reports + ?3, yes = yes + ?4");
    for (const auto& [key, count] : counts)
      add.bind(1, key.first).bind(2, key.second).bind(3, count.reports).bind(4, count.yes).run();
    database.run("COMMIT");
  } catch (const sqlite::Broken& broken) {
    log::Line(log::Level::error, "usage_not_written").text("reason", broken.what());
    const std::lock_guard lock(guard_);
    for (const auto& [key, count] : counts) {
      waiting_[key].reports += count.reports;
      waiting_[key].yes += count.yes;
    }
  }
}

}  // namespace stadtkern::usage
