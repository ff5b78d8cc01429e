#include "features/care/mail.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "features/care/keys.hpp"
#include "model/town.hpp"
#include "wire/base64url.hpp"
#include "wire/names.hpp"

namespace stadtkern::care {
namespace {

constexpr std::int64_t k_answer_bytes_max = 512 * 1024;
constexpr std::int64_t k_timeout_ms = 30'000;
constexpr std::int64_t k_lifetime_s = 14 * 24 * 3600;
constexpr std::int64_t k_retry_ms = 2'000;
constexpr std::int64_t k_poll_seen_ms = 4'000;  // doubled while nothing comes, to about a minute
constexpr std::int64_t k_poll_unseen_ms = 5 * k_minute_ms;
constexpr std::int64_t k_due_ms_max = 10 * k_minute_ms;  // no pause is longer

std::string quoted(std::string_view name, std::string_view value) {
  return std::string("\"").append(name).append("\":\"").append(value).append("\",");
}

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

// What opens a thread (RELAY.md). Everything in it is base64url or a number, or JSON of the shell.
Bytes opening_of(const Thread& thread) {
  std::string body = "{\"version\":1,\"expires\":" + std::to_string(thread.expires) + ",";
  body += quoted("capability", thread.digest) + quoted("receipt", thread.receipt);
  body += "\"proof\":" + std::to_string(thread.proof) + ",\"jwe\":" + thread.jwe + "}";
  return bytes_of(body);
}

std::string seal_line(const Recipient& to) {
  return to.inbox + " " + to.sealing_key.x + " " + to.sealing_key.y;
}

}  // namespace

port::Seal deed(std::string_view name,
                std::initializer_list<std::pair<const char*, std::string_view>> words, Bytes body) {
  port::Seal seal;
  seal.deed = name;
  for (const auto& [key, value] : words) seal.words.emplace(key, value);
  seal.body = std::move(body);
  return seal;
}

void Mail::await(port::EffectId id, Job job, int thread, std::string word) {
  state_.pending.push_back({id, job, thread, std::move(word)});
}

void Mail::ask(port::Fetch fetch, Job job, int thread, std::string word) {
  fetch.max_bytes = k_answer_bytes_max;
  fetch.timeout_ms = k_timeout_ms;
  if (fetch.accept.empty()) fetch.accept = "application/cbor";
  if (!fetch.body.empty()) fetch.content_type = "application/json";
  await(effects_.ask(std::move(fetch)), job, thread, std::move(word));
}

void Mail::ask(port::Seal seal, Job job, int thread, std::string word) {
  await(effects_.ask(std::move(seal)), job, thread, std::move(word));
}

bool Mail::is_busy(int thread) const {
  return std::any_of(state_.pending.begin(), state_.pending.end(),
                     [thread](const Pending& one) { return one.thread == thread; });
}

bool Mail::is_busy(Job job) const {
  return std::any_of(state_.pending.begin(), state_.pending.end(),
                     [job](const Pending& one) { return one.job == job; });
}

std::string Mail::path(const Thread& thread) const {
  return "/api/v1/" + state_.town + "/relay/threads/" + thread.id;
}

void Mail::save(Thread& thread) {
  port::Store store;
  store.puts.push_back(
      {thread_key(state_.town, thread.number), encode_thread(thread), !thread.stored});
  if (!thread.stored && thread.request) store.deletes.push_back(draft_key(state_.town));
  await(effects_.ask(std::move(store)), Job::store_thread, thread.number);
}

void Mail::later(Thread& thread) {
  const int doublings = std::min(thread.failures++, 8);
  thread.due = {around_.now.ms + (k_retry_ms << doublings)};
}

void Mail::poll_later(Thread& thread) {
  const bool seen = shown() == &thread && state_.heard < 0;
  const int quiet = std::min(thread.failures++, 4);
  thread.due = {around_.now.ms + (seen ? k_poll_seen_ms << quiet : k_poll_unseen_ms)};
}

const Thread* Mail::shown() const {
  const Page* page = around_.page;
  return page == nullptr || page->kind != Page::Kind::thread ? nullptr : state_.find(page->thread);
}

// The thread in view, and no other: two open streams would say that both are of one person.
void Mail::watch() {
  const Thread* thread = shown();
  const bool may = thread != nullptr && thread->phase == Phase::held && around_.online;
  std::string url = may ? path(*thread) + "/events" : std::string();
  if (url == state_.watched) return;
  effects_.order(port::Watch{url, may ? "Bearer " + thread->capability : std::string()});
  state_.watched = std::move(url);
  state_.heard = -1;
}

void Mail::pump() {
  if (!state_.restored || state_.reload) return;
  fetch_list();
  for (Thread& thread : state_.threads) {
    if (thread.due.ms > around_.now.ms + k_due_ms_max) thread.due = {};  // the clock was set back
    advance(thread);
  }
  watch();
  if (!around_.online || !around_.writer) return;
  std::int64_t next_ms = 0;
  for (const Thread& thread : state_.threads) {
    if (thread.is_over() || thread.due.ms <= around_.now.ms) continue;
    if (next_ms == 0 || thread.due.ms < next_ms) next_ms = thread.due.ms;
  }
  if (next_ms == 0 || next_ms == state_.woken_ms) return;
  state_.woken_ms = next_ms;
  effects_.order(port::Wake{{next_ms}});
}

// Asks for the newest list where somebody may soon need it: on a page of the care finder, before a
// request leaves, and once for a device that holds none, so that it can do without a connection.
void Mail::fetch_list() {
  const std::string_view key = model::Town(around_.content).field("care_key");
  List& list = state_.list;
  if (!list.pinned.empty() && !key.empty() && key != list.pinned) {
    list.fault = ListFault::foreign;
    return;
  }
  if (key.empty() || state_.list_asked || !around_.online || is_busy(Job::fetch_list)) return;
  const bool leaving = std::any_of(
      state_.threads.begin(), state_.threads.end(),
      [](const Thread& one) { return one.phase == Phase::waiting && !one.list_checked; });
  if (list.held && around_.page == nullptr && !leaving) return;
  state_.list_asked = true;
  port::Fetch fetch;
  fetch.url = "/api/v1/" + state_.town + "/relay/lists/care-services";
  fetch.accept = "application/jose";
  ask(std::move(fetch), Job::fetch_list);
}

void Mail::advance(Thread& thread) {
  if (is_busy(thread.number)) return;
  const bool over = thread.is_over();  // one that failed still holds what was asked
  if (thread.expires > 0 && now_s() >= thread.expires && !(over && !thread.request))
    return end(thread, over ? thread.phase : Phase::expired);
  if (over) return;
  const bool ripe = thread.phase != Phase::sealing && thread.phase != Phase::restoring;
  if (ripe && !thread.stored) return save(thread);  // under a number that was free
  const bool may_talk = around_.online && around_.writer && thread.due.ms <= around_.now.ms;
  port::Fetch fetch;
  fetch.url = path(thread);
  fetch.authorization = "Bearer " + thread.capability;
  switch (thread.phase) {
    case Phase::sealing:
      if (thread.reply_key.x.empty())
        return ask(deed("unlock", {{"make", "yes"}}, thread.secret), Job::unlock, thread.number);
      return seal_request(thread);
    case Phase::waiting:
      return advance_waiting(thread);
    case Phase::held:
      return advance_held(thread);
    case Phase::withdrawing:
      fetch.method = "DELETE";
      if (may_talk) ask(std::move(fetch), Job::withdraw, thread.number);
      return;
    case Phase::restoring:
      if (thread.id.empty())
        return ask(deed("unlock", {}, thread.secret), Job::unlock, thread.number);
      fetch.url += "?since=0";
      if (around_.online && thread.due.ms <= around_.now.ms)
        ask(std::move(fetch), Job::read_thread, thread.number);
      return;
    default:
      return;
  }
}

void Mail::seal_request(Thread& thread) {
  FromCitizen inside{thread.id, thread.id, thread.expires, {}, thread.reply_key};
  std::string to;
  for (const Recipient& one : thread.recipients) {
    if (one.dropped) continue;
    if (!to.empty()) to += '\n';
    to += seal_line(one);
    inside.recipients.push_back(one.inbox);
  }
  sort(inside.recipients);
  ask(deed("seal", {{"to", to}}, encode_request(inside, *thread.request)), Job::seal_request,
      thread.number);
}

// Sealed and stored. The work needs no connection; everything after it does.
void Mail::advance_waiting(Thread& thread) {
  if (thread.jwe.empty()) return seal_request(thread);
  if (!around_.writer || !thread.stored) return;
  if (thread.proof < 0) {
    const std::string& salt = state_.salt.empty() ? around_.content.epoch() : state_.salt;
    if (salt.empty()) return;
    return ask(deed("prove",
                    {{"salt", salt},
                     {"thread", thread.id},
                     {"expires", std::to_string(thread.expires)},
                     {"bits", std::to_string(state_.work_bits)}},
                    {}),
               Job::prove, thread.number);
  }
  if (!around_.online || thread.due.ms > around_.now.ms) return;
  if (!thread.list_checked) return check_recipients(thread);
  if (!thread.leaving) {
    thread.leaving = true;
    return save(thread);
  }
  port::Fetch fetch;
  fetch.method = "PUT";
  fetch.url = path(thread);
  fetch.body = opening_of(thread);
  ask(std::move(fetch), Job::put_request, thread.number);
}

// Before a request leaves: services that the newest list no longer vouches for do not get it.
void Mail::check_recipients(Thread& thread) {
  if (is_busy(Job::fetch_list) || is_busy(Job::verify_list)) return;
  if (!state_.list_asked) return fetch_list();
  if (!state_.list_current) {  // the list could not be asked for
    state_.list_asked = false;
    return later(thread);
  }
  thread.list_checked = true;
  const Services* services = usable(state_.list, now_s());
  bool any_dropped = services == nullptr;
  bool any_left = false;
  for (Recipient& one : thread.recipients) {
    const Service* service = services == nullptr ? nullptr : services->find(one.inbox);
    const bool same = service != nullptr && service->sealing_key == one.sealing_key &&
                      service->signing_key == one.signing_key;
    if (!one.dropped && !same) one.dropped = any_dropped = true;
    any_left |= !one.dropped;
  }
  if (!any_left) thread.phase = Phase::failed;
  if (!any_dropped) return advance_waiting(thread);
  thread.jwe.clear();
  save(thread);
}

// Without the town's list nobody knows whose signature counts.
void Mail::await_list(Thread& thread) {
  if (!state_.list_asked || state_.list_current || is_busy(Job::fetch_list)) return;
  state_.list_asked = false;
  later(thread);
}

void Mail::advance_held(Thread& thread) {
  // What a service said while the list did not name it could not be believed: all is read again.
  bool learnt = false;
  for (Recipient& one : thread.recipients) learnt |= learn_of(one, state_.list);
  if (learnt) {
    thread.since = thread.since_next = 0;
    thread.due = {};
  }
  if (!thread.letters.empty()) {
    const Letter& letter = thread.letters.front();
    const Recipient* from = recipient_of(thread, letter.inbox, state_.list);
    const wire::Point key = from == nullptr ? wire::Point() : from->signing_key;
    const bool may_come = !state_.list.held && state_.list.fault == ListFault::none;
    if (key.x.empty() && may_come) return await_list(thread);
    return ask(deed("open",
                    {{"thread", thread.id},
                     {"key", thread.thumbprint},
                     {"town", state_.town},
                     {"inbox", letter.inbox},
                     {"x", key.x},
                     {"y", key.y}},
                    letter.jwe),
               Job::open_letter, thread.number);
  }
  for (Said& one : thread.said) {
    const Recipient* to = thread.find(one.inbox);
    if (!one.mine || one.held || one.refused || to == nullptr || to->dropped) continue;
    if (thread.due.ms > around_.now.ms) return;
    if (one.id.empty()) {
      return await(effects_.ask(port::Randomize{0, 16}), Job::random_message, thread.number);
    }
    if (one.jwe.empty()) {
      const FromCitizen inside{thread.id, one.id, thread.expires, {one.inbox}, {}};
      return ask(deed("seal", {{"to", seal_line(*to)}}, encode_words(inside, one.words)),
                 Job::seal_words, thread.number, one.id);
    }
    if (!around_.online || !around_.writer) return;
    port::Fetch fetch;
    fetch.method = "PUT";
    fetch.url = path(thread) + "/messages/" + one.id;
    fetch.authorization = "Bearer " + thread.capability;
    fetch.body = bytes_of("{\"version\":1,\"jwe\":" + one.jwe + "}");
    return ask(std::move(fetch), Job::put_words, thread.number, one.id);
  }
  if (!around_.online || !around_.writer || thread.due.ms > around_.now.ms) return;
  port::Fetch fetch;
  fetch.url = path(thread) + "?since=" + std::to_string(thread.since);
  fetch.authorization = "Bearer " + thread.capability;
  ask(std::move(fetch), Job::read_thread, thread.number);
}

void Mail::end(Thread& thread, Phase how) {
  if (!thread.id.empty()) effects_.ask(deed("forget", {{"thread", thread.id}}));
  thread.phase = how;
  forget_content(thread);
  save(thread);
}

void Mail::send_draft() {
  const Services* services = usable(state_.list, now_s());
  if (services == nullptr) return;
  Thread thread;
  for (const Thread& other : state_.threads) thread.number = std::max(thread.number, other.number);
  ++thread.number;
  thread.stored = false;
  thread.secret = state_.draft.secret;
  thread.request = state_.draft.request;
  thread.expires = ((now_s() + k_lifetime_s) / 3600 + 1) * 3600;
  thread.list_number = services->number;
  for (const Service& one : services->all) {
    if (!is_recipient(state_.draft, one)) continue;
    if (thread.recipients.size() == wire::k_recipients_max) break;
    Recipient to;
    to.inbox = one.inbox;
    to.name = one.name;
    to.phone = one.phone;
    to.signing_key = one.signing_key;
    to.sealing_key = one.sealing_key;
    thread.recipients.push_back(std::move(to));
  }
  state_.threads.push_back(std::move(thread));
}

void Mail::withdraw(Thread& thread) {
  if (thread.id.empty() || thread.phase == Phase::sealing) return;  // nothing left yet
  thread.phase = Phase::withdrawing;
  thread.due = {};
  save(thread);
}

void Mail::undo(Thread& thread) {
  const int number = thread.number;
  Draft& draft = state_.draft;
  draft = {};
  draft.request = *thread.request;
  draft.secret = thread.secret;
  draft.touched = around_.now;
  state_.has_draft = true;
  if (const Services* services = usable(state_.list, now_s())) {
    for (const Service& one : services->all) {
      if (is_recipient(draft, one) != (thread.find(one.inbox) != nullptr))
        draft.toggled.push_back(one.inbox);
    }
  }
  if (!thread.id.empty()) effects_.ask(deed("forget", {{"thread", thread.id}}));
  port::Store store;
  store.puts.push_back({draft_key(state_.town), encode_draft(draft)});
  drop(std::move(store), number);
}

void Mail::write_on(Thread& thread, std::string_view inbox, Words words) {
  Said said;
  said.mine = true;
  said.inbox = inbox;
  said.words = std::move(words);
  thread.said.push_back(std::move(said));
  thread.due = {};
}

void Mail::restore(Bytes secret) {
  Thread thread;
  for (const Thread& other : state_.threads) {
    if (other.secret == secret) return;
    thread.number = std::max(thread.number, other.number);
  }
  ++thread.number;
  thread.stored = false;
  thread.phase = Phase::restoring;
  thread.secret = std::move(secret);
  state_.threads.push_back(std::move(thread));
}

void Mail::remove(Thread& thread) {
  drop({}, thread.number);
}

// Its number is given again: what was under way for it is nobody's.
void Mail::drop(port::Store store, int number) {
  store.deletes.push_back(thread_key(state_.town, number));
  const port::EffectId id = effects_.ask(std::move(store));
  std::erase_if(state_.pending, [number](const Pending& one) { return one.thread == number; });
  await(id, Job::store_draft);
  effects_.order(port::Tell{"care"});
  std::erase_if(state_.threads, [number](const Thread& one) { return one.number == number; });
}

// The draft went into the store as a thread: the next request begins empty.
void Mail::forget_draft_of(const Thread& thread) {
  if (state_.draft.secret != thread.secret) return;
  state_.draft = {};
  state_.has_draft = false;
}

}  // namespace stadtkern::care
