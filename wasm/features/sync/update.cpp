#include "features/sync/update.hpp"

#include <algorithm>
#include <utility>

#include "wire/names.hpp"

namespace stadtkern::sync {
namespace {

constexpr std::int64_t k_message_timeout_ms = 60'000;
constexpr std::int64_t k_manifest_bytes_max = 1024 * 1024;
constexpr std::int64_t k_changes_bytes_max = 16 * 1024 * 1024;
constexpr std::int64_t k_retry_ms = 2'000;
constexpr std::int64_t k_retry_ms_max = 5 * k_minute_ms;
constexpr std::size_t k_overlay_records_max = 500;
constexpr std::string_view k_stored_word = "stored ";

// One event at work: the state, the time and the orders that come of it.
class Step {
 public:
  Step(State& state, Instant now, port::Effects& effects)
      : state_(state), now_(now), effects_(effects) {}

  void operator()(const port::Started& started) {
    state_.town = started.town;
    state_.online = started.online;
    state_.keys_asked = effects_.ask(port::Keys{0, packs_prefix(state_.town)});
    state_.manifest_load = effects_.ask(port::Load{0, manifest_key(state_.town)});
  }

  void operator()(const port::KeysListed& listed) {
    if (!answers(state_.keys_asked, listed.id)) return;
    if (state_.storage == Storage::unknown) state_.storage = Storage::keeping;
    for (const std::string& key : listed.keys) {
      const std::string_view hash = hash_of_key(key);
      if (!hash.empty()) state_.shelf.stored_keys.emplace(hash, key);
    }
    state_.keys_known = true;
    restore();
  }

  void operator()(const port::Loaded& loaded) {
    if (answers(state_.manifest_load, loaded.id)) {
      state_.found_manifest = loaded.found ? loaded.value : Bytes();
      return restore();
    }
    const auto need = state_.gathering ? state_.gathering->answered(loaded.id) : std::nullopt;
    if (!need) return;
    // An evicted or damaged pack is fetched again.
    if (!loaded.found || !take_pack(*need, loaded.value)) {
      state_.shelf.stored_keys.erase(need->hash);
      state_.gathering->again(*need);
    }
    proceed();
  }

  void operator()(const port::Fetched& fetched) {
    if (answers(state_.manifest_fetch, fetched.id)) return take_manifest(fetched);
    if (answers(state_.changes_fetch, fetched.id)) return take_changes(fetched);
    const auto need = state_.gathering ? state_.gathering->answered(fetched.id) : std::nullopt;
    if (!need) return;
    if (fetched.status == 404 || fetched.status == 410) {  // newer packs took its place
      state_.gathering.reset();
      return fetch_manifest();
    }
    if (fetched.status != 200 || !take_pack(*need, fetched.body)) {
      state_.gathering->again(*need);
      return fail();
    }
    state_.failures = 0;
    keep_pack(*need);
    proceed();
  }

  void operator()(const port::FetchFailed& failed) {
    const bool message =
        answers(state_.manifest_fetch, failed.id) || answers(state_.changes_fetch, failed.id);
    const auto need = state_.gathering ? state_.gathering->answered(failed.id) : std::nullopt;
    if (need) state_.gathering->again(*need);
    if (message || need) fail();
  }

  void operator()(const port::Stored& stored) {
    if (state_.storage == Storage::unknown) state_.storage = Storage::keeping;
    if (state_.pack_stores.erase(stored.id) > 0 && state_.manifest_waits) keep_manifest();
    if (answers(state_.manifest_store, stored.id)) {
      effects_.order(
          port::Tell{std::string(k_stored_word) + std::to_string(state_.content.sequence())});
    }
  }

  void operator()(const port::StoreRefused& refused) {
    const bool asked = answers(state_.keys_asked, refused.id);
    const bool loaded = answers(state_.manifest_load, refused.id);
    const bool stored =
        answers(state_.manifest_store, refused.id) || state_.pack_stores.erase(refused.id) > 0;
    const auto need = state_.gathering ? state_.gathering->answered(refused.id) : std::nullopt;
    if (!asked && !loaded && !stored && !need) return;
    const Storage before = state_.storage;
    state_.storage = refused.reason == "quota"     ? Storage::full
                     : refused.reason == "blocked" ? Storage::blocked
                                                   : Storage::unusable;
    if (before != state_.storage) ++state_.revision;
    if (need) {
      state_.shelf.stored_keys.erase(need->hash);
      state_.gathering->again(*need);
      return proceed();
    }
    if (asked) state_.keys_known = true;
    if (loaded) state_.found_manifest = Bytes();
    if (asked || loaded) restore();
  }

  void operator()(const port::BecameWriter&) {
    state_.writer = true;
    if (state_.restored) resume();
  }

  void operator()(const port::ConnectivityChanged& changed) {
    if (state_.online == changed.online) return;
    state_.online = changed.online;
    state_.failures = 0;
    state_.retry_at.reset();
    ++state_.revision;
    if (!changed.online) return listen(false);
    if (state_.restored) resume();
  }

  void operator()(const port::ClockTicked&) {
    if (!state_.retry_at || now_ < *state_.retry_at) return;
    state_.retry_at.reset();
    resume();
  }

  void operator()(const port::FeedHinted& hinted) {
    // A restored backup begins a new epoch, whose sequence may lie behind ours.
    if (hinted.sequence == state_.content.sequence()) return;
    state_.hinted_meanwhile = state_.changes_fetch != 0;
    resume();
  }

  void operator()(const port::PeerSaid& said) {
    if (said.text == "wiped") return forget(state_, effects_);
    if (said.text.rfind(k_stored_word, 0) != 0 || state_.writer || !state_.restored) return;
    if (said.text == std::string(k_stored_word) + std::to_string(state_.content.sequence())) return;
    // The packs that the writer stored meanwhile are found through their keys.
    state_.restored = false;
    state_.keys_known = false;
    state_.found_manifest.reset();
    state_.keys_asked = effects_.ask(port::Keys{0, packs_prefix(state_.town)});
    state_.manifest_load = effects_.ask(port::Load{0, manifest_key(state_.town)});
  }

  template <class Other>
  void operator()(const Other&) {}

 private:
  static bool answers(port::EffectId& asked, port::EffectId id) {
    if (asked == 0 || asked != id) return false;
    asked = 0;
    return true;
  }

  bool may_fetch() const {
    const bool alone = state_.storage == Storage::unusable || state_.storage == Storage::blocked;
    return state_.online && (state_.writer || alone) && !state_.retry_at;
  }

  // Both answers of the store are there: take up what it holds.
  void restore() {
    if (!state_.keys_known || !state_.found_manifest) return;
    const Bytes bytes = std::move(*state_.found_manifest);
    state_.found_manifest.reset();
    state_.restored = true;
    ++state_.revision;
    auto stored = decode_stored(bytes);
    if (stored.ok() && stored.value().manifest.town == state_.town) {
      gather(std::move(stored).value(), true);
    } else {
      resume();
    }
  }

  void gather(Stored target, bool from_store) {
    state_.gathering.emplace(state_.town, std::move(target), from_store, state_.shelf);
    proceed();
  }

  // Asks for what is missing, shows what is usable, and ends the gathering when nothing is missing.
  void proceed() {
    Gathering& gathering = *state_.gathering;
    if (gathering.complete()) return finish();
    gathering.pump(state_.shelf, state_.town, may_fetch(), effects_);
    if (!state_.complete && gathering.lists_complete()) show_what_arrived();
    ++state_.revision;
  }

  model::Content::FindPack find_held() const {
    return [this](const std::string& hash) -> model::PackPtr {
      const auto found = state_.shelf.held.find(hash);
      return found == state_.shelf.held.end() ? nullptr : found->second;
    };
  }

  // What has arrived, with the changes that the store holds beyond its packs.
  Result<model::Content> gathered(const Gathering& gathering) const {
    auto content = model::Content::assemble(gathering.target().manifest, find_held());
    if (!content.ok() || !gathering.from_store()) return content;
    const auto applied = content.value().apply(gathering.target().overlay);
    if (!applied.ok()) return applied.error();
    return content;
  }

  void show_what_arrived() {
    auto content = gathered(*state_.gathering);
    if (!content.ok()) return;
    state_.content = std::move(content).value();
    if (state_.gathering->first_showing()) ++state_.content_revision;
    state_.has_content = true;
  }

  void finish() {
    Gathering gathering = std::move(*state_.gathering);
    state_.gathering.reset();
    auto content = gathered(gathering);
    if (content.ok()) keep_newer_changes(content.value());
    if (!content.ok()) {  // the packs contradict their manifest: nothing of it is shown
      if (gathering.from_store()) return fetch_manifest();
      return fail();
    }
    state_.stored = gathering.target();
    state_.content = std::move(content).value();
    // Details change no list: what was sorted and counted when the lists were there stays.
    if (gathering.first_showing()) ++state_.content_revision;
    state_.has_content = true;
    state_.complete = true;
    ++state_.revision;
    if (!gathering.from_store()) keep_manifest();
    drop_unneeded();
    resume();
  }

  // New packs may lie behind what is shown already: what came after them stays, so that no page
  // goes back in time.
  void keep_newer_changes(model::Content& content) const {
    if (!state_.complete || content.epoch() != state_.content.epoch()) return;
    if (content.sequence() >= state_.content.sequence()) return;
    wire::Changes newer = state_.content.overlay();
    newer.from = content.sequence();
    std::erase_if(newer.changes,
                  [&](const wire::Change& change) { return change.sequence <= newer.from; });
    (void)content.apply(newer).ok();
  }

  // True where the bytes are a pack; it is held then.
  bool take_pack(const Need& need, const Bytes& bytes) {
    auto pack = wire::Pack::decode(bytes);
    if (!pack.ok()) return false;
    state_.shelf.held[need.hash] = std::make_shared<const wire::Pack>(std::move(pack).value());
    state_.gathering->arrived(need);
    return true;
  }

  bool may_store() const {
    return state_.storage == Storage::keeping || state_.storage == Storage::unknown;
  }

  void keep_pack(const Need& need) {
    if (!may_store()) return;
    const BytesView bytes = state_.shelf.held[need.hash]->bytes();
    port::Store store;
    store.puts.push_back({need.key, Bytes(bytes.begin(), bytes.end())});
    state_.pack_stores.insert(effects_.ask(std::move(store)));
    state_.shelf.stored_keys.emplace(need.hash, need.key);
  }

  // Writes what is held now, and in the same transaction takes away the packs that it no longer
  // names. Not before every pack is known to be durable: a manifest must not name what a full disk
  // refused.
  void keep_manifest() {
    state_.manifest_waits = !state_.pack_stores.empty();
    if (!may_store() || state_.manifest_waits) return;
    port::Store store;
    state_.stored.overlay = state_.content.overlay();
    store.puts.push_back({manifest_key(state_.town), encode_stored(state_.stored)});
    const std::set<std::string> named = named_packs();
    for (auto at = state_.shelf.stored_keys.begin(); at != state_.shelf.stored_keys.end();) {
      if (named.count(at->first) > 0) {
        ++at;
        continue;
      }
      store.deletes.push_back(at->second);
      at = state_.shelf.stored_keys.erase(at);
    }
    state_.manifest_store = effects_.ask(std::move(store));
  }

  std::set<std::string> named_packs() const {
    std::set<std::string> named;
    for (const wire::CollectionPacks& packs : state_.stored.manifest.collections) {
      for (const wire::Chunk& chunk : packs.list) named.insert(chunk.hash);
      for (const wire::Chunk& chunk : packs.detail) named.insert(chunk.hash);
    }
    return named;
  }

  void drop_unneeded() {
    const std::set<std::string> named = named_packs();
    for (auto at = state_.shelf.held.begin(); at != state_.shelf.held.end();) {
      at = named.count(at->first) > 0 ? std::next(at) : state_.shelf.held.erase(at);
    }
  }

  // Does whatever is next: go on gathering, fetch a manifest, or ask what has changed.
  void resume() {
    if (state_.wiped || !state_.restored) return;
    if (state_.gathering) return proceed();
    if (!may_fetch() || state_.manifest_fetch != 0 || state_.changes_fetch != 0) return;
    if (!state_.complete) return fetch_manifest();
    fetch_changes();
  }

  void fetch_manifest() {
    if (!may_fetch() || state_.manifest_fetch != 0) return;
    state_.manifest_fetch = fetch("/feed/packs", k_manifest_bytes_max);
  }

  void fetch_changes() {
    state_.changes_fetch =
        fetch("/feed/changes?since=" + std::to_string(state_.content.sequence()) +
                  "&epoch=" + state_.content.epoch(),
              k_changes_bytes_max);
  }

  port::EffectId fetch(const std::string& path, std::int64_t max_bytes) {
    return effects_.ask(port::Fetch{0, "/api/v1/" + state_.town + path, "application/cbor", "",
                                    max_bytes, k_message_timeout_ms});
  }

  void take_manifest(const port::Fetched& fetched) {
    auto manifest = fetched.status == 200
                        ? wire::decode_manifest(fetched.body, wire::Encoding::cbor)
                        : Result<wire::Manifest>(Error{Code::not_found, "", ""});
    if (!manifest.ok() || manifest.value().town != state_.town) return fail();
    state_.failures = 0;
    const bool newer = !state_.complete || manifest.value().epoch != state_.content.epoch() ||
                       manifest.value().sequence > state_.stored.manifest.sequence;
    if (!newer) {
      state_.packs_refused_sequence = state_.content.sequence();
      return after_changes();
    }
    wire::Changes nothing{
        manifest.value().epoch, manifest.value().sequence, manifest.value().sequence, false, {}};
    gather({std::move(manifest).value(), std::move(nothing)}, false);
  }

  void take_changes(const port::Fetched& fetched) {
    if (fetched.status == 410) {  // another epoch, or too long ago
      state_.complete = false;
      return fetch_manifest();
    }
    const auto changes = fetched.status == 200
                             ? wire::decode_changes(fetched.body, wire::Encoding::cbor)
                             : Result<wire::Changes>(Error{Code::not_found, "", ""});
    if (!changes.ok() || !state_.content.apply(changes.value()).ok()) return fail();
    state_.failures = 0;
    if (changes.value().to > changes.value().from) {
      ++state_.revision;
      ++state_.content_revision;
      keep_manifest();
    }
    if (changes.value().more) return fetch_changes();
    after_changes();
  }

  // Up to date. Where much has been laid over the packs, newer packs are smaller to keep.
  void after_changes() {
    listen(true);
    const bool much = state_.content.changed_records() > k_overlay_records_max;
    if (much && state_.packs_refused_sequence != state_.content.sequence()) return fetch_manifest();
    if (std::exchange(state_.hinted_meanwhile, false)) resume();
  }

  void listen(bool on) {
    const bool may = on && state_.writer && state_.online;
    if (state_.listening == may) return;
    state_.listening = may;
    effects_.order(port::Listen{may ? "/api/v1/" + state_.town + "/feed/events" : ""});
  }

  // Tries again later, ever more rarely, without an end.
  void fail() {
    const int doublings = std::min(state_.failures++, 10);
    const std::int64_t delay = std::min(k_retry_ms << doublings, k_retry_ms_max);
    state_.retry_at = Instant{now_.ms + delay};
    effects_.order(port::Wake{*state_.retry_at});
    ++state_.revision;
  }

  State& state_;
  Instant now_;
  port::Effects& effects_;
};

}  // namespace

void update(State& state, const port::Event& event, port::Effects& effects) {
  if (state.wiped) return;
  std::visit(Step(state, event.now, effects), event.fact);
}

bool is_reading(const State& state) {
  if (!state.restored) return true;
  return state.gathering && state.gathering->from_store() && !state.gathering->waits();
}

bool is_behind(const State& state, std::int64_t sequence) {
  return state.content.sequence() < sequence &&
         (state.gathering || state.manifest_fetch != 0 || state.changes_fetch != 0);
}

void forget(State& state, port::Effects& effects) {
  if (state.listening) effects.order(port::Listen{""});
  const std::string town = state.town;
  const int revision = state.revision;
  const int content_revision = state.content_revision;
  state = State();
  state.town = town;
  state.revision = revision + 1;
  state.content_revision = content_revision + 1;
  state.wiped = true;
}

}  // namespace stadtkern::sync
