// What comes back from the shell and the relay.
#include "features/care/keys.hpp"
#include "features/care/mail.hpp"
#include "model/town.hpp"
#include "wire/base64url.hpp"

namespace stadtkern::care {
namespace {

constexpr int k_late_tries = 7;  // two seconds, doubled: longer than anything is under way

// The relay itself says that it has no such thread, not somebody on the way.
bool is_unknown(int status, BytesView body) {
  return status == 404 && as_text(body).find("\"Authorization\"") != std::string_view::npos;
}

std::string word(const port::Sealed& sealed, const char* name) {
  const auto found = sealed.words.find(name);
  return found == sealed.words.end() ? std::string() : found->second;
}

}  // namespace

bool Mail::take_list_fetch(const port::Fact& fact) {
  const auto* fetched = std::get_if<port::Fetched>(&fact);
  state_.list_current = fetched != nullptr && fetched->status < 500;
  if (!state_.list_current) return true;
  const std::string key(model::Town(around_.content).field("care_key"));
  const auto point = point_of(key);
  if (fetched->status != 200 || !point) {
    state_.list.fault = ListFault::absent;
    return true;
  }
  ask(deed("verify", {{"x", point->x}, {"y", point->y}, {"typ", "stadtkern-list"}}, fetched->body),
      Job::verify_list, 0, key);
  return false;
}

bool Mail::take(const Pending& asked, const port::Fact& fact) {
  Thread* thread = asked.thread == 0 ? nullptr : state_.find(asked.thread);
  if (asked.job == Job::fetch_list) return take_list_fetch(fact);
  if (asked.job == Job::store_thread) {
    const auto* refused = std::get_if<port::StoreRefused>(&fact);
    const bool done = refused == nullptr;
    // Another tab was first, with this request or with another under its number.
    if (refused != nullptr && refused->reason == "taken") return state_.reload = true;
    state_.store_refused = !done;
    if (done) effects_.order(port::Tell{"care"});
    if (thread == nullptr) return true;
    thread->stored = true;  // or nobody can: it lives on in memory, and the page says so
    if (done && thread->request) forget_draft_of(*thread);
    return true;
  }
  if (asked.thread != 0 && thread == nullptr) return false;
  if (const auto* sealed = std::get_if<port::Sealed>(&fact)) return take_sealed(asked, *sealed);
  if (thread == nullptr) return false;
  // Another tab changed this thread meanwhile: what it stored counts, and this is asked again.
  if (state_.reload && thread->stored) return false;
  if (const auto* random = std::get_if<port::Randomized>(&fact)) {
    for (Said& one : thread->said) {
      if (one.mine && one.id.empty()) {
        one.id = wire::encode_base64url(random->bytes);
        break;
      }
    }
    return false;
  }
  const auto* fetched = std::get_if<port::Fetched>(&fact);
  if (fetched == nullptr) return later(*thread), true;
  return take_answer(asked, *thread, fetched->status, fetched->body);
}

bool Mail::take_sealed(const Pending& asked, const port::Sealed& sealed) {
  const bool done = sealed.refused.empty();
  if (asked.job == Job::verify_list) {
    if (!done) return state_.list.fault = ListFault::forged, true;
    if (take_list(state_.list, asked.word, state_.town, sealed.body)) {
      port::Store store;
      store.puts.push_back({list_key(state_.town), state_.list.payload});
      store.puts.push_back(
          {pin_key(state_.town), Bytes(state_.list.pinned.begin(), state_.list.pinned.end())});
      (void)effects_.ask(std::move(store));
    }
    return true;
  }
  Thread& thread = *state_.find(asked.thread);
  if (state_.reload && thread.stored) return false;
  switch (asked.job) {
    case Job::unlock:
      if (!done) return thread.phase = Phase::failed, true;
      thread.id = word(sealed, "thread");
      thread.capability = word(sealed, "capability");
      thread.digest = word(sealed, "digest");
      thread.receipt = word(sealed, "receipt");
      thread.reply_key = {word(sealed, "x"), word(sealed, "y")};
      thread.thumbprint = word(sealed, "thumbprint");
      if (thread.phase == Phase::restoring && !thread.receipt.empty()) {
        thread.phase = Phase::held;
        save(thread);
      }
      return true;
    case Job::seal_request:
      if (!done) return thread.phase = Phase::failed, true;
      thread.jwe = as_text(sealed.body);
      if (thread.phase == Phase::sealing) thread.phase = Phase::waiting;
      save(thread);
      return true;
    case Job::prove:
      if (!done) return thread.phase = Phase::failed, true;
      thread.proof = 0;
      for (const char digit : word(sealed, "proof")) thread.proof = thread.proof * 10 + digit - '0';
      return false;
    case Job::seal_words:
      for (Said& one : thread.said) {
        if (one.id == asked.word) one.jwe = as_text(sealed.body);
      }
      done ? save(thread) : later(thread);
      return true;
    case Job::open_letter: {
      // The key was lost and the receipt has it, or nothing opens just now: asked for again.
      if (sealed.refused == "no_key") thread.phase = Phase::restoring;
      if (sealed.refused == "no_key" || sealed.refused == "unavailable")
        return thread.letters.clear(), later(thread), true;
      const Letter letter = std::move(thread.letters.front());
      thread.letters.erase(thread.letters.begin());
      read_letter(thread, letter, sealed);
      if (thread.letters.empty()) {
        thread.since = thread.since_next;
        save(thread);
      }
      return true;
    }
    default:
      return false;
  }
}

bool Mail::take_answer(const Pending& asked, Thread& thread, int status, BytesView body) {
  const bool again = status == 429 || status >= 500;
  if (again) return later(thread), true;
  const bool unknown = is_unknown(status, body);
  switch (asked.job) {
    case Job::put_request:
      return refuse_request(thread, status, body);
    case Job::about_relay:
      read_about(state_, body);
      thread.proof = -1;
      return true;  // more work is to be done, and the page says so
    case Job::withdraw:
      if (status != 204 && status != 410 && !unknown) return later(thread), true;
      // What was sent before may still be under way; it must not arrive after the last word.
      if (unknown && !thread.jwe.empty() && thread.failures < k_late_tries)
        return later(thread), true;
      end(thread, Phase::withdrawn);
      return true;
    case Job::put_words:
      if (status == 410) return end(thread, Phase::withdrawn), true;
      if (unknown) return end(thread, Phase::expired), true;
      if (status != 201 && status != 409 && status != 422) return later(thread), true;
      for (Said& one : thread.said) {
        if (one.id != asked.word) continue;
        one.refused = status == 422;
        one.held = !one.refused;
        one.jwe.clear();
        Recipient* to = thread.find(one.inbox);
        if (to != nullptr && one.held) to->contacted = true;
      }
      save(thread);
      return true;
    case Job::read_thread:
      if (unknown)
        return end(thread, thread.phase == Phase::restoring ? Phase::unknown : Phase::expired),
               true;
      if (status == 200) return read_page(thread, body);
      return later(thread), true;
    default:
      return false;
  }
}

// The relay's word on an opening message.
bool Mail::refuse_request(Thread& thread, int status, BytesView body) {
  if (thread.phase != Phase::waiting) return false;  // taken back meanwhile
  if (status == 201 || status == 409) {
    // 409: an earlier try had arrived, perhaps with another key and other words.
    thread.phase = status == 201 ? Phase::held : Phase::restoring;
    if (status == 409) thread.request.reset();
    thread.jwe.clear();
    thread.due = {};
    thread.failures = 0;
    save(thread);
    return true;
  }
  if (status == 410) return end(thread, Phase::withdrawn), true;
  if (status != 400 && status != 413 && status != 422) return later(thread), true;
  // The problem document is JSON, which this program does not read: its field is looked for.
  const std::string_view problem = as_text(body);
  constexpr std::string_view k_recipients = "jwe.recipients[";
  const auto named = problem.find(k_recipients);
  if (status == 422) thread.leaving = false;  // nothing of it was kept
  if (status == 422 && problem.find("\"proof\"") != std::string_view::npos) {
    later(thread);
    port::Fetch fetch;
    fetch.url = "/api/v1/" + state_.town + "/relay";
    ask(std::move(fetch), Job::about_relay, thread.number);
    return false;
  }
  if (status == 422 && named != std::string_view::npos) {
    std::size_t at = 0;
    for (std::size_t digit = named + k_recipients.size();
         digit < problem.size() && problem[digit] >= '0' && problem[digit] <= '9'; ++digit)
      at = at * 10 + static_cast<std::size_t>(problem[digit] - '0');
    bool any_left = false;
    std::size_t sent = 0;
    for (Recipient& one : thread.recipients) {
      if (!one.dropped && sent++ == at) one.dropped = true;
      any_left |= !one.dropped;
    }
    thread.jwe.clear();
    if (!any_left) thread.phase = Phase::failed;
  } else {
    thread.phase = Phase::failed;
  }
  save(thread);
  return true;
}

}  // namespace stadtkern::care
