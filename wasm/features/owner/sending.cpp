#include "features/owner/sending.hpp"

#include <algorithm>

#include "features/owner/photos.hpp"
#include "features/owner/stored.hpp"

namespace stadtkern::owner {
namespace {

using What = Pending::What;

constexpr std::int64_t k_retry_ms = 5'000;
constexpr std::int64_t k_retry_ms_max = 300'000;
constexpr std::int64_t k_timeout_ms = 30'000;
constexpr std::int64_t k_answer_bytes_max = 128 * 1024;

bool is_under_way(const State& state) {
  return std::any_of(state.pending.begin(), state.pending.end(), [](const Pending& pending) {
    return pending.what != What::listing && pending.what != What::loading &&
           pending.what != What::storing;
  });
}

bool is_being_stored(const State& state, const Book& book, std::int64_t number) {
  return std::any_of(state.pending.begin(), state.pending.end(), [&](const Pending& pending) {
    return pending.what == What::storing && pending.slug == book.slug && pending.number == number;
  });
}

void post(State& state, const Book& book, What what, const char* deed, Bytes body,
          std::int64_t number, port::Effects& effects, const std::string& key = "") {
  port::Fetch fetch;
  fetch.method = "POST";
  fetch.url = "/api/v1/" + state.town + "/owners/shops/" + book.slug + "/" + deed;
  fetch.accept = "application/cbor";
  fetch.content_type = what == What::uploading ? "application/octet-stream" : "application/cbor";
  fetch.authorization = "Owner " + stored_prefix(state.town) + book.slug;
  fetch.max_bytes = k_answer_bytes_max;
  fetch.timeout_ms = k_timeout_ms;
  fetch.body = std::move(body);
  const port::EffectId id = effects.ask(std::move(fetch));
  state.pending.push_back({id, what, book.slug, key, number});
}

// Photos go before the edit that names them; one that only lies in the store is read first.
void send_photo(State& state, const Book& book, const HeldPhoto& photo, std::int64_t number,
                port::Effects& effects) {
  if (!photo.body.empty())
    return post(state, book, What::uploading, "photos", photo.body, number, effects, photo.name);
  const port::EffectId id = effects.ask(port::Load{0, photo_key(state, book.slug, photo.name)});
  state.pending.push_back({id, What::reading, book.slug, photo.name, number});
}

std::int64_t next_number(const Book& book, Instant now, std::int64_t after) {
  std::int64_t number = std::max(now.ms, after + 1);
  for (const std::vector<Deed>* deeds : {&book.waiting, &book.arriving, &book.past}) {
    for (const Deed& deed : *deeds) number = std::max(number, deed.edit.number + 1);
  }
  return number;
}

void try_later(State& state, Instant now, port::Effects& effects) {
  const std::int64_t delay_ms =
      std::min(k_retry_ms << std::min(state.failures, 10), k_retry_ms_max);
  ++state.failures;
  state.retry_at.ms = now.ms + delay_ms;
  effects.order(port::Wake{state.retry_at});
}

void tell_others(port::Effects& effects) {
  effects.order(port::Tell{"owner"});
}

void joined(State& state, Book& book, port::Effects& effects) {
  book.owned = true;
  book.invitation.clear();
  book.word = book.waiting.empty() ? Word::join_done : Word::waiting;
  store(state, book, {{stored_key(state, book.slug, "key"), Bytes{1}}},
        {stored_key(state, book.slug, "joining")}, 0, effects);
  tell_others(effects);
}

// Nobody will ever take it: the person may try again with another one.
void give_up_joining(State& state, Book& book, Word word, port::Effects& effects) {
  book.invitation.clear();
  book.word = word;
  store(state, book, {}, {stored_key(state, book.slug, "joining")}, 0, effects);
}

void published(State& state, Book& book, std::int64_t sequence, port::Effects& effects) {
  Deed deed = std::move(book.waiting.front());
  book.waiting.erase(book.waiting.begin());
  const std::int64_t number = deed.edit.number;
  std::vector<port::Put> puts = {{stored_key(state, book.slug, "past", number),
                                  wire::encode_owner_edit(deed.edit, wire::Encoding::cbor)}};
  std::vector<std::string> deletes = {stored_key(state, book.slug, "waiting", number)};
  book.past.push_back(deed);
  if (book.past.size() > k_past_max) {
    deletes.push_back(stored_key(state, book.slug, "past", book.past.front().edit.number));
    book.past.erase(book.past.begin());
  }
  deed.sequence = sequence;
  book.arriving.push_back(std::move(deed));
  book.word = book.waiting.empty() ? Word::done : Word::waiting;
  store(state, book, std::move(puts), std::move(deletes), 0, effects);
  tell_others(effects);
}

// Not taken as it is: back into the form, where it can be corrected.
void hand_back(State& state, Book& book, Word word, port::Effects& effects) {
  Deed deed = std::move(book.waiting.front());
  book.waiting.erase(book.waiting.begin());
  for (auto& [name, saying] : deed.edit.fields) book.draft.emplace(name, std::move(saying));
  book.word = word;
  ++book.generation;
  const wire::OwnerEdit draft{1, book.draft};
  store(state, book,
        {{stored_key(state, book.slug, "draft"),
          wire::encode_owner_edit(draft, wire::Encoding::cbor)}},
        {stored_key(state, book.slug, "waiting", deed.edit.number)}, 0, effects);
}

void take_conflict(State& state, Book& book, const port::Fetched& fetched, Instant now,
                   port::Effects& effects) {
  auto answer = wire::decode_edit_answer(fetched.body, wire::Encoding::cbor);
  if (answer.ok() && answer.value().number > 0) {
    return renumber(state, book, answer.value().number, now, effects);
  }
  if (!answer.ok() || answer.value().present.empty()) return try_later(state, now, effects);
  book.present = std::move(answer.value().present);
  effects.order(port::Focus{"owner-conflict"});
}

void take_edit_answer(State& state, Book& book, const port::Fetched& fetched, Instant now,
                      port::Effects& effects) {
  if (fetched.status == 200) {
    const auto answer = wire::decode_edit_answer(fetched.body, wire::Encoding::cbor);
    return published(state, book, answer.ok() ? answer.value().sequence : 0, effects);
  }
  if (fetched.status == 409) return take_conflict(state, book, fetched, now, effects);
  if (fetched.status == 401 || fetched.status == 403) {
    book.word = Word::not_owner;
    return;
  }
  hand_back(state, book, Word::refused, effects);
}

void take_photo_answer(State& state, Book& book, const std::string& name, int status,
                       port::Effects& effects) {
  HeldPhoto* photo = find_held(book, name);
  if (status == 401 || status == 403) {
    book.word = Word::not_owner;
  } else if (status != 201) {
    hand_back(state, book, Word::photo_refused, effects);
  } else if (photo != nullptr) {
    photo->sent = true;
    photo->body.clear();
  }
}

}  // namespace

void store(State& state, const Book& book, std::vector<port::Put> puts,
           std::vector<std::string> deletes, std::int64_t number, port::Effects& effects) {
  port::Store order;
  order.puts = std::move(puts);
  order.deletes = std::move(deletes);
  const port::EffectId id = effects.ask(std::move(order));
  state.pending.push_back({id, What::storing, book.slug, "", number});
}

void keep_deed(State& state, Book& book, wire::Sayings fields, std::vector<std::string> deletes,
               Instant now, port::Effects& effects) {
  const Deed deed{{next_number(book, now, 0), std::move(fields)}, 0};
  book.waiting.push_back(deed);
  store(state, book,
        {{stored_key(state, book.slug, "waiting", deed.edit.number),
          wire::encode_owner_edit(deed.edit, wire::Encoding::cbor)}},
        std::move(deletes), deed.edit.number, effects);
}

void renumber(State& state, Book& book, std::int64_t after, Instant now, port::Effects& effects) {
  std::vector<port::Put> puts;
  std::vector<std::string> deletes;
  std::int64_t number = std::max(now.ms, after + 1);
  for (Deed& deed : book.waiting) {
    deletes.push_back(stored_key(state, book.slug, "waiting", deed.edit.number));
    deed.edit.number = number++;
    puts.push_back({stored_key(state, book.slug, "waiting", deed.edit.number),
                    wire::encode_owner_edit(deed.edit, wire::Encoding::cbor)});
  }
  store(state, book, std::move(puts), std::move(deletes), book.waiting.front().edit.number,
        effects);
}

void send_next(State& state, Instant now, port::Effects& effects) {
  if (!state.listed || !state.online || now.ms < state.retry_at.ms || is_under_way(state)) return;
  for (Book& book : state.books) {
    if (!book.invitation.empty() && !is_being_stored(state, book, 1)) {
      return post(state, book, What::joining, "join",
                  wire::encode_owner_join(book.invitation, wire::Encoding::cbor), 0, effects);
    }
    const bool stuck = !book.owned || !book.present.empty() || book.word == Word::not_owner;
    if (stuck || book.waiting.empty()) continue;
    const wire::OwnerEdit& edit = book.waiting.front().edit;
    if (is_being_stored(state, book, edit.number)) continue;
    if (const HeldPhoto* photo = photo_to_send(book, edit))
      return send_photo(state, book, *photo, edit.number, effects);
    return post(state, book, What::publishing, "edits",
                wire::encode_owner_edit(edit, wire::Encoding::cbor), edit.number, effects);
  }
}

void take_answer(State& state, const Pending& pending, const port::Fetched& fetched, Instant now,
                 port::Effects& effects) {
  Book* book = find_book(state, pending.slug);
  if (book == nullptr) return;
  if (fetched.status == 429 || fetched.status >= 500) return try_later(state, now, effects);
  state.failures = 0;
  if (pending.what == What::joining) {
    if (fetched.status == 201) return joined(state, *book, effects);
    return give_up_joining(state, *book, Word::join_refused, effects);
  }
  // Another tab may have settled it meanwhile.
  const bool mine = !book->waiting.empty() && book->waiting.front().edit.number == pending.number;
  if (!mine) return;
  if (pending.what == What::uploading)
    return take_photo_answer(state, *book, pending.key, fetched.status, effects);
  take_edit_answer(state, *book, fetched, now, effects);
}

void take_photo(State& state, const Pending& pending, Bytes body, port::Effects& effects) {
  Book* book = find_book(state, pending.slug);
  HeldPhoto* photo = book == nullptr ? nullptr : find_held(*book, pending.key);
  const bool mine = photo != nullptr && !book->waiting.empty() &&
                    book->waiting.front().edit.number == pending.number;
  if (!mine) return;
  photo->body = std::move(body);
  if (photo->body.empty()) hand_back(state, *book, Word::photo_refused, effects);
}

void take_failure(State& state, const Pending& pending, std::string_view reason, Instant now,
                  port::Effects& effects) {
  Book* book = find_book(state, pending.slug);
  const bool no_key = reason == "key";
  if (book != nullptr && no_key && pending.what == What::joining)
    return give_up_joining(state, *book, Word::no_key, effects);
  try_later(state, now, effects);
}

}  // namespace stadtkern::owner
