#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "publishing.hpp"
#include "scratch_folder.hpp"
#include "store/memory/journal.hpp"
#include "sync/packer.hpp"
#include "sync/press.hpp"
#include "wire/pack.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;
using sync::Generation;

namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

wire::Pack pack_of(const ScratchFolder& folder, const wire::Chunk& chunk) {
  const std::string content = read_file(folder.path(chunk.hash));
  CHECK(content.size() == static_cast<std::size_t>(chunk.bytes));
  auto pack = wire::Pack::decode(Bytes(content.begin(), content.end()));
  REQUIRE(pack.ok());
  return std::move(pack).value();
}

std::shared_ptr<const Generation> packed(store::Journal& journal, const ScratchFolder& folder,
                                         const Generation* previous = nullptr) {
  auto generation = sync::write_packs(journal, folder.path(""), previous);
  REQUIRE(generation.ok());
  return generation.value();
}

wire::Publish with_schema(wire::Publish publish) {
  publish.has_schema = true;
  publish.list_fields = {"name", "kind"};
  return publish;
}

// Text that compresses about as badly as real descriptions.
std::string words(unsigned seed, int count) {
  static constexpr const char* k_syllables[] = {"ba",  "ku", "len", "ro", "stra", "ße",
                                                "hof", "in", "mar", "ti", "ge",   "mü",
                                                "se",  "ob", "st",  "er"};
  std::string text;
  for (int at = 0; at < count; ++at) {
    seed = seed * 1664525 + 1013904223;
    text.append(k_syllables[seed >> 28]);
    if ((seed >> 20 & 3) == 0) text.push_back(' ');
  }
  return text;
}

}  // namespace

TEST_CASE("packs: list and detail hold the same records in the same order") {
  const ScratchFolder folder;
  const auto journal = store::make_memory_journal();
  receipt(*journal, with_schema(shops({{"b", {{"name", "B"}, {"text", "x\ny"}}},
                                       {"a", {{"kind", "k"}, {"phone", "1"}}}})));
  const auto generation = packed(*journal, folder);
  REQUIRE(generation->collections.size() == 1);
  const auto& shops = generation->collections[0];
  CHECK(shops.records == 2);
  const auto list = pack_of(folder, shops.list.at(0));
  CHECK(list.columns() == std::vector<std::string_view>{"id", "name", "kind"});
  CHECK(list.value(0, 0) == "a");
  CHECK(list.value(list.column("kind"), 0) == "k");
  const auto detail = pack_of(folder, shops.detail.at(0));
  CHECK(detail.columns() == std::vector<std::string_view>{"phone", "text"});
  CHECK(wire::restore_lines(detail.value(1, 1)) == "x\ny");
}

TEST_CASE("packs: one changed record among many changes one chunk of one part") {
  const ScratchFolder folder;
  const auto journal = store::make_memory_journal();
  std::vector<wire::PublishedRecord> records;
  for (unsigned at = 0; at < 3'000; ++at) {
    records.push_back({"shop-" + std::to_string(at),
                       {{"name", words(at, 10)}, {"text", words(at + 7'777, 300)}}});
  }
  receipt(*journal, with_schema(shops(records)));
  const auto before = packed(*journal, folder);
  REQUIRE(before->collections[0].detail.size() > 4);
  for (const auto& chunk : before->collections[0].detail) {
    const auto compressed = read_file(folder.path(chunk.hash + ".br")).size();
    CHECK(compressed > 40'000);
    CHECK(compressed < 135'000);
  }
  records[1'500].fields["text"] = "new";
  receipt(*journal, shops(records));
  const auto after = packed(*journal, folder, before.get());
  std::set<std::string> fresh = after->hashes();
  for (const auto& hash : before->hashes()) fresh.erase(hash);
  CHECK(fresh.size() == 1);
}

TEST_CASE("packs: the kept generations stay complete, others are removed") {
  const ScratchFolder folder;
  const auto journal = store::make_memory_journal();
  sync::Generations kept;
  for (const char* name : {"1", "2", "3"}) {
    receipt(*journal, shops({{"a", {{"name", name}}}}));
    kept.insert(kept.begin(), packed(*journal, folder));
  }
  const auto oldest = kept.back();
  kept.pop_back();
  sync::remove_others(folder.path(""), kept);
  CHECK(sync::is_complete(folder.path(""), *kept[0]));
  CHECK(sync::is_complete(folder.path(""), *kept[1]));
  CHECK_FALSE(sync::is_complete(folder.path(""), *oldest));
  folder.write("_abandoned.br", "");
  sync::remove_others(folder.path(""), kept);
  CHECK_FALSE(std::filesystem::exists(folder.path("_abandoned.br")));
}

TEST_CASE("generations: what is remembered is what was written") {
  const ScratchFolder folder;
  const auto journal = store::make_memory_journal();
  receipt(*journal, with_schema(shops({{"a", {{"name", "A"}, {"text", words(1, 99'999)}}}})));
  auto generation = std::make_shared<Generation>(*packed(*journal, folder));
  generation->targets["shops/list"] = 4711;
  const auto again = sync::decode_generations(sync::encode_generations({generation}));
  REQUIRE(again.ok());
  CHECK(again.value()[0]->at == generation->at);
  CHECK(again.value()[0]->hashes() == generation->hashes());
  CHECK(again.value()[0]->targets == generation->targets);
  CHECK_FALSE(sync::decode_generations("{}").ok());
  CHECK_FALSE(sync::decode_generations("").ok());
}

TEST_CASE("press: packs at once where there are none, soon after many changes, else when quiet") {
  using std::chrono::milliseconds;
  Generation generation;
  generation.at = {"00000000000000aa", 1000, 0};
  generation.collections = {{"shops", 20'000, {}, {}, {}}};
  const auto wait = [&](const Generation* packed, std::int64_t head) {
    return sync::patience(packed, {"00000000000000aa", head, 0}, milliseconds(30'000)).count();
  };
  CHECK(wait(nullptr, 1) < 1'000);
  CHECK(wait(&generation, 1'400) == 30'000);  // two of a hundred
  CHECK(wait(&generation, 1'401) == 1'000);
  generation.at.epoch = "00000000000000bb";
  CHECK(wait(&generation, 1'001) < 1'000);
}

TEST_CASE("press: its packs outlive a restart") {
  const ScratchFolder folder;
  const auto journal = store::make_memory_journal();
  receipt(*journal, shops({{"a", {{"name", "A"}}}}));
  std::shared_ptr<const Generation> first;
  {
    sync::Press press(*journal, {folder.path(""), std::chrono::milliseconds(0)});
    for (int tries = 0; tries < 200 && first == nullptr; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      first = press.current();
    }
    REQUIRE(first != nullptr);
    for (int tries = 0; tries < 200 && !std::ifstream(folder.path("_generations.json")); ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  const sync::Press press(*journal, {folder.path(""), std::chrono::milliseconds(60'000)});
  REQUIRE(press.current() != nullptr);
  CHECK(press.current()->hashes() == first->hashes());
}
