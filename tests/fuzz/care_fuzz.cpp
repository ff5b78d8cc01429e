// The vocabulary of requests, answers and the town's list, and what a citizen's device keeps: no
// input crashes a decoder, and what one takes it writes again as the same.
#include <cstdint>
#include <cstdlib>

#include "features/care/draft.hpp"
#include "features/care/list.hpp"
#include "features/care/receipt_code.hpp"
#include "features/care/request/answer.hpp"
#include "features/care/request/wording.hpp"
#include "features/care/thread.hpp"

using namespace stadtkern;

namespace {

void expect(bool right) {
  if (!right) std::abort();
}

Bytes written(const care::CitizenSays& says) {
  if (const auto* request = std::get_if<care::Request>(&says.said))
    return care::encode_request(says.inside, *request);
  return care::encode_words(says.inside, std::get<care::Words>(says.said));
}
Bytes written(const care::ServiceSays& says) {
  if (const auto* answer = std::get_if<care::Answer>(&says.said))
    return care::encode_answer(says.inside, *answer);
  return care::encode_words(says.inside, std::get<care::Words>(says.said));
}

// Also in words: no choice that was taken lacks one.
void fuzz_citizen(BytesView bytes) {
  const auto says = care::decode_citizen(bytes);
  if (!says.ok()) return expect(!says.error().expected.empty());
  const Bytes once = written(says.value());
  const auto again = care::decode_citizen(once);
  expect(again.ok() && written(again.value()) == once);
  const auto* request = std::get_if<care::Request>(&says.value().said);
  if (request == nullptr) return;
  expect(std::get<care::Request>(again.value().said) == *request);
  expect(!care::request_facts(views::Language::de, *request).markup.empty());
}

void fuzz_service(BytesView bytes) {
  const auto says = care::decode_service(bytes);
  if (!says.ok()) return expect(!says.error().expected.empty());
  const Bytes once = written(says.value());
  const auto again = care::decode_service(once);
  expect(again.ok() && written(again.value()) == once);
  const auto* answer = std::get_if<care::Answer>(&says.value().said);
  if (answer == nullptr) return;
  expect(std::get<care::Answer>(again.value().said) == *answer);
  (void)care::answer_facts(views::Language::leicht, *answer);
}

void fuzz_list(BytesView bytes) {
  const std::string key(87, 'A');
  care::List list;
  (void)care::take_list(list, key, "kernstadt", Bytes(bytes.begin(), bytes.end()));
  expect(list.held.has_value() == (list.fault == care::ListFault::none));
  expect(list.held || list.pinned.empty());
  const auto services = care::decode_services(bytes);
  if (!services.ok()) return;
  expect(services.value().number > 0 && services.value().expires >= services.value().issued);
  for (const care::Service& one : services.value().all)
    expect(services.value().find(one.inbox) == &one && !one.name.empty());
}

void fuzz_kept(BytesView bytes) {
  if (const auto draft = care::decode_draft(bytes)) {
    const Bytes once = care::encode_draft(*draft);
    const auto again = care::decode_draft(once);
    expect(again && care::encode_draft(*again) == once);
  }
  if (const auto thread = care::decode_thread(bytes)) {
    const Bytes once = care::encode_thread(*thread);
    const auto again = care::decode_thread(once);
    expect(again && care::encode_thread(*again) == once);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(data, size);
  fuzz_citizen(bytes);
  fuzz_service(bytes);
  fuzz_list(bytes);
  fuzz_kept(bytes);
  if (const auto secret = care::secret_of_code(as_text(bytes))) {
    expect(secret->size() == care::k_secret_bytes);
    expect(care::secret_of_code(care::code_of_secret(*secret)) == secret);
  }
  (void)care::point_of(as_text(bytes));
  return 0;
}
