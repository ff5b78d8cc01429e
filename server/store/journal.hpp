// The storage port: the town's journal of public records. Two implementations are shipped, sqlite/
// (what runs) and memory/ (what tests run beside it); one set of contract tests holds for both.
//
// Promises: a publish is applied whole or not at all, and answered only after it is durable. Every
// read sees one consistent state. Callable from any thread.
// Must not know: what a collection means.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "store/owners.hpp"
#include "wire/feed.hpp"

namespace stadtkern::store {

// Where the journal stands. `edition` counts the changes of schemas, which have no sequence. Two
// equal positions mean equal content.
struct Position {
  std::string epoch;
  std::int64_t head = 0;
  std::int64_t edition = 0;
  bool operator==(const Position&) const = default;
};

// A record of which an owner said fields that a publish would have said otherwise; without fields,
// the record would have been deleted.
struct Kept {
  std::string id;
  std::vector<std::string> fields;
};
inline constexpr std::size_t k_kept_reported_max = 1000;

struct Receipt {
  std::string epoch;
  std::int64_t head = 0;
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::int64_t deleted = 0;
  std::int64_t unchanged = 0;
  std::vector<Kept> kept;  // at most k_kept_reported_max
};

struct Refusal {
  enum class Why {
    foreign_record,  // another source published it first
    invalid,         // the publish contradicts itself
    failed           // the storage could not keep it; nothing was applied
  };
  Why why;
  std::string field;
  std::string expected;
};

using PublishOutcome = std::variant<Receipt, Refusal>;
using PublishAnswer = std::function<void(PublishOutcome)>;

using JoinAnswer = std::function<void(JoinOutcome)>;
using EditAnswer = std::function<void(EditOutcome)>;
using Done = std::function<void(bool)>;

// Why a journal has no changes to give.
enum class Gone { epoch, since };
using ChangesOutcome = std::variant<wire::Changes, Gone>;

// Walks everything held: each collection by name, its records by id (bytewise).
struct Reading {
  std::function<void(const Position& at)> begin;
  std::function<void(const std::string& name, const std::vector<std::string>& list_fields)>
      collection;
  std::function<void(const std::string& id, const wire::Fields& fields)> record;
};

class Journal {
 public:
  virtual ~Journal() = default;

  // Answers from a thread of the journal's own choosing, in the order of the calls.
  virtual void publish(wire::Publish publish, PublishAnswer answer) = 0;

  // A key takes an invitation; a registered key edits its record (owners.hpp). Answered as publish.
  virtual void join(Joining joining, JoinAnswer answer) = 0;
  virtual void edit(Editing editing, EditAnswer answer) = 0;
  // Whether the key may speak for the record.
  virtual void recognise(OwnerName owner, Done known) = 0;
  // What the operator does, answered with false where there is nothing to do it to or it could not
  // be kept: to invite to a record, to take a key's right to it, to let the sources say again what
  // owners said.
  virtual void invite(Invitation invitation, Done done) = 0;
  virtual void revoke(OwnerName owner, Done done) = 0;
  virtual void release(RecordName record, Done done) = 0;
  virtual Result<std::vector<Owned>> owned() = 0;

  // Changes after `since` (PROTOCOL.md, changes), cut at about `bytes_max` of fields.
  virtual Result<ChangesOutcome> changes(std::string_view epoch, std::int64_t since,
                                         std::size_t bytes_max) = 0;
  virtual Result<void> read(const Reading& reading) = 0;

  // Changes after `sequence` are kept, older ones may be forgotten.
  virtual void forget_before(std::int64_t sequence) = 0;

  // Quick: from memory.
  virtual Position position() const = 0;
  virtual bool healthy() const = 0;

  // `moved` is called after every change of position, from a thread of the journal.
  virtual void on_moved(std::function<void(const Position&)> moved) = 0;
};

}  // namespace stadtkern::store
