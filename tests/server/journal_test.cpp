// The contract of the storage port, kept by both journals.
#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "publishing.hpp"
#include "scratch_folder.hpp"
#include "store/memory/journal.hpp"
#include "store/sqlite/journal.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;
using store::Refusal;
using wire::Fields;

namespace {

std::unique_ptr<store::Journal> opened(const std::string& file) {
  auto journal = store::open_sqlite_journal(file);
  REQUIRE(journal.ok());
  return std::move(journal).value();
}

struct Journals {
  ScratchFolder folder;
  std::unique_ptr<store::Journal> journal;

  explicit Journals(bool on_disk) {
    journal = on_disk ? opened(folder.path("town.sqlite")) : store::make_memory_journal();
  }
};

Fields records_of(store::Journal& journal, const std::string& field) {
  Fields values;
  const auto read = journal.read({[](const store::Position&) {},
                                  [](const std::string&, const std::vector<std::string>&) {},
                                  [&](const std::string& id, const Fields& fields) {
                                    const auto found = fields.find(field);
                                    values[id] = found == fields.end() ? "" : found->second;
                                  }});
  REQUIRE(read.ok());
  return values;
}

}  // namespace

TEST_CASE("journal: every change of a record takes one sequence") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  const auto first = receipt(journal, shops({{"a", {{"name", "A"}}}, {"b", {{"name", "B"}}}}));
  CHECK(first.created == 2);
  CHECK(first.head == 2);
  const auto second = receipt(journal, shops({{"a", {{"name", "A"}}}, {"b", {{"name", "Bb"}}}}));
  CHECK(second.unchanged == 1);
  CHECK(second.changed == 1);
  CHECK(second.head == 3);
  CHECK(journal.position().head == 3);
  CHECK(records_of(journal, "name") == Fields{{"a", "A"}, {"b", "Bb"}});
}

TEST_CASE("journal: what a power cut left of a first start is made anew") {
  const ScratchFolder folder;
  folder.write("town.sqlite.unfinished", "SQLite format 3, but no further");
  folder.write("town.sqlite.unfinished-wal", "half");
  const auto journal = opened(folder.path("town.sqlite"));
  CHECK(receipt(*journal, shops({{"a", {{"name", "A"}}}})).head == 1);
  CHECK_FALSE(std::filesystem::exists(folder.path("town.sqlite.unfinished")));
  CHECK_FALSE(std::filesystem::exists(folder.path("town.sqlite.unfinished-wal")));
}

TEST_CASE("journal: the log of a journal that was taken away does not come back") {
  const ScratchFolder folder;
  const std::string file = folder.path("town.sqlite");
  {
    const auto old = opened(file);
    receipt(*old, shops({{"a", {{"name", "A"}}}}));
    std::filesystem::copy(file + "-wal", folder.path("kept"));
  }
  std::filesystem::remove(file);
  std::filesystem::rename(folder.path("kept"), file + "-wal");
  CHECK(opened(file)->position().head == 0);
}

TEST_CASE("journal: who starts first at the same moment makes the one journal of all") {
  const ScratchFolder folder;
  std::vector<std::string> epochs(8);
  std::vector<std::thread> starts;
  for (std::string& epoch : epochs) {
    starts.emplace_back([&] {
      auto journal = store::open_sqlite_journal(folder.path("town.sqlite"));
      if (journal.ok()) epoch = journal.value()->position().epoch;
    });
  }
  for (std::thread& start : starts) start.join();
  CHECK(epochs.front().size() == 16);
  CHECK(std::count(epochs.begin(), epochs.end(), epochs.front()) == 8);
}

TEST_CASE("journal: publishing the same twice changes nothing") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  receipt(journal, shops({{"a", {{"name", "A"}}}}));
  const auto position = journal.position();
  const auto again = receipt(journal, shops({{"a", {{"name", "A"}}}}));
  CHECK(again.unchanged == 1);
  CHECK(again.created + again.changed + again.deleted == 0);
  CHECK(journal.position() == position);
}

TEST_CASE("journal: a record belongs to the source that published it first") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  receipt(journal, shops({{"a", {{"name", "A"}}}}));
  auto foreign = shops({{"new", {{"name", "N"}}}, {"a", {{"name", "Mine"}}}});
  foreign.source = "other";
  const auto refused = refusal(journal, foreign);
  CHECK(refused.why == Refusal::Why::foreign_record);
  CHECK(refused.field == "records[1].id");
  CHECK(records_of(journal, "name") == Fields{{"a", "A"}});  // nothing half applied

  auto deleting = shops({});
  deleting.source = "other";
  deleting.deleted = {"a"};
  CHECK(refusal(journal, deleting).field == "deleted[0]");
}

TEST_CASE("journal: replace deletes what its source no longer names, and only that") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  receipt(journal, shops({{"a", {}}, {"b", {}}}));
  auto other = shops({{"c", {}}});
  other.source = "other";
  receipt(journal, other);
  auto replace = shops({{"b", {}}});
  replace.replace = true;
  CHECK(receipt(journal, replace).deleted == 1);
  CHECK(records_of(journal, "name") == Fields{{"b", ""}, {"c", ""}});
}

TEST_CASE("journal: a publish that contradicts itself is refused whole") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  CHECK(refusal(journal, shops({{"a", {}}, {"a", {}}})).field == "records[1].id");
  auto both = shops({{"a", {}}});
  both.deleted = {"a"};
  CHECK(refusal(journal, both).field == "deleted[0]");
  CHECK(journal.position().head == 0);
}

TEST_CASE("changes: one entry per record, only fields that differ from where the reader stands") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  receipt(journal, shops({{"a", {{"name", "A"}, {"phone", "1"}}}, {"b", {{"name", "B"}}}}));
  receipt(journal, shops({{"a", {{"name", "A"}, {"phone", "2"}}}}));
  receipt(journal, shops({{"a", {{"name", "A"}, {"phone", "1"}, {"web", "w"}}}}));
  const auto changes = changes_since(journal, 2);
  CHECK(changes.to == 4);
  CHECK_FALSE(changes.more);
  REQUIRE(changes.changes.size() == 1);
  CHECK(changes.changes[0].sequence == 4);
  CHECK_FALSE(changes.changes[0].is_new);
  CHECK(changes.changes[0].set == Fields{{"web", "w"}});  // the phone is again what it was
}

TEST_CASE("changes: an empty value takes a field away") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  receipt(journal, shops({{"a", {{"name", "A"}, {"phone", "1"}}}}));
  receipt(journal, shops({{"a", {{"name", "A"}}}}));
  CHECK(changes_since(journal, 1).changes.at(0).set == Fields{{"phone", ""}});
  CHECK(changes_since(journal, 0).changes.at(0).set == Fields{{"name", "A"}});
}

TEST_CASE("changes: deleted and made again comes as new, whole") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  receipt(journal, shops({{"a", {{"name", "A"}, {"phone", "1"}}}}));
  auto gone = shops({});
  gone.deleted = {"a"};
  receipt(journal, gone);
  CHECK(changes_since(journal, 1).changes.at(0).deleted);
  CHECK(changes_since(journal, 0).changes.empty());  // it came and went
  auto again = shops({{"a", {{"name", "A"}}}});
  again.source = "other";
  receipt(journal, again);
  const auto changes = changes_since(journal, 1);
  REQUIRE(changes.changes.size() == 1);
  CHECK(changes.changes[0].is_new);
  CHECK(changes.changes[0].set == Fields{{"name", "A"}});
}

TEST_CASE("changes: a cut answer leads to the state at its end, and on from there to the head") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  const std::string large(1000, 'x');
  receipt(journal, shops({{"a", {{"name", "A"}, {"text", large}}}}));
  receipt(journal, shops({{"b", {{"text", large}}}}));
  receipt(journal, shops({{"a", {{"name", "Aa"}, {"text", large}}}}));
  const auto first = changes_since(journal, 0, 500);
  CHECK(first.to == 1);
  CHECK(first.more);
  CHECK(first.changes.at(0).set.at("name") == "A");
  const auto second = changes_since(journal, first.to, 1500);
  CHECK(second.to == 3);
  CHECK_FALSE(second.more);
  CHECK(second.changes.at(1).set == Fields{{"name", "Aa"}});
}

TEST_CASE("changes: another epoch and sequences outside the kept history are gone") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  receipt(journal, shops({{"a", {{"name", "1"}}}}));
  receipt(journal, shops({{"a", {{"name", "2"}}}}));
  const auto outcome = [&](const std::string& epoch, std::int64_t since) {
    auto answer = journal.changes(epoch, since, 1000);
    return std::get<store::Gone>(answer.value());
  };
  const std::string epoch = journal.position().epoch;
  CHECK(outcome("0000000000000000", 1) == store::Gone::epoch);
  CHECK(outcome(epoch, 3) == store::Gone::since);
  journal.forget_before(1);
  receipt(journal, shops({{"a", {{"name", "3"}}}}));
  CHECK(outcome(epoch, 0) == store::Gone::since);
  CHECK(changes_since(journal, 1).changes.size() == 1);
}

TEST_CASE("journal: a new schema moves the position though no record changed") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  receipt(journal, shops({{"a", {{"name", "1"}}}}));
  const auto before = journal.position();
  auto schema = shops({{"a", {{"name", "1"}}}});
  schema.has_schema = true;
  schema.list_fields = {"name"};
  receipt(journal, schema);
  const auto after = journal.position();
  CHECK(after.head == before.head);
  CHECK_FALSE(after == before);
  receipt(journal, schema);
  CHECK(journal.position() == after);
}

TEST_CASE("journal: who listens hears of every move, after it can be read") {
  const Journals held(GENERATE(false, true));
  store::Journal& journal = *held.journal;
  std::vector<std::int64_t> heads;
  journal.on_moved([&](const store::Position& at) { heads.push_back(at.head); });
  receipt(journal, shops({{"a", {}}}));
  receipt(journal, shops({{"a", {}}}));
  receipt(journal, shops({{"b", {}}}));
  CHECK(heads == std::vector<std::int64_t>{1, 2});
}

TEST_CASE("sqlite: what was answered is there after the program ended") {
  const ScratchFolder folder;
  const std::string file = folder.path("town.sqlite");
  store::Position position;
  {
    auto journal = opened(file);
    receipt(*journal, shops({{"a", {{"name", "Ä"}}}}));
    position = journal->position();
  }
  auto journal = opened(file);
  CHECK(journal->position() == position);
  CHECK(records_of(*journal, "name") == Fields{{"a", "Ä"}});
}

TEST_CASE("sqlite: many at once are all kept, each once") {
  const ScratchFolder folder;
  auto journal = opened(folder.path("town.sqlite"));
  std::vector<std::future<bool>> answers;
  for (int at = 0; at < 100; ++at) {
    auto promise = std::make_shared<std::promise<bool>>();
    answers.push_back(promise->get_future());
    journal->publish(shops({{"r" + std::to_string(at), {}}}), [promise](store::PublishOutcome got) {
      promise->set_value(std::holds_alternative<store::Receipt>(got));
    });
  }
  for (auto& answer : answers) CHECK(answer.get());
  CHECK(journal->position().head == 100);
}

TEST_CASE("sqlite: a file that is no database is refused with a reason") {
  const ScratchFolder folder;
  const auto refused =
      store::open_sqlite_journal(folder.write("town.sqlite", std::string(8192, 'x')));
  REQUIRE_FALSE(refused.ok());
  CHECK_FALSE(refused.error().expected.empty());
}
