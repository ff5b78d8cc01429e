#include "oracle.hpp"

#include <algorithm>

#include "relay/rules.hpp"

namespace stadtkern::sim {
namespace {

using care::Phase;

constexpr const char* k_in_threads = "/thread/";

// What a service said last in this thread and has not taken back; null where nothing stands.
const std::pair<const std::string, Ledger::Answer>* standing(const Ledger::Thread& truth,
                                                             const std::string& inbox) {
  const std::pair<const std::string, Ledger::Answer>* last = nullptr;
  for (const auto& one : truth.answers) {
    const Ledger::Answer& answer = one.second;
    if (answer.inbox != inbox || !answer.held || answer.gone || answer.words) continue;
    if (last == nullptr || last->second.order < answer.order) last = &one;
  }
  return last;
}

bool has_answered(const Ledger::Thread& truth, const std::string& inbox) {
  return std::any_of(truth.answers.begin(), truth.answers.end(),
                     [&](const auto& one) { return one.second.inbox == inbox; });
}

bool was_opened(const Ledger::Thread& truth, const std::string& message, const std::string& inbox) {
  const auto found = truth.messages.find(message);
  return found != truth.messages.end() && found->second.opened.contains(inbox);
}

}  // namespace

void Oracle::expect(bool right, const std::string& promise, const std::string& where) {
  if (!right) world_.broken(promise + " (" + where + ")");
}

bool Oracle::is_held_by_server(const std::string& id) {
  bool held = false;
  host_.look([&](relay::Books& books) {
    const auto thread = books.thread(id);
    held = thread && thread->state == relay::State::held && thread->expires_s > world_.time.now_s();
  });
  return held;
}

void Oracle::watch(Phone& phone, Tab& tab) {
  for (const care::Thread& thread : phone.care_of(tab).threads) {
    if (thread.phase != Phase::held) continue;
    const auto found = world_.ledger.threads.find(thread.id);
    const bool known = found != world_.ledger.threads.end() && !found->second.marker.empty();
    expect(known, "nothing is called sent before the relay holds it", phone.name());
    for (const care::Recipient& one : thread.recipients) {
      const bool read =
          was_opened(found->second, thread.id, one.inbox) || has_answered(found->second, one.inbox);
      expect(!one.opened || read, "read is what a service's device said", phone.name());
      if (one.answer_id.empty()) continue;
      const auto written = world_.ledger.written.find(one.answer_id);
      const bool real = written != world_.ledger.written.end() && !written->second.words;
      expect(real, "an answer is one that a service gave", phone.name());
      const auto says = care::decode_service(written->second.payload);
      expect(std::get<care::Answer>(says.value().said) == one.answer &&
                 says.value().inside.inbox == one.inbox,
             "an answer is shown as it was given", phone.name());
    }
  }
}

void Oracle::check_calm() {
  for (const auto& [id, truth] : world_.ledger.threads) {
    if (truth.marker.empty()) continue;
    check_server(id, truth);
    check_offices(id, truth);
  }
  for (Service& service : town_.services) {
    for (auto& office : service.offices) {
      if (!office->revoked) check_said_by(*office, service.inbox);
    }
  }
  for (Citizen& citizen : people_.citizens) {
    check_phone(*citizen.phone, citizen.wishes);
    check_phone(*citizen.other, {});
  }
}

void Oracle::check_server(const std::string& id, const Ledger::Thread& truth) {
  const bool over = truth.withdrawn || truth.expires_s <= world_.time.now_s();
  expect(is_held_by_server(id) == !over,
         over ? "what is over is gone from the server" : "what was acknowledged is kept", id);
  host_.look([&](relay::Books& books) {
    if (!truth.withdrawn) return;
    const auto message = books.message(id, id);
    expect(!message || message->state == relay::State::withdrawn,
           "what was withdrawn is gone from the server", id);
  });
}

void Oracle::check_offices(const std::string& id, const Ledger::Thread& truth) {
  const auto& reached = truth.messages.at(id).inboxes;
  for (Service& service : town_.services) {
    for (auto& office : service.offices) {
      if (office->revoked) continue;
      if (reached.contains(service.inbox)) {
        check_desk(*office, service.inbox, id, truth);
      } else {
        expect(!office->store.holds(truth.marker, k_in_threads),
               "a request reaches only those it was sealed for", office->name());
      }
    }
  }
}

void Oracle::check_desk(Office& office, const std::string& inbox, const std::string& id,
                        const Ledger::Thread& truth) {
  const auto& desk = office.desk_of(*office.tabs().front());
  const auto is_it = [&](const desk::Thread& one) {
    return one.id == id || one.request.note == truth.marker;
  };
  const auto count = std::count_if(desk.threads.begin(), desk.threads.end(), is_it);
  if (truth.withdrawn || truth.expires_s <= world_.time.now_s()) {
    expect(!office.store.holds(truth.marker, k_in_threads),
           "what was withdrawn is gone from every device", office.name());
    return;
  }
  expect(count == 1, "a request reaches every recipient exactly once", office.name());
  const auto found = std::find_if(desk.threads.begin(), desk.threads.end(), is_it);
  expect(found->id == id && found->request.note == truth.marker,
         "a request arrives as it was asked", office.name());
  if (!is_full(id, inbox)) check_answer(office, inbox, *found, truth);
  for (const auto& [message, its] : truth.messages) {
    if (!its.inboxes.contains(inbox)) continue;
    expect(its.opened.contains(inbox), "who has read it has said so", office.name());
    const auto times =
        std::count_if(found->received.begin(), found->received.end(),
                      [&, name = message](const auto& one) { return one.id == name; });
    expect(times == (message == id ? 0 : 1), "a word reaches its service exactly once",
           office.name());
  }
}

// The relay takes no more of this service in this thread.
bool Oracle::is_full(const std::string& id, const std::string& inbox) {
  std::int64_t messages = 0;
  host_.look([&](relay::Books& books) { messages = books.messages(id, inbox); });
  return messages >= relay::k_thread_answers_max;
}

// What was said in any of its pages has left once, and nothing lies there that was not taken up.
void Oracle::check_said_by(Office& office, const std::string& inbox) {
  expect(!office.store.holds("", "/desk/order/"), "no order of a desk's page waits for ever",
         office.name());
  for (const auto& [words, id] : office.said) {
    const auto thread = world_.ledger.threads.find(id);
    if (thread == world_.ledger.threads.end()) continue;
    if (thread->second.withdrawn || thread->second.expires_s <= world_.time.now_s()) continue;
    if (is_full(id, inbox)) continue;
    const auto times = std::count_if(
        thread->second.answers.begin(), thread->second.answers.end(), [&](const auto& one) {
          return one.second.held && one.second.inbox == inbox &&
                 as_text(one.second.payload).find(words) != std::string_view::npos;
        });
    expect(times == 1, "what is said at a desk leaves once", office.name() + " " + words);
  }
}

// Another device's answers stand beside: then what is shown stands too, and need not be the newest.
void Oracle::check_answer(Office& office, const std::string& inbox, const desk::Thread& shown,
                          const Ledger::Thread& truth) {
  expect(shown.taking_back.empty(), "nothing that was taken back waits for ever", office.name());
  for (const desk::Said& one : shown.said)
    expect(one.sending.sent, "no word of a desk waits for ever", office.name());
  if (!shown.answered) return;
  const desk::Sending& sending = shown.answered->sending;
  const auto its = truth.answers.find(sending.id);
  const bool stands = its != truth.answers.end() && its->second.held && !its->second.gone;
  expect(sending.sent && stands, "an answer that a desk shows stands", office.name());
  if (!office.alone) return;
  const auto* last = standing(truth, inbox);
  expect(last != nullptr && last->first == sending.id,
         "the answer that a desk shows is the one that stands", office.name());
}

void Oracle::check_phone(Phone& phone, const std::set<std::string>& wishes) {
  const auto& care = phone.care_of(*phone.tabs().front());
  for (const care::Thread& thread : care.threads) {
    const std::string where = phone.name() + " " + std::to_string(static_cast<int>(thread.phase));
    expect(thread.is_over() || thread.phase == Phase::held, "nothing waits for ever", where);
    if (thread.phase == Phase::held) check_held(thread, world_.ledger.threads.at(thread.id));
  }
  for (const auto& [id, truth] : world_.ledger.threads) {
    const bool wished = wishes.contains(id);
    if (wished) expect(!is_held_by_server(id), "what a person withdrew is withdrawn", phone.name());
    if (truth.marker.empty() || !truth.withdrawn) continue;
    // Sent again from a draft that a disk brought back, and failed: it holds what was asked.
    const bool failed = std::any_of(
        care.threads.begin(), care.threads.end(),
        [&, name = id](const auto& one) { return one.id == name && one.phase == Phase::failed; });
    if (failed) continue;
    expect(!phone.store.holds(truth.marker, k_in_threads),
           "what was withdrawn is gone from every device", phone.name());
  }
}

void Oracle::check_held(const care::Thread& thread, const Ledger::Thread& truth) {
  expect(!truth.withdrawn && truth.expires_s > world_.time.now_s(),
         "what is over is not called held", thread.id);
  if (thread.request)
    expect(thread.request->note == truth.marker, "a page shows what was asked", thread.id);
  const auto& message = truth.messages.at(thread.id);
  for (const care::Recipient& one : thread.recipients) {
    expect(one.dropped != message.inboxes.contains(one.inbox),
           "who got it and who was left out is said rightly", thread.id);
    expect(one.opened || !message.opened.contains(one.inbox), "who has read it is called a reader",
           thread.id);
    // A device that came by the receipt knows no key of a service that has left the list.
    if (one.signing_key.x.empty()) continue;
    const auto* last = standing(truth, one.inbox);
    const std::string wanted = last == nullptr ? "" : last->first;
    expect(one.answer_id == wanted, "no answer is lost or stands too long",
           thread.id + " shows " + one.answer_id + " for " + wanted);
  }
  for (const std::string& inbox : message.inboxes)
    expect(thread.find(inbox) != nullptr, "everyone who got it is named", thread.id);
  check_said(thread, truth);
}

void Oracle::check_said(const care::Thread& thread, const Ledger::Thread& truth) {
  for (const care::Said& one : thread.said) {
    const care::Recipient* to = thread.find(one.inbox);
    if (!one.mine || to == nullptr || to->dropped) continue;
    expect(one.held, "no word waits for ever", thread.id);
    expect(truth.messages.contains(one.id), "a word is called sent when the relay holds it",
           thread.id);
  }
  for (const auto& [id, answer] : truth.answers) {
    const care::Recipient* from = thread.find(answer.inbox);
    const bool known = from != nullptr && !from->signing_key.x.empty();
    if (!answer.words || !answer.held || answer.gone || !known) continue;
    const auto times = std::count_if(
        thread.said.begin(), thread.said.end(),
        [&, name = id](const care::Said& one) { return one.id == name && !one.mine; });
    expect(times == 1, "a service's word reaches the citizen exactly once", thread.id);
  }
}

void Oracle::check_expired() {
  std::int64_t left = -1;
  host_.look([&](relay::Books& books) { left = books.threads(); });
  expect(left == 0, "what has expired is gone from the server", std::to_string(left));
  for (const auto& [marker, id] : world_.ledger.markers) {
    for (Service& service : town_.services) {
      for (auto& office : service.offices)
        expect(!office->store.holds(marker, k_in_threads),
               "what has expired is gone from every device", office->name());
    }
    for (Citizen& citizen : people_.citizens) {
      for (Phone* phone : {citizen.phone.get(), citizen.other.get()})
        expect(!phone->store.holds(marker, k_in_threads),
               "what has expired is gone from every device", phone->name());
    }
  }
}

}  // namespace stadtkern::sim
