// What the care finder holds, and what is under way.
#pragma once

#include "features/care/draft.hpp"
#include "features/care/list.hpp"
#include "features/care/routes.hpp"
#include "features/care/thread.hpp"
#include "model/content.hpp"
#include "port/effects.hpp"
#include "port/events.hpp"
#include "views/texts.hpp"

namespace stadtkern::care {

// What an answer belongs to.
enum class Job {
  list_keys,
  load,  // `word`: the key
  store_draft,
  random_secret,
  random_message,  // `word`: the inbox
  fetch_list,
  verify_list,  // `word`: the town's key
  about_relay,
  unlock,
  seal_request,
  prove,
  put_request,
  read_thread,
  open_letter,
  seal_words,
  put_words,  // `word`: the message's id
  withdraw,
  store_thread
};

struct Pending {
  port::EffectId id = 0;
  Job job;
  int thread = 0;  // 0: of no thread
  std::string word;
};

struct State {
  std::string town;
  bool restored = false;  // what the store held is known
  Draft draft;
  bool has_draft = false;
  List list;
  bool list_asked = false;    // since the last navigation or change of the line
  bool list_current = false;  // the last question for it was answered
  std::int64_t work_bits = 16;
  std::string salt;             // of the work; empty: the feed's epoch
  std::vector<Thread> threads;  // the newest last
  std::vector<Pending> pending;
  std::string watched;      // the address of the stream that is open for the thread in view
  std::int64_t heard = -1;  // the number it said last; below 0: it says nothing
  bool online = false;
  bool writer = false;
  bool reload = false;  // another tab stored something newer
  std::int64_t woken_ms = 0;
  bool missing = false;     // the step was left without what it asks for
  bool bad_code = false;    // what was typed is no receipt
  bool no_consent = false;  // sent without the tick
  bool store_refused = false;

  // Nothing has left yet, and no other draft is in the way.
  bool may_undo(const Thread& thread) const;
  Thread* find(int number);
  const Thread* find(int number) const { return const_cast<State*>(this)->find(number); }
};

// What surrounds the care finder while an event is handled.
struct Around {
  Instant now;
  const model::Content& content;
  bool online;
  bool writer;       // this tab talks to the relay
  const Page* page;  // null on other pages
  views::Language language;
};

}  // namespace stadtkern::care
