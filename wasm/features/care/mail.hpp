// Everything that goes to the relay and comes from it (wire/RELAY.md), one step of each thread
// after another. A thread is stored before it is shown as stored, and sent only after.
#pragma once

#include "features/care/state.hpp"

namespace stadtkern::care {

// What GET …/relay says: the salt and the bits of the work.
void read_about(State& state, BytesView body);

// One deed with keys. A map made from a list in place costs more code than the deed.
port::Seal deed(std::string_view name,
                std::initializer_list<std::pair<const char*, std::string_view>> words,
                Bytes body = {});

// Also a service that this device did not write to itself, as the town's list names it: the thread
// came by its receipt. Null where there are more than a thread can have.
Recipient* recipient_of(Thread& thread, const std::string& inbox, const List& list);
// Takes what the list says of a service that nobody knew; true where it says something.
bool learn_of(Recipient& one, const List& list);

class Mail {
 public:
  Mail(State& state, const Around& around, port::Effects& effects)
      : state_(state), around_(around), effects_(effects) {}

  // Orders whatever can go on now. Call once at the end of every event.
  void pump();
  // Takes an answer that some order of ours waited for; true where the page may have changed.
  bool take(const Pending& asked, const port::Fact& fact);

  // The person's orders.
  void send_draft();
  void withdraw(Thread& thread);
  // Back into the draft. Requires: may_undo.
  void undo(Thread& thread);
  void write_on(Thread& thread, std::string_view inbox, Words words);
  void restore(Bytes secret);
  void remove(Thread& thread);

  // When it is asked for next: soon where somebody waits and no stream tells.
  void poll_later(Thread& thread);
  void await(port::EffectId id, Job job, int thread = 0, std::string word = {});
  void ask(port::Fetch fetch, Job job, int thread = 0, std::string word = {});
  void ask(port::Seal seal, Job job, int thread = 0, std::string word = {});
  void save(Thread& thread);
  void forget_draft_of(const Thread& thread);

 private:
  bool is_busy(int thread) const;
  bool is_busy(Job job) const;
  void advance(Thread& thread);
  void advance_waiting(Thread& thread);
  void advance_held(Thread& thread);
  void drop(port::Store store, int number);
  void watch();
  const Thread* shown() const;
  void fetch_list();
  void seal_request(Thread& thread);
  void check_recipients(Thread& thread);
  void later(Thread& thread);
  void await_list(Thread& thread);
  std::string path(const Thread& thread) const;
  std::int64_t now_s() const { return around_.now.ms / 1000; }

  bool take_list_fetch(const port::Fact& fact);
  bool take_sealed(const Pending& asked, const port::Sealed& sealed);
  bool take_answer(const Pending& asked, Thread& thread, int status, BytesView body);
  bool refuse_request(Thread& thread, int status, BytesView body);
  bool read_page(Thread& thread, BytesView body);
  void read_letter(Thread& thread, const Letter& letter, const port::Sealed& sealed);
  void end(Thread& thread, Phase how);

  State& state_;
  const Around& around_;
  port::Effects& effects_;
};

}  // namespace stadtkern::care
