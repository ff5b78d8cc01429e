#include "features/owner/update.hpp"

#include <algorithm>

#include "features/owner/fields.hpp"
#include "features/owner/photos.hpp"
#include "features/owner/sending.hpp"
#include "features/owner/stored.hpp"
#include "map/position.hpp"

namespace stadtkern::owner {
namespace {

using What = Pending::What;

// "…#SECRET": what stands behind the sign goes to no server.
std::string invitation_in(std::string_view url) {
  const auto sign = url.find('#');
  const std::string_view secret = sign == std::string_view::npos ? "" : url.substr(sign + 1);
  return wire::is_relay_id(secret) ? std::string(secret) : "";
}

class Step {
 public:
  Step(State& state, const Place& place, Instant now, port::Effects& effects)
      : state_(state), place_(place), now_(now), effects_(effects) {}

  bool operator()(const port::Started& started) {
    state_.town = started.town;
    state_.online = started.online;
    state_.offered = place_.slug.empty() ? "" : invitation_in(started.url);
    list();
    return false;
  }

  bool operator()(const port::KeysListed& listed) {
    if (!take(listed.id)) return false;
    for (const std::string& key : listed.keys) {
      const std::string_view slug = slug_in(stored_prefix(state_.town), key);
      if (slug.empty()) continue;
      if (is_photo_key(stored_prefix(state_.town), key)) {
        put_back(state_, key, {});
        continue;
      }
      const port::EffectId id = effects_.ask(port::Load{0, key});
      state_.pending.push_back({id, What::loading, std::string(slug), key, 0});
    }
    return loaded_all();
  }

  bool operator()(const port::Loaded& loaded) {
    const auto pending = take(loaded.id);
    if (!pending) return false;
    if (pending->what == What::reading) {
      take_photo(state_, *pending, loaded.value, effects_);
      return send();
    }
    const bool stale_draft = state_.listed && pending->key.ends_with("/draft");
    if (loaded.found && !stale_draft) put_back(state_, pending->key, loaded.value);
    return loaded_all();
  }

  bool operator()(const port::Stored& stored) {
    const auto pending = take(stored.id);
    if (!pending) return false;
    if (pending->number > 0) effects_.order(port::Tell{"owner"});
    return send();
  }

  bool operator()(const port::StoreRefused& refused) {
    const auto pending = take(refused.id);
    if (!pending) return false;
    if (pending->what == What::reading) take_photo(state_, *pending, {}, effects_);
    if (pending->what != What::storing) return loaded_all();
    Book& book = book_of(state_, pending->slug);
    book.memory_only = true;
    if (book.word == Word::waiting) book.word = Word::memory;
    return send();
  }

  bool operator()(const port::Fetched& fetched) {
    const auto pending = take(fetched.id);
    if (!pending) return false;
    take_answer(state_, *pending, fetched, now_, effects_);
    if (pending->what == What::joining && fetched.status == 201) leave_invitation(pending->slug);
    return send();
  }

  bool operator()(const port::FetchFailed& failed) {
    const auto pending = take(failed.id);
    if (!pending) return false;
    take_failure(state_, *pending, failed.reason, now_, effects_);
    return true;
  }

  bool operator()(const port::ConnectivityChanged& changed) {
    state_.online = changed.online;
    if (changed.online) state_.retry_at.ms = 0;
    return send();
  }

  bool operator()(const port::ClockTicked&) { return send(); }

  bool operator()(const port::PeerSaid& said) {
    if (said.text == "wiped") return forget();
    if (said.text != "owner" || !state_.pending.empty()) return false;
    for (Book& book : state_.books) {
      if (book.word == Word::waiting) book.word = Word::none;
      book.waiting.clear();
      book.past.clear();
      book.present.clear();
    }
    list();
    return false;
  }

  bool operator()(const port::Wiped&) { return forget(); }

  bool operator()(const port::NavigatedTo&) {
    for (Book& book : state_.books) {
      if (book.word == Word::done || book.word == Word::nothing) book.word = Word::none;
    }
    return false;
  }

  bool operator()(const port::InputChanged& input) {
    Book* book = here();
    if (book == nullptr || input.form != "owner" || !take_words(*book, input.name, input.value))
      return false;
    keep_draft(*book);
    return true;
  }

  // What the shell has made of a file: a photo, or a word for what is wrong with it.
  bool operator()(const port::FileChosen& chosen) {
    Book* book = here();
    if (book == nullptr || chosen.form != "photo") return false;
    book->photo_coming = false;
    if (chosen.content_type != "photo") {
      book->photo_fault = chosen.content_type;
      return true;
    }
    OwnPhotos photos = photos_shown(*book, place_.content);
    if (!place(photos, chosen.name, chosen.file)) {
      book->photo_fault = "same";
      return true;
    }
    keep_photo(*book, chosen);
    say_photos(*book, photos);
    return true;
  }

  bool operator()(const port::FormSubmitted& form) {
    Book* book = here();
    if (book == nullptr || !form.fields.contains("do")) return false;
    if (form.fields.at("do") == "choose") return choose(*book, form);
    for (const auto& [name, value] : form.fields) take_words(*book, name, value);
    return publish(*book);
  }

  bool operator()(const port::Pressed& pressed) {
    if (pressed.action == "owner-join") return join();
    Book* book = here();
    if (book == nullptr) return false;
    if (pressed.action == "owner-confirm") return confirm(*book);
    if (pressed.action == "owner-undo") return undo(*book, pressed.value);
    if (pressed.action == "owner-move") return move(*book, pressed.value);
    if (pressed.action == "owner-discard") return discard(*book);
    if (pressed.action.starts_with("owner-photo-")) return order_photo(*book, pressed);
    if (pressed.action != "owner-hours") return false;
    const std::string better = hours_suggestion(
        tidied("opening_hours", shown_value(*book, place_.content, "opening_hours")));
    if (!better.empty()) type(*book, "opening_hours", better);
    ++book->generation;
    keep_draft(*book);
    return true;
  }

  template <class Other>
  bool operator()(const Other&) {
    return false;
  }

  // Photos that nothing names any more.
  void forget_photos() {
    const bool reads =
        std::any_of(state_.pending.begin(), state_.pending.end(), [](const Pending& pending) {
          return pending.what == What::listing || pending.what == What::loading;
        });
    if (!state_.listed || reads) return;
    for (Book& book : state_.books) {
      const std::vector<std::string> names = photos_forgotten(book);
      if (names.empty()) continue;
      std::vector<std::string> keys;
      for (const std::string& name : names) keys.push_back(photo_key(state_, book.slug, name));
      std::erase_if(book.photos, [&](const HeldPhoto& photo) {
        return std::find(names.begin(), names.end(), photo.name) != names.end();
      });
      store(state_, book, {}, std::move(keys), 0, effects_);
    }
  }

  // What was published has arrived: from now on the content speaks.
  bool settle() {
    bool changed = false;
    const std::int64_t sequence = place_.content.sequence();
    for (Book& book : state_.books) {
      changed |= std::erase_if(book.arriving,
                               [&](const Deed& deed) { return deed.sequence <= sequence; }) > 0;
    }
    return changed;
  }

 private:
  Book* here() { return place_.slug.empty() ? nullptr : find_book(state_, place_.slug); }

  std::optional<Pending> take(port::EffectId id) {
    for (auto at = state_.pending.begin(); at != state_.pending.end(); ++at) {
      if (at->id != id) continue;
      const Pending pending = *at;
      state_.pending.erase(at);
      return pending;
    }
    return std::nullopt;
  }

  void list() {
    const port::EffectId id = effects_.ask(port::Keys{0, stored_prefix(state_.town)});
    state_.pending.push_back({id, What::listing, "", "", 0});
  }

  bool loaded_all() {
    const bool reads =
        std::any_of(state_.pending.begin(), state_.pending.end(), [](const Pending& pending) {
          return pending.what == What::listing || pending.what == What::loading;
        });
    if (reads) return false;
    state_.listed = true;
    return send();
  }

  bool send() {
    send_next(state_, now_, effects_);
    return true;
  }

  // The address goes on without the invitation, which is used up.
  void leave_invitation(const std::string& slug) {
    state_.offered.clear();
    if (slug != place_.slug) return;
    effects_.order(port::Go{views::localized(place_.language, "/mein-eintrag/?eintrag=" + slug)});
  }

  bool forget() {
    State fresh;
    fresh.town = state_.town;
    fresh.online = state_.online;
    fresh.listed = true;
    state_ = std::move(fresh);
    return true;
  }

  bool join() {
    if (state_.offered.empty() || place_.slug.empty()) return false;
    Book& book = book_of(state_, place_.slug);
    book.invitation = std::move(state_.offered);
    state_.offered.clear();
    book.word = Word::join_waiting;
    const std::string_view secret = book.invitation;
    store(state_, book,
          {{stored_key(state_, book.slug, "joining"), Bytes(secret.begin(), secret.end())}}, {}, 1,
          effects_);
    return true;
  }

  // `was` is what stood there when the person began.
  void type(Book& book, const std::string& name, const std::string& value) {
    std::string now;
    for (const char c : value) {
      if (c != '\r') now += c;
    }
    const auto typed = book.draft.find(name);
    const std::string was =
        typed == book.draft.end() ? said_value(book, place_.content, name) : typed->second.was;
    book.draft.erase(name);
    if (now != was) book.draft.emplace(name, wire::Saying{was, std::move(now)});
    if (book.word == Word::done || book.word == Word::nothing || book.word == Word::join_done)
      book.word = Word::none;
  }

  // False where the form has no such field.
  bool take_words(Book& book, const std::string& name, const std::string& value) {
    if (name.starts_with("photo_")) {
      OwnPhotos photos = photos_shown(book, place_.content);
      if (!reword(photos, name, value)) return false;
      type_all(book, photos);
      return true;
    }
    if (const auto tick = tick_in(name)) {
      const std::string codes = shown_value(book, place_.content, tick->field);
      type(book, tick->field, ticked(codes, tick->code, !value.empty()));
      return true;
    }
    if (form_of(name).empty() || is_photo_field(name)) return false;
    type(book, name, value);
    return true;
  }

  // About twenty metres; from the middle of its place where nobody said where it is.
  bool move(Book& book, std::string_view direction) {
    constexpr std::int32_t k_step = 200;         // millionths of a degree of latitude
    constexpr std::int32_t k_step_of_lon = 330;  // as far, where Germany is
    const model::Collection& places = place_.content.collection("places");
    const auto at = places.find(shown_value(book, place_.content, "place"));
    const auto begin = [&](const char* field) {
      const std::string own = tidied(field, shown_value(book, place_.content, field));
      return own.empty() && at ? std::string(places.value(*at, field)) : own;
    };
    auto position = map::position_of(begin("lat"), begin("lon"));
    if (!position) return false;
    if (direction == "north") position->latitude += k_step;
    if (direction == "south") position->latitude -= k_step;
    if (direction == "west") position->longitude -= k_step_of_lon;
    if (direction == "east") position->longitude += k_step_of_lon;
    type(book, "lat", map::degrees_text(position->latitude));
    type(book, "lon", map::degrees_text(position->longitude));
    ++book.generation;
    keep_draft(book);
    return true;
  }

  void type_all(Book& book, const OwnPhotos& photos) {
    for (const auto& [field, value] : fields_of(photos)) type(book, field, value);
  }

  void say_photos(Book& book, const OwnPhotos& photos) {
    book.photo_fault.clear();
    type_all(book, photos);
    keep_draft(book);
  }

  void keep_photo(Book& book, const port::FileChosen& chosen) {
    const std::string name = chosen.file.substr(0, chosen.file.find(' '));
    if (find_held(book, name) == nullptr) book.photos.push_back({name, chosen.body, false, false});
    store(state_, book, {{photo_key(state_, book.slug, name), chosen.body}}, {}, 0, effects_);
  }

  bool order_photo(Book& book, const port::Pressed& pressed) {
    if (pressed.action == "owner-photo-begins") {
      book.photo_coming = true;
      book.photo_fault.clear();
      return true;
    }
    OwnPhotos photos = photos_shown(book, place_.content);
    if (!rearrange(photos, pressed.action, pressed.value)) return false;
    say_photos(book, photos);
    effects_.order(port::Focus{pressed.action == "owner-photo-remove" ? std::string("owner-photos")
                                                                      : "photo-" + pressed.value});
    return true;
  }

  void keep_draft(Book& book) {
    const std::string key = stored_key(state_, book.slug, "draft");
    if (book.draft.empty()) return store(state_, book, {}, {key}, 0, effects_);
    store(state_, book, {{key, wire::encode_owner_edit({1, book.draft}, wire::Encoding::cbor)}}, {},
          0, effects_);
  }

  void deed(Book& book, wire::Sayings fields, std::vector<std::string> deletes) {
    book.word = book.memory_only ? Word::memory : Word::waiting;
    state_.retry_at.ms = 0;
    keep_deed(state_, book, std::move(fields), std::move(deletes), now_, effects_);
  }

  bool publish(Book& book) {
    if (!faults_of(place_.language, book, place_.content).empty()) {
      book.faults_shown = true;
      keep_draft(book);
      effects_.order(port::Focus{"owner-faults"});
      return true;
    }
    wire::Sayings fields;
    for (auto& [name, saying] : book.draft) {
      const std::string now = tidied(name, saying.now);
      if (now != saying.was) fields.emplace(name, wire::Saying{saying.was, now});
    }
    book.draft.clear();
    book.faults_shown = false;
    ++book.generation;
    if (fields.empty()) {
      book.word = Word::nothing;
      keep_draft(book);
    } else {
      deed(book, std::move(fields), {stored_key(state_, book.slug, "draft")});
    }
    effects_.order(port::Focus{"owner-word"});
    return true;
  }

  bool confirm(Book& book) {
    const std::string was = said_value(book, place_.content, "confirmed_on");
    const std::string today = today_of(now_);
    if (was == today) {
      book.word = Word::nothing;
    } else {
      deed(book, {{"confirmed_on", wire::Saying{was, today}}}, {});
    }
    effects_.order(port::Focus{"owner-word"});
    return true;
  }

  bool undo(Book& book, std::string_view number) {
    for (auto at = book.past.begin(); at != book.past.end(); ++at) {
      if (std::to_string(at->edit.number) != number) continue;
      wire::Sayings back;
      for (const auto& [name, saying] : at->edit.fields)
        back.emplace(name, wire::Saying{saying.now, saying.was});
      const std::string key = stored_key(state_, book.slug, "past", at->edit.number);
      book.past.erase(at);
      ++book.generation;
      deed(book, std::move(back), {key});
      effects_.order(port::Focus{"owner-word"});
      return true;
    }
    return false;
  }

  bool discard(Book& book) {
    book.draft.clear();
    book.faults_shown = false;
    book.photo_fault.clear();
    ++book.generation;
    keep_draft(book);
    return true;
  }

  // For every field that two changed: this version, or the one that stands there.
  bool choose(Book& book, const port::FormSubmitted& form) {
    if (book.waiting.empty() || book.present.empty()) return false;
    wire::Sayings& fields = book.waiting.front().edit.fields;
    for (const auto& [name, present] : book.present) {
      const auto chosen = form.fields.find(is_photo_field(name) ? "photos" : name);
      if (chosen == form.fields.end()) return false;
      const auto mine = fields.find(name);
      if (mine != fields.end() && chosen->second == "mine") {
        mine->second.was = present;
      } else if (is_photo_field(name)) {
        // Photos and what is said of them stay together.
        std::erase_if(fields, [](const auto& saying) { return is_photo_field(saying.first); });
      } else if (mine != fields.end()) {
        fields.erase(mine);
      }
    }
    book.present.clear();
    ++book.generation;
    if (fields.empty()) {
      const std::int64_t number = book.waiting.front().edit.number;
      book.waiting.erase(book.waiting.begin());
      book.word = Word::none;
      store(state_, book, {}, {stored_key(state_, book.slug, "waiting", number)}, 0, effects_);
    } else {
      book.word = Word::waiting;
      renumber(state_, book, book.waiting.front().edit.number, now_, effects_);
    }
    effects_.order(port::Focus{"owner-word"});
    return true;
  }

  State& state_;
  const Place& place_;
  Instant now_;
  port::Effects& effects_;
};

}  // namespace

bool update(State& state, const port::Event& event, const Place& place, port::Effects& effects) {
  Step step(state, place, event.now, effects);
  const bool changed = std::visit(step, event.fact);
  step.forget_photos();
  return step.settle() || changed;
}

}  // namespace stadtkern::owner
