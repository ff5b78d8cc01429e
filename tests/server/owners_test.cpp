// Owners of records, kept by both journals.
#include <catch2/catch.hpp>

#include "publishing.hpp"
#include "scratch_folder.hpp"
#include "store/memory/journal.hpp"
#include "store/sqlite/journal.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;
using store::EditRefusal;
using store::JoinRefusal;
using Why = store::EditRefusal::Why;

namespace {

const store::RecordName k_shop{"shops", "a"};
const std::int64_t k_now_s = 1'796'508'000;

struct Books {
  ScratchFolder folder;
  std::unique_ptr<store::Journal> journal;

  explicit Books(bool on_disk) {
    if (on_disk) {
      auto opened = store::open_sqlite_journal(folder.path("town.sqlite"));
      REQUIRE(opened.ok());
      journal = std::move(opened).value();
    } else {
      journal = store::make_memory_journal();
    }
    receipt(*journal, shops({{"a", {{"name", "A"}, {"phone", "+49 1"}}}, {"b", {{"name", "B"}}}}));
  }

  template <class Outcome, class Ask>
  Outcome ask(const Ask& ask) {
    std::promise<Outcome> promise;
    auto outcome = promise.get_future();
    ask([&](Outcome answer) { promise.set_value(std::move(answer)); });
    return outcome.get();
  }
  bool invite(const std::string& secret, const store::RecordName& record = k_shop) {
    const store::Invitation invitation{
        secret, record, {{"name", "title 20"}, {"phone", "line 20"}}, k_now_s + 10, ""};
    return ask<bool>([&](auto answer) { journal->invite(invitation, answer); });
  }
  store::JoinOutcome join(const std::string& key, const std::string& secret,
                          std::int64_t now_s = k_now_s, const store::RecordName& record = k_shop) {
    return ask<store::JoinOutcome>([&](auto answer) {
      journal->join({{record, key}, secret, now_s}, answer);
    });
  }
  store::EditOutcome edit(std::int64_t number, wire::Sayings fields,
                          const std::string& key = "anna", const std::string& digest = "1") {
    return ask<store::EditOutcome>([&](auto answer) {
      journal->edit({{k_shop, key}, {number, std::move(fields)}, digest}, answer);
    });
  }
  EditRefusal refused(std::int64_t number, wire::Sayings fields, const std::string& key = "anna",
                      const std::string& digest = "1") {
    return std::get<EditRefusal>(edit(number, std::move(fields), key, digest));
  }
  std::string value(const std::string& id, const std::string& field) {
    std::string found;
    const auto read = journal->read({[](const store::Position&) {},
                                     [](const std::string&, const std::vector<std::string>&) {},
                                     [&](const std::string& at, const wire::Fields& fields) {
                                       const auto it = fields.find(field);
                                       if (at == id && it != fields.end()) found = it->second;
                                     }});
    REQUIRE(read.ok());
    return found;
  }
};

}  // namespace

TEST_CASE("owners: an invitation registers one key, that key again, and nobody else") {
  Books books(GENERATE(false, true));
  CHECK_FALSE(books.invite("s", {"shops", "nowhere"}));
  REQUIRE(books.invite("s"));
  CHECK(std::get<JoinRefusal>(books.join("anna", "other")) == JoinRefusal::unknown);
  CHECK(std::get<JoinRefusal>(books.join("anna", "s", k_now_s, {"shops", "b"})) ==
        JoinRefusal::unknown);
  CHECK(std::get<JoinRefusal>(books.join("anna", "s", k_now_s + 10)) == JoinRefusal::unknown);
  CHECK(std::get<store::Forms>(books.join("anna", "s")).size() == 2);
  CHECK(std::get<store::Forms>(books.join("anna", "s", k_now_s + 99)).size() == 2);
  CHECK(std::get<JoinRefusal>(books.join("bert", "s")) == JoinRefusal::used);
}

TEST_CASE(
    "owners: an edit is one change of the journal, and the same request has the same answer") {
  Books books(GENERATE(false, true));
  books.invite("s");
  books.join("anna", "s");
  const auto first = std::get<store::Edited>(books.edit(7, {{"phone", {"+49 1", "+49 2"}}}));
  CHECK(first.sequence == 3);
  const auto changes = changes_since(*books.journal, 2);
  REQUIRE(changes.changes.size() == 1);
  CHECK(changes.changes[0].set == wire::Fields{{"phone", "+49 2"}});
  const auto again = std::get<store::Edited>(books.edit(7, {{"phone", {"+49 1", "+49 2"}}}));
  CHECK(again.sequence == 3);
  CHECK(books.journal->position().head == 3);
  const auto replayed = books.refused(7, {{"phone", {"+49 1", "+49 2"}}}, "anna", "other bytes");
  CHECK(replayed.why == Why::number);
  CHECK(replayed.number == 7);
  CHECK(books.refused(6, {{"phone", {"+49 2", "+49 3"}}}).why == Why::number);
}

TEST_CASE("owners: who saw something else changes nothing and hears how it is") {
  Books books(GENERATE(false, true));
  books.invite("s");
  books.invite("t");
  books.join("anna", "s");
  books.join("bert", "t");
  CHECK(std::holds_alternative<store::Edited>(books.edit(1, {{"phone", {"+49 1", "+49 2"}}})));
  const auto refusal =
      books.refused(1, {{"name", {"A", "Ab"}}, {"phone", {"+49 1", "+49 3"}}}, "bert");
  CHECK(refusal.why == Why::conflict);
  CHECK(refusal.present == wire::Fields{{"phone", "+49 2"}});
  CHECK(books.value("a", "name") == "A");
  // What was not touched by both merges; what is already so is no conflict.
  CHECK(std::holds_alternative<store::Edited>(
      books.edit(2, {{"name", {"A", "Ab"}}, {"phone", {"+49 1", "+49 2"}}}, "bert")));
  CHECK(books.value("a", "name") == "Ab");
}

TEST_CASE("owners: only fields of the invitation, in their form, by a key that may") {
  Books books(GENERATE(false, true));
  books.invite("s");
  books.join("anna", "s");
  CHECK(books.refused(1, {{"kind", {"", "bakery"}}}).field == "fields.kind");
  CHECK(books.refused(1, {{"name", {"A", ""}}}).field == "fields.name");
  CHECK(books.refused(1, {{"phone", {"+49 1", "123456789012345678901"}}}).field == "fields.phone");
  CHECK(books.refused(1, {{"name", {"A", "Ab"}}}, "bert").why == Why::not_owner);
  CHECK(books.value("a", "name") == "A");
}

TEST_CASE("owners: what an owner said stays beside an import, which hears of it") {
  Books books(GENERATE(false, true));
  books.invite("s");
  books.join("anna", "s");
  books.edit(1, {{"phone", {"+49 1", ""}}});
  const auto imported =
      receipt(*books.journal, shops({{"a", {{"name", "Ax"}, {"phone", "+49 1"}}}}));
  REQUIRE(imported.kept.size() == 1);
  CHECK(imported.kept[0].id == "a");
  CHECK(imported.kept[0].fields == std::vector<std::string>{"phone"});
  CHECK(books.value("a", "phone") == "");
  CHECK(books.value("a", "name") == "Ax");

  wire::Publish without = shops({{"b", {{"name", "B"}}}});
  without.replace = true;
  const auto replaced = receipt(*books.journal, without);
  CHECK(replaced.deleted == 0);
  REQUIRE(replaced.kept.size() == 1);
  CHECK(replaced.kept[0].fields.empty());

  books.ask<bool>([&](auto answer) { books.journal->release(k_shop, answer); });
  CHECK(receipt(*books.journal, shops({{"a", {{"name", "Ax"}, {"phone", "+49 1"}}}})).kept.empty());
  CHECK(books.value("a", "phone") == "+49 1");
}

TEST_CASE("owners: a revoked key and one of a deleted record speak no more") {
  Books books(GENERATE(false, true));
  books.invite("s");
  books.join("anna", "s");
  CHECK(books.journal->owned().value().size() == 1);
  CHECK(books.ask<bool>([&](auto answer) { books.journal->revoke({k_shop, "anna"}, answer); }));
  CHECK(books.refused(1, {{"name", {"A", "Ab"}}}).why == Why::not_owner);
  CHECK(std::get<JoinRefusal>(books.join("anna", "s")) == JoinRefusal::unknown);

  books.invite("t");
  books.join("anna", "t");
  wire::Publish gone = shops({});
  gone.deleted = {"a"};
  receipt(*books.journal, gone);
  receipt(*books.journal, shops({{"a", {{"name", "Somebody else"}}}}));
  CHECK(books.refused(1, {{"name", {"Somebody else", "Ab"}}}).why == Why::not_owner);
  CHECK(books.journal->owned().value().empty());
}
