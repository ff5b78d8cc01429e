// A citizen's request while the relay and the shell answer whatever the input says: nothing of it
// is forgotten unless it is over, and whatever the device keeps it can read again.
#include <cstdint>
#include <cstdlib>

#include "features/care/update.hpp"

using namespace stadtkern;

namespace {

constexpr std::int64_t k_now_ms = 1'700'000'000'000;
constexpr int k_answers[] = {200, 201, 204, 302, 400, 401, 404, 409, 410, 413, 422, 429, 500, 0};

void expect(bool right) {
  if (!right) std::abort();
}

// Takes the input piece by piece; an empty rest gives zeros.
class Pieces {
 public:
  explicit Pieces(BytesView bytes) : rest_(bytes) {}
  bool is_empty() const { return rest_.empty(); }
  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const std::uint8_t first = rest_[0];
    rest_ = rest_.subspan(1);
    return first;
  }
  Bytes some() {
    const std::size_t wanted = byte() + std::size_t{256} * byte();
    const std::size_t size = std::min(wanted, rest_.size());
    Bytes taken(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(size));
    rest_ = rest_.subspan(size);
    return taken;
  }

 private:
  BytesView rest_;
};

care::Thread thread_of(care::Phase phase) {
  care::Thread thread;
  thread.number = 1;
  thread.phase = phase;
  thread.secret = Bytes(16, 7);
  thread.id = std::string(21, 'B') + "A";
  thread.capability = std::string(43, 'A');
  thread.thumbprint = thread.digest = thread.capability;
  thread.reply_key = {std::string(43, 'A'), std::string(43, 'A')};
  thread.expires = k_now_ms / 1000 + 3600;
  thread.proof = 1;
  thread.list_checked = true;
  thread.jwe = phase == care::Phase::waiting ? "{}" : "";
  care::Request request;
  request.place = "kernstadt";
  thread.request = request;
  care::Recipient to;
  to.inbox = std::string(21, 'C') + "A";
  to.name = "Pflegedienst";
  to.signing_key = to.sealing_key = thread.reply_key;
  thread.recipients.push_back(to);
  care::Said said;
  said.mine = true;
  said.inbox = to.inbox;
  said.words.text = "Bitte rufen Sie an.";
  thread.said.push_back(said);
  return thread;
}

// What the shell sealed is text of its own; what it opened is anybody's.
Bytes sealed_for(Pieces& input, care::Job job) {
  const bool own = job == care::Job::seal_request || job == care::Job::seal_words;
  return own ? Bytes{'{', '}'} : input.some();
}

port::Fact answer_of(Pieces& input, const care::Pending& asked) {
  switch (input.byte() % 6) {
    case 0:
    case 1:
      return port::Fetched{asked.id, k_answers[input.byte() % std::size(k_answers)],
                           "application/cbor", input.some()};
    case 2:
      return port::Sealed{
          asked.id, "", {{"proof", "7"}, {"thread", "x"}}, sealed_for(input, asked.job)};
    case 3:
      return port::Sealed{asked.id, "broken", {}, {}};
    case 4:
      return port::Stored{asked.id};
    default:
      return port::Randomized{asked.id, Bytes(16, input.byte())};
  }
}

void check(const care::Thread& before, const care::State& state) {
  expect(state.threads.size() == 1);
  const care::Thread& thread = state.threads[0];
  const auto again = care::decode_thread(care::encode_thread(thread));
  expect(again && again->phase == thread.phase);
  if (thread.is_over() && thread.phase != care::Phase::failed) return;
  expect(thread.secret == before.secret && thread.request == before.request);
  bool still_said = false;
  for (const care::Said& one : thread.said) still_said |= one.mine;
  expect(still_said && thread.find(before.recipients[0].inbox) != nullptr);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Pieces input(BytesView(data, size));
  static constexpr care::Phase k_phases[] = {care::Phase::held, care::Phase::waiting,
                                             care::Phase::withdrawing, care::Phase::held};
  care::State state;
  state.town = "kernstadt";
  state.restored = true;
  state.list_asked = state.list_current = true;
  state.threads.push_back(thread_of(k_phases[input.byte() % 4]));
  const care::Thread before = state.threads[0];
  const model::Content content;
  const care::Page page{care::Page::Kind::thread, care::Step::whom, 1};
  port::EffectId last_id = 0;
  std::int64_t now_ms = k_now_ms;
  const care::Around around{{now_ms}, content, true, true, &page, views::Language::de};
  const auto happen = [&](port::Fact fact) {
    port::Effects effects(last_id);
    care::Around now = around;
    now.now.ms = now_ms;
    (void)care::update(state, {{now_ms}, std::move(fact)}, now, effects);
    check(before, state);
  };
  happen(port::ClockTicked{});
  for (int turn = 0; turn < 40 && !input.is_empty(); ++turn) {
    if (state.pending.empty()) {
      now_ms += 1000 * input.byte();
      happen(port::ClockTicked{});
      continue;
    }
    happen(answer_of(input, state.pending[input.byte() % state.pending.size()]));
  }
  return 0;
}
