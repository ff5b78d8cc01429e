// What this device holds of one entry of the town: its right to it, what is being written, what
// waits to be published, what was published from here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/content.hpp"
#include "port/events.hpp"
#include "wire/owner.hpp"

namespace stadtkern::owner {

// One act of publishing; answered with a sequence of the journal, which the content may not have
// reached yet.
struct Deed {
  wire::OwnerEdit edit;
  std::int64_t sequence = 0;
};

// A photo that was made on this device and that an edit names or named.
struct HeldPhoto {
  std::string name;
  Bytes body;            // as it is sent; empty where it lies in the store alone
  bool sent = false;     // in this visit
  bool foreign = false;  // another tab's: not ours to forget
};

// The one thing worth saying about an entry.
enum class Word {
  none,
  join_waiting,
  join_done,
  join_refused,
  no_key,
  waiting,
  memory,
  done,
  nothing,
  refused,
  photo_refused,
  not_owner
};

struct Book {
  std::string slug;
  bool owned = false;
  std::string invitation;      // that waits to be taken; "" where there is none
  wire::Sayings draft;         // typed, not published; `was` is what stood there before
  std::vector<Deed> waiting;   // oldest first
  std::vector<Deed> arriving;  // published, but the content does not show it yet
  std::vector<Deed> past;      // oldest first, at most k_past_max
  wire::Fields present;        // where others changed the same as the oldest that waits
  std::vector<HeldPhoto> photos;
  bool photo_coming = false;  // the shell is making one
  std::string photo_fault;    // why a file could not become one, in the shell's word
  Word word = Word::none;
  bool faults_shown = false;
  bool memory_only = false;  // the device refuses to store
  int generation = 0;        // of the form's fields: another one takes its values from the markup
};

inline constexpr std::size_t k_past_max = 5;

// Effects that await an answer.
struct Pending {
  enum class What { listing, loading, storing, joining, publishing, reading, uploading };
  port::EffectId id = 0;
  What what = What::listing;
  std::string slug;
  std::string key;          // that is loaded; the name of a photo that is read or uploaded
  std::int64_t number = 0;  // of the deed that is stored or published; 0 for a draft
};

struct State {
  std::string town;
  std::vector<Book> books;  // by slug
  std::string offered;      // the invitation in the address
  std::vector<Pending> pending;
  bool listed = false;  // what lies in the store has been read
  bool online = true;
  Instant retry_at;
  int failures = 0;
};

// True where there is anything to say: an entry, an invitation, a key that was lost.
bool concerns(const State& state);

Book* find_book(State& state, std::string_view slug);
const Book* find_book(const State& state, std::string_view slug);
Book& book_of(State& state, std::string_view slug);  // made where there is none

// A field as it will stand once everything that was published from here has arrived.
std::string said_value(const Book& book, const model::Content& content, std::string_view field);
// The same with the draft.
std::string shown_value(const Book& book, const model::Content& content, std::string_view field);
// All that lies over the record: for the preview.
wire::Fields shown_fields(const Book& book);

// "2026-11-22", where the portal's towns are.
std::string today_of(Instant now);

}  // namespace stadtkern::owner
