// What the relay's SQLite store promises beyond the rules: durable, all or nothing, and forgetful.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <sstream>
#include <thread>

#include "relay/sqlite/books.hpp"
#include "relay/sqlite/store.hpp"
#include "relay_letters.hpp"
#include "scratch_folder.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;
using relay::Books;
using relay::Outcome;
using Verdict = relay::Outcome::Verdict;

namespace {

std::unique_ptr<relay::Store> open_store(const std::string& path) {
  return std::move(relay::open_sqlite_store(path)).value();
}

Outcome open(relay::Store& store, const relay::NewThread& wanted) {
  return ask(store, [&](Books& books) { return relay::open_thread(books, wanted, k_now_s); });
}

// Everything that lies in the files of a database.
std::string raw(const std::string& path) {
  std::ostringstream all;
  for (const char* rest : {"", "-wal", "-journal"}) {
    std::ifstream file(path + rest, std::ios::binary);
    if (file) all << file.rdbuf();
  }
  return all.str();
}

bool lies_in(const std::string& path, const std::string& text) {
  return raw(path).find(text) != std::string::npos;
}

// Marks of what was sealed for thread 10: ciphertext, wrapped key, receipt.
const std::string k_ciphertext = spelled(1024, 77).substr(0, 60);
const std::string k_wrapped_key = spelled(40, 77);
const std::string k_receipt = spelled(90, 78);

relay::NewThread marked_thread() {
  auto wanted = thread(10, {id_of(1), id_of(2)});
  wanted.letter.sealed = sealed_for({id_of(1), id_of(2)}, 77);
  wanted.receipt = k_receipt;
  return wanted;
}

}  // namespace

TEST_CASE("what was answered is there after the process is gone") {
  const ScratchFolder folder;
  const std::string path = folder.path("relay.sqlite");
  {
    const auto store = open_store(path);
    add_inbox(*store, 1);
    CHECK(open(*store, thread(10, {id_of(1)})).verdict == Verdict::done);
  }
  const auto store = open_store(path);
  CHECK(open(*store, thread(10, {id_of(1)})).verdict == Verdict::again);
}

TEST_CASE("a withdrawn thread is in no file when the withdrawal is answered") {
  const ScratchFolder folder;
  const std::string path = folder.path("relay.sqlite");
  const auto store = open_store(path);
  add_inbox(*store, 1);
  add_inbox(*store, 2);
  open(*store, marked_thread());
  for (const auto& mark : {k_ciphertext, k_wrapped_key, k_receipt}) CHECK(lies_in(path, mark));
  ask(*store,
      [](Books& books) { return relay::withdraw(books, id_of(10), capability_of(10), k_now_s); });
  for (const auto& mark : {k_ciphertext, k_wrapped_key, k_receipt})
    CHECK_FALSE(lies_in(path, mark));
}

TEST_CASE("what has expired is in no file after the sweep: not even its id") {
  const ScratchFolder folder;
  const std::string path = folder.path("relay.sqlite");
  const auto store = open_store(path);
  add_inbox(*store, 1);
  add_inbox(*store, 2);
  open(*store, marked_thread());
  ask(*store, [](Books& books) {
    return relay::answer_thread(books, id_of(1), id_of(10), {id_of(30), sealed_for({""}, 77), "d"},
                                k_now_s);
  });
  CHECK(lies_in(path, id_of(30)));
  ask(*store, [](Books& books) { return relay::expire(books, k_tomorrow_s); });
  for (const auto& mark :
       {k_ciphertext, k_wrapped_key, k_receipt, id_of(10), id_of(30), capability_of(10)}) {
    CHECK_FALSE(lies_in(path, mark));
  }
  CHECK(lies_in(path, id_of(1)));
}

TEST_CASE("an answer that is taken back is in no file") {
  const ScratchFolder folder;
  const std::string path = folder.path("relay.sqlite");
  const auto store = open_store(path);
  add_inbox(*store, 1);
  open(*store, thread(10, {id_of(1)}));
  ask(*store, [](Books& books) {
    return relay::answer_thread(books, id_of(1), id_of(10), {id_of(30), sealed_for({""}, 77), "d"},
                                k_now_s);
  });
  CHECK(lies_in(path, k_ciphertext));
  ask(*store, [](Books& books) {
    return relay::take_back(books, id_of(1), id_of(10), id_of(30), k_now_s);
  });
  CHECK_FALSE(lies_in(path, k_ciphertext));
}

TEST_CASE("a reader in the way delays forgetting, but does not prevent it") {
  const ScratchFolder folder;
  const std::string path = folder.path("relay.sqlite");
  const auto store = open_store(path);
  add_inbox(*store, 1);
  add_inbox(*store, 2);
  open(*store, marked_thread());
  const auto withdraw = [](Books& books) {
    return relay::withdraw(books, id_of(10), capability_of(10), k_now_s);
  };
  const auto read = store->read([&](Books& books) {
    CHECK(books.thread(id_of(10)));
    CHECK(ask(*store, withdraw).verdict == Verdict::done);
    CHECK(lies_in(path, k_ciphertext));
  });
  REQUIRE(read.ok());
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (lies_in(path, k_ciphertext) && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK_FALSE(lies_in(path, k_ciphertext));
}

TEST_CASE("orders that wait are committed together, each with its own answer") {
  const ScratchFolder folder;
  const auto store = open_store(folder.path("relay.sqlite"));
  add_inbox(*store, 1);
  std::atomic<int> done{0};
  std::atomic<int> again{0};
  for (int round = 0; round < 2; ++round) {
    for (std::uint8_t id = 10; id < 110; ++id) {
      store->write(
          [id](Books& books) { return relay::open_thread(books, thread(id, {id_of(1)}), k_now_s); },
          [&](const Outcome& outcome) { ++(outcome.verdict == Verdict::done ? done : again); });
    }
  }
  ask(*store, [](Books&) { return Outcome{}; });
  CHECK(done == 100);
  CHECK(again == 100);
}

TEST_CASE("a store that is full keeps what it has, says so, and goes on when there is room") {
  const ScratchFolder folder;
  const auto store = open_store(folder.path("relay.sqlite"));
  add_inbox(*store, 1);
  open(*store, thread(10, {id_of(1)}));
  const auto pages = [&](const char* pragma) {
    ask(*store, [&](Books& books) {
      dynamic_cast<relay::SqliteBooks&>(books).database().run(pragma);
      return Outcome{};
    });
  };
  pages("PRAGMA max_page_count=1");  // SQLite takes it for "as many as there are"
  Verdict verdict = Verdict::done;
  std::uint8_t id = 11;
  for (; verdict == Verdict::done && id < 250; ++id) {
    verdict = open(*store, thread(id, {id_of(1)})).verdict;
  }
  CHECK(verdict == Verdict::failed);
  CHECK_FALSE(store->healthy());
  const auto refused = static_cast<std::uint8_t>(id - 1);
  CHECK(open(*store, thread(10, {id_of(1)})).verdict == Verdict::again);
  pages("PRAGMA max_page_count=1073741823");
  CHECK(open(*store, thread(refused, {id_of(1)})).verdict == Verdict::done);
  CHECK(store->healthy());
}

TEST_CASE("a file that is no store of the relay is refused") {
  const ScratchFolder folder;
  const std::string path = folder.write("relay.sqlite", std::string(5000, 'x'));
  CHECK_FALSE(relay::open_sqlite_store(path).ok());
}
