// What the relay holds for a citizen: which inboxes opened the request, and who said what.
#include "base/sort.hpp"
#include "features/care/mail.hpp"
#include "wire/names.hpp"

namespace stadtkern::care {
namespace {

constexpr std::size_t k_deliveries_max = 1024;
constexpr std::size_t k_answers_max = 10'000;

// True where an answer that was shown is gone: one before it may still stand.
bool take_back(Thread& thread, const std::string& id) {
  bool shown = false;
  for (Recipient& one : thread.recipients) {
    if (one.answer_id != id) continue;
    one.answer_id.clear();
    one.answer = {};
    shown = true;
  }
  std::erase_if(thread.said, [&](const Said& one) { return !one.mine && one.id == id; });
  return shown;
}

void read_deliveries(const wire::Reader& page, Thread& thread, const List& list) {
  std::vector<std::string> reached;
  page.each("deliveries", k_deliveries_max, [&](const wire::Reader& one) {
    const std::string message = one.text("message", 22);
    const std::string inbox = one.text("inbox", 22);
    const bool opened = one.flag("opened");
    if (message == thread.id) {
      reached.push_back(inbox);
      if (Recipient* to = recipient_of(thread, inbox, list)) to->opened |= opened;
    }
    for (Said& said : thread.said) {
      if (said.mine && said.id == message) said.opened |= opened;
    }
  });
  for (Recipient& one : thread.recipients) {
    bool known = false;
    for (const std::string& inbox : reached) known |= inbox == one.inbox;
    one.dropped = !known;
  }
}

}  // namespace

Recipient* recipient_of(Thread& thread, const std::string& inbox, const List& list) {
  if (Recipient* known = thread.find(inbox)) return known;
  if (thread.recipients.size() == wire::k_recipients_max) return nullptr;
  Recipient& one = thread.recipients.emplace_back();
  one.inbox = inbox;
  learn_of(one, list);
  return &one;
}

bool learn_of(Recipient& one, const List& list) {
  const bool known = !one.sealing_key.x.empty();
  const Service* service = known || !list.held ? nullptr : list.held->find(one.inbox);
  if (service == nullptr) return false;
  one.name = service->name;
  one.phone = service->phone;
  one.signing_key = service->signing_key;
  one.sealing_key = service->sealing_key;
  return true;
}

void read_about(State& state, BytesView body) {
  const auto document = wire::Document::decode(body, wire::Encoding::cbor);
  if (!document.ok()) return;
  Error fault{Code::invalid, "", ""};
  const wire::Reader about = document.value().root(&fault);
  const std::string salt = about.text("salt", 16);
  const std::int64_t bits = about.number("bits", 0, 40);
  if (about.faulty()) return;
  state.salt = salt;
  state.work_bits = bits;
}

bool Mail::read_page(Thread& thread, BytesView body) {
  const auto document = wire::Document::decode(body, wire::Encoding::cbor);
  if (!document.ok()) return later(thread), true;
  Error fault{Code::invalid, "", ""};
  const wire::Reader page = document.value().root(&fault);
  const std::string epoch = page.text("epoch", 16);
  const std::int64_t number = page.number("number", 0, wire::k_sequence_max);
  const std::int64_t expires = page.number("expires", 0, wire::k_sequence_max);
  if (page.text("state", 20) == "withdrawn") return end(thread, Phase::withdrawn), true;
  const bool restoring = thread.phase == Phase::restoring;
  const std::string receipt = restoring ? page.text("receipt", 700) : std::string();
  const bool more = page.flag("more");
  if (page.faulty()) return later(thread), true;
  if (restoring) {
    thread.expires = expires;
    ask(deed("unlock", {{"receipt", receipt}}, thread.secret), Job::unlock, thread.number);
    return true;
  }
  poll_later(thread);
  if (shown() == &thread &&
      number < state_.heard) {  // it moved on while this answer was on its way
    state_.heard = 0;
    thread.due = {};
  }
  if (epoch != thread.epoch) {  // another counting: from the beginning
    const bool from_start = thread.since == 0;
    thread.epoch = epoch;
    thread.since = 0;
    if (!from_start) return thread.due = {}, false;
  }
  if (number == thread.since) return false;
  thread.failures = 0;
  if (thread.due.ms > 0) poll_later(thread);
  read_deliveries(page, thread, state_.list);
  bool shown = false;
  page.each("answers", k_answers_max, [&](const wire::Reader& one) {
    const std::string id = one.text("id", 22);
    if (one.text("state", 20) != "held") return void(shown |= take_back(thread, id));
    Letter letter{id, one.text("inbox", 22), one.encoded("jwe")};
    thread.letters.push_back(std::move(letter));
  });
  if (page.faulty()) return thread.letters.clear(), later(thread), true;
  thread.since_next = shown ? 0 : number;
  if (more || shown) thread.due = {};
  if (!thread.letters.empty()) return true;
  thread.since = thread.since_next;
  save(thread);
  return true;
}

// An answer counts only where it was signed for this citizen and this thread (RELAY.md).
void Mail::read_letter(Thread& thread, const Letter& letter, const port::Sealed& sealed) {
  const auto read = decode_service(sealed.body);
  const bool right =
      sealed.refused.empty() && read.ok() && read.value().inside.thread == thread.id &&
      read.value().inside.id == letter.id && read.value().inside.inbox == letter.inbox &&
      read.value().inside.reply_key == thread.thumbprint;
  Recipient* from = thread.find(letter.inbox);
  if (from == nullptr || from->signing_key.x.empty()) return;  // nobody says who this is
  if (!right) {
    thread.unreadable = true;
    return;
  }
  from->opened = true;  // whoever answers has read it
  if (const auto* answer = std::get_if<Answer>(&read.value().said)) {
    from->answer = *answer;
    from->answer_id = letter.id;
    return;
  }
  for (const Said& one : thread.said) {
    if (one.id == letter.id || thread.said.size() == k_said_max) return;
  }
  Said said;
  said.inbox = letter.inbox;
  said.id = letter.id;
  said.words = std::get<Words>(read.value().said);
  thread.said.push_back(std::move(said));
}

}  // namespace stadtkern::care
