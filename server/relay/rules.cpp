#include "relay/rules.hpp"

#include "relay/stored.hpp"

namespace stadtkern::relay {
namespace {

using Verdict = Outcome::Verdict;

Outcome only(Verdict verdict, std::string field = "", std::string expected = "") {
  Outcome outcome;
  outcome.verdict = verdict;
  outcome.field = std::move(field);
  outcome.expected = std::move(expected);
  return outcome;
}

std::string place_of(std::size_t recipient) {
  return "jwe.recipients[" + std::to_string(recipient) + "].inbox";
}

std::optional<Thread> living(Books& books, std::string_view id, std::int64_t now_s) {
  auto thread = books.thread(id);
  if (thread && thread->expires_s <= now_s) thread.reset();
  return thread;
}

// What is answered where a message of this id is held already.
std::optional<Outcome> known(Books& books, std::string_view thread, std::string_view sender,
                             const Letter& letter) {
  const auto held = books.message(thread, letter.id);
  if (!held) return std::nullopt;
  if (held->sender != sender) return only(Verdict::conflict, "id", "an id that is not in use");
  if (held->state == State::withdrawn) return only(Verdict::withdrawn, "id");
  if (held->digest == letter.digest) return only(Verdict::again);
  return only(Verdict::conflict, "id", "the same bytes as before");
}

void keep_letter(Books& books, Thread& thread, std::string_view sender, const Letter& letter) {
  ++thread.number;
  books.keep(Message{thread.id, letter.id, std::string(sender), letter.digest, thread.number,
                     State::held, to_stored(letter.sealed)});
  books.keep(thread);
}

void deliver_to_all(Books& books, const Thread& thread, const Letter& letter, Outcome& outcome) {
  for (const wire::Recipient& recipient : letter.sealed.recipients) {
    const std::int64_t number = books.deliver(recipient.inbox, thread.id, letter.id);
    outcome.notices.push_back({recipient.inbox, number, true});
  }
}

std::optional<Outcome> refuse_opening(Books& books, const NewThread& wanted, std::int64_t now_s) {
  if (wanted.expires_s <= now_s || wanted.expires_s > now_s + wire::k_lifetime_s_max) {
    return only(Verdict::invalid, "expires", "a time within the next 31 days");
  }
  if (!wanted.worked) return only(Verdict::invalid, "proof", "enough work for the present salt");
  const auto& recipients = wanted.letter.sealed.recipients;
  for (std::size_t at = 0; at < recipients.size(); ++at) {
    const auto room = books.room(recipients[at].inbox);
    if (!room) return only(Verdict::invalid, place_of(at), "an inbox of this town");
    if (room->held >= k_inbox_held_max) {
      return only(Verdict::full, place_of(at), "an inbox with room");
    }
  }
  if (books.threads() >= k_threads_max) return only(Verdict::full);
  return std::nullopt;
}

std::optional<Outcome> refuse_writing_on(Books& books, const Thread& thread, const Letter& letter) {
  const auto& recipients = letter.sealed.recipients;
  for (std::size_t at = 0; at < recipients.size(); ++at) {
    if (!books.reached(thread.id, recipients[at].inbox)) {
      return only(Verdict::invalid, place_of(at), "an inbox of this thread");
    }
    if (books.counts(recipients[at].inbox).held >= k_inbox_held_max) {
      return only(Verdict::full, place_of(at), "an inbox with room");
    }
  }
  const bool full =
      books.messages(thread.id, "") >= k_thread_messages_max ||
      books.deliveries(thread.id).size() + recipients.size() > k_thread_deliveries_max;
  if (full) return only(Verdict::invalid, "jwe", "fewer messages in one thread");
  return std::nullopt;
}

}  // namespace

std::optional<Thread> thread_for(Books& books, std::string_view id, std::string_view capability,
                                 std::int64_t now_s) {
  auto thread = living(books, id, now_s);
  // Hashes of 32 random bytes: how long their comparison takes says nothing of the secret.
  if (thread && thread->capability != capability) thread.reset();
  return thread;
}

Outcome open_thread(Books& books, const NewThread& wanted, std::int64_t now_s) {
  const Letter& letter = wanted.letter;
  const auto before = books.thread(letter.id);
  if (before && before->expires_s > now_s) {
    if (before->state == State::withdrawn) return only(Verdict::withdrawn);
    if (const auto answer = known(books, letter.id, "", letter)) return *answer;
    return only(Verdict::conflict, "id", "an id that is not in use");
  }
  if (auto refusal = refuse_opening(books, wanted, now_s)) return *refusal;
  if (before) books.remove_thread(letter.id);
  Outcome outcome;
  outcome.erased = before.has_value();
  Thread thread{letter.id, wanted.capability, wanted.expires_s, State::held, 0, wanted.receipt};
  keep_letter(books, thread, "", letter);
  deliver_to_all(books, thread, letter, outcome);
  return outcome;
}

Outcome write_on(Books& books, std::string_view id, std::string_view capability,
                 const Letter& letter, std::int64_t now_s) {
  auto thread = thread_for(books, id, capability, now_s);
  if (!thread) return only(Verdict::unknown, "Authorization");
  if (thread->state == State::withdrawn) return only(Verdict::withdrawn);
  if (const auto answer = known(books, id, "", letter)) return *answer;
  if (auto refusal = refuse_writing_on(books, *thread, letter)) return *refusal;
  Outcome outcome;
  keep_letter(books, *thread, "", letter);
  deliver_to_all(books, *thread, letter, outcome);
  outcome.notices.push_back({thread->id, thread->number, false});
  return outcome;
}

Outcome withdraw(Books& books, std::string_view id, std::string_view capability,
                 std::int64_t now_s) {
  auto thread = thread_for(books, id, capability, now_s);
  if (!thread) return only(Verdict::unknown, "Authorization");
  if (thread->state == State::withdrawn) return only(Verdict::again);
  Outcome outcome;
  outcome.erased = true;
  for (const Delivery& delivery : books.deliveries(id)) {
    outcome.notices.push_back({delivery.inbox, books.mark_withdrawn(delivery), true});
  }
  books.remove_messages(id);
  thread->state = State::withdrawn;
  thread->receipt.clear();
  ++thread->number;
  books.keep(*thread);
  outcome.notices.push_back({thread->id, thread->number, false});
  return outcome;
}

Outcome answer_thread(Books& books, std::string_view inbox, std::string_view id,
                      const Letter& letter, std::int64_t now_s) {
  auto thread = living(books, id, now_s);
  const bool asked = thread && books.inbox(inbox) && books.reached(id, inbox);
  if (!asked) return only(Verdict::unknown);
  if (thread->state == State::withdrawn) return only(Verdict::withdrawn);
  if (const auto answer = known(books, id, inbox, letter)) return *answer;
  if (books.messages(id, inbox) >= k_thread_answers_max) {
    return only(Verdict::invalid, "jwe", "fewer answers in one thread");
  }
  Outcome outcome;
  keep_letter(books, *thread, inbox, letter);
  for (const std::string& one : letter.instead)
    outcome.erased |= take_back(books, inbox, id, one, now_s).erased;
  outcome.notices.push_back({thread->id, books.thread(id)->number, false});
  return outcome;
}

Outcome take_back(Books& books, std::string_view inbox, std::string_view id, std::string_view name,
                  std::int64_t now_s) {
  auto thread = living(books, id, now_s);
  if (!thread || !books.reached(id, inbox)) return only(Verdict::unknown);
  if (thread->state == State::withdrawn) return only(Verdict::again);
  auto message = books.message(id, name);
  // One that is not here may still be under way: its name is kept, so that it comes too late.
  if (!message && books.messages(id, inbox) < k_thread_answers_max)
    message = Message{thread->id, std::string(name), std::string(inbox), "", 0, State::held, {}};
  if (!message || message->sender != inbox) return only(Verdict::unknown);
  if (message->state == State::withdrawn) return only(Verdict::again);
  Outcome outcome;
  outcome.erased = true;
  message->state = State::withdrawn;
  message->sealed.clear();
  message->number = ++thread->number;
  books.keep(*message);
  books.keep(*thread);
  outcome.notices.push_back({thread->id, thread->number, false});
  return outcome;
}

Outcome say_opened(Books& books, std::string_view inbox, std::string_view id,
                   std::string_view message, std::int64_t now_s) {
  auto thread = living(books, id, now_s);
  if (!thread || !books.inbox(inbox)) return only(Verdict::unknown);
  const auto delivery = books.delivery(id, message, inbox);
  if (!delivery) return only(Verdict::unknown);
  if (delivery->state == State::withdrawn) return only(Verdict::withdrawn);
  if (delivery->opened) return only(Verdict::again);
  Outcome outcome;
  books.mark_opened(*delivery);
  ++thread->number;
  books.keep(*thread);
  outcome.notices.push_back({thread->id, thread->number, false});
  return outcome;
}

Outcome expire(Books& books, std::int64_t now_s) {
  Outcome outcome;
  const auto expired = books.threads_expired(now_s, k_expired_per_order);
  for (const std::string& id : expired) books.remove_thread(id);
  books.remove_invitations(now_s);
  outcome.erased = !expired.empty();
  outcome.more = expired.size() == k_expired_per_order;
  return outcome;
}

Outcome join(Books& books, const NewInbox& wanted, std::int64_t now_s) {
  auto invitation = books.invitation(wanted.secret);
  const bool open = invitation && invitation->inbox == wanted.inbox.id &&
                    (invitation->expires_s > now_s || !invitation->used.empty());
  if (!open) return only(Verdict::invalid, "invitation", "an open invitation of this town");
  if (invitation->used == wanted.digest) return only(Verdict::again);
  if (!invitation->used.empty() || books.inbox(wanted.inbox.id)) {
    return only(Verdict::conflict, "invitation", "an invitation that was not used yet");
  }
  invitation->used = wanted.digest;
  books.keep(*invitation);
  books.keep(wanted.inbox);
  books.keep(wanted.device);
  return {};
}

Outcome add_device(Books& books, const Device& device, const Vouched& vouched) {
  const auto inbox = books.inbox(device.inbox);
  if (!inbox || !vouched(inbox->signing_key)) {
    return only(Verdict::invalid, "signature", "the inbox's own signature");
  }
  if (const auto before = books.device(device.inbox, device.name)) {
    return only(before->revoked ? Verdict::withdrawn : Verdict::again);
  }
  if (books.devices(device.inbox).size() >= k_devices_max) {
    return only(Verdict::full, "device", "fewer devices");
  }
  books.keep(device);
  return {};
}

Outcome revoke_device(Books& books, std::string_view inbox, std::string_view name,
                      const Vouched& vouched) {
  const auto held = books.inbox(inbox);
  if (!held || !vouched(held->signing_key)) {
    return only(Verdict::invalid, "signature", "the inbox's own signature");
  }
  auto device = books.device(inbox, name);
  if (!device) return only(Verdict::invalid, "device", "a device of this inbox");
  if (device->revoked) return only(Verdict::again);
  device->revoked = true;
  books.keep(*device);
  return {};
}

}  // namespace stadtkern::relay
