// Where the relay keeps its books. Orders are carried out one after another and answered only after
// they are durable; whatever waits is made durable together (group commit).
//
// Callable from any thread. Answers come from a thread of the store's own choosing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "relay/books.hpp"

namespace stadtkern::relay {

// What came of an order. A rule decides before it writes: whatever is not `done` left no trace.
struct Outcome {
  enum class Verdict {
    done,
    again,      // was done before with the same bytes
    conflict,   // this id is held with other bytes
    unknown,    // nothing of that name is here, or not for whoever asks
    withdrawn,  // it was here and never comes back (`field` "id": the message, in a thread that
                // stands)
    invalid,    // `field` is not what was expected
    full,       // no room (`field`: where)
    failed      // the storage could not keep it
  };
  Verdict verdict = Verdict::done;
  std::string field;
  std::string expected;
  bool erased = false;  // content was removed: the files must forget it
  bool more = false;    // an order that works in portions has not finished

  struct Notice {
    std::string name;  // of an inbox or thread
    std::int64_t number;
    bool of_inbox;
  };
  std::vector<Notice> notices;  // whose numbers moved

  bool kept() const { return verdict == Verdict::done || verdict == Verdict::again; }
};

using Order = std::function<Outcome(Books&)>;
using OrderAnswer = std::function<void(const Outcome&)>;

class Store {
 public:
  virtual ~Store() = default;

  // `answer` is called once, after the outcome is durable. Where content was erased, the files have
  // forgotten it then, unless a reader was in the way: then they do soon after.
  virtual void write(Order order, OrderAnswer answer) = 0;
  // One consistent state.
  virtual Result<void> read(const std::function<void(Books&)>& look) = 0;
  virtual bool healthy() const = 0;
};

}  // namespace stadtkern::relay
