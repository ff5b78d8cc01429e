#include "features/desk/step.hpp"

namespace stadtkern::desk {
namespace {

constexpr std::int64_t k_remembered_s = std::int64_t{14} * 24 * 3600;

// What stands inside must agree with what the relay says outside, and name us.
bool agrees(const care::FromCitizen& inside, const Letter& letter, const std::string& inbox) {
  bool named = false;
  for (const std::string& one : inside.recipients) named = named || one == inbox;
  return named && inside.thread == letter.thread && inside.id == letter.id &&
         inside.expires == letter.expires;
}

bool has_message(const Thread& thread, const std::string& id) {
  if (thread.id == id && thread.fate == Fate::held) return true;
  for (const Received& one : thread.received) {
    if (one.id == id) return true;
  }
  return false;
}

// True where the letter brought something new, which a device may then say it opened.
bool take_content(State& state, const Letter& letter, Instant now) {
  const auto says = care::decode_citizen(letter.content);
  if (!says.ok() || !agrees(says.value().inside, letter, state.inbox)) return false;
  Thread* thread = find(state, letter.thread);
  if (const auto* request = std::get_if<care::Request>(&says.value().said)) {
    if (thread != nullptr || letter.id != letter.thread || letter.thumbprint.empty()) return false;
    Thread fresh;
    fresh.id = letter.thread;
    fresh.expires = letter.expires;
    fresh.arrived_ms = now.ms;
    fresh.reply_key = says.value().inside.reply_key;
    fresh.thumbprint = letter.thumbprint;
    fresh.request = *request;
    fresh.unsaid = {letter.id};
    state.threads.push_back(std::move(fresh));
    return true;
  }
  const bool fits = thread != nullptr && thread->fate == Fate::held;
  if (!fits || has_message(*thread, letter.id) || thread->received.size() == k_messages_max)
    return false;
  thread->received.push_back({letter.id, std::get<care::Words>(says.value().said)});
  thread->unsaid.push_back(letter.id);
  return true;
}

}  // namespace

void Step::read() {
  if (state.door != Door::inside || !writes()) return;
  if (state.reading) {
    state.read_again = true;
    return;
  }
  state.reading = true;
  state.read_again = false;
  order("read", {{"since", state.since}});
}

void Step::take_letters(const port::Sealed& sealed) {
  const auto letters = read_letters(sealed.body);
  const auto since = sealed.words.find("since");
  if (!letters.ok() || since == sealed.words.end()) return;
  std::vector<std::string> changed;
  for (const Letter& letter : letters.value()) {
    Thread* held = find(state, letter.thread);
    if (letter.withdrawn && held != nullptr && held->fate == Fate::held) {
      forget_content(*held, Fate::withdrawn);
      add_once(changed, letter.thread);
    } else if (!letter.withdrawn && take_content(state, letter, now)) {
      add_once(changed, letter.thread);
    }
  }
  const bool moved = state.since != since->second;
  state.since = since->second;
  if (moved || !changed.empty()) keep(std::move(changed), true);
  const auto more = sealed.words.find("more");
  if (more != sealed.words.end() && more->second == "yes") state.read_again = true;
}

// What has expired is forgotten without being told; of what is over a line remains for two weeks.
bool Step::drop_what_is_over() {
  const std::int64_t now_s = now.ms / 1000;
  std::vector<std::string> changed;
  port::Store gone;
  for (Thread& thread : state.threads) {
    if (thread.fate == Fate::held && thread.expires <= now_s) {
      forget_content(thread, Fate::expired);
      changed.push_back(thread.id);
    }
  }
  for (std::size_t at = state.threads.size(); at-- > 0;) {
    if (state.threads[at].expires + k_remembered_s > now_s) continue;
    gone.deletes.push_back(key_of(state, "thread/", state.threads[at].id));
    state.threads.erase(state.threads.begin() + static_cast<std::ptrdiff_t>(at));
  }
  if (!changed.empty()) keep(changed);
  if (!gone.deletes.empty() && writes()) (void)effects.ask(std::move(gone));
  return !changed.empty();
}

}  // namespace stadtkern::desk
