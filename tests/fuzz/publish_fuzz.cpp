// A publish that decodes is applied whole, and publishing it again changes nothing.
#include "store/memory/journal.hpp"
#include "wire/feed.hpp"

using namespace stadtkern;

namespace {

store::PublishOutcome publish(store::Journal& journal, const wire::Publish& publish) {
  store::PublishOutcome outcome = store::Receipt{};
  journal.publish(publish, [&](store::PublishOutcome answer) { outcome = std::move(answer); });
  return outcome;
}

void expect(bool right) {
  if (!right) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto decoded = wire::decode_publish({data, size});
  if (!decoded.ok()) {
    expect(!decoded.error().expected.empty());
    return 0;
  }
  const auto journal = store::make_memory_journal();
  const auto first = publish(*journal, decoded.value());
  const auto position = journal->position();
  if (std::holds_alternative<store::Refusal>(first)) {
    expect(position.head == 0);
    return 0;
  }
  expect(std::holds_alternative<store::Receipt>(publish(*journal, decoded.value())));
  expect(journal->position() == position);
  return 0;
}
