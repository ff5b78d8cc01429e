#include "features/desk/update.hpp"

#include "features/desk/step.hpp"
#include "wire/names.hpp"

namespace stadtkern::desk {
namespace {

using Fields = std::map<std::string, std::string>;

constexpr std::int64_t k_again_ms = 20'000;
constexpr std::size_t k_passphrase_letters_min = 12;

std::string word(const port::Sealed& sealed, const char* name) {
  const auto found = sealed.words.find(name);
  return found == sealed.words.end() ? std::string() : found->second;
}

Key trouble_of(const std::string& refused) {
  if (refused == "offline") return Key::state_failed_offline;
  if (refused == "passphrase") return Key::state_failed_passphrase;
  if (refused == "no_file") return Key::state_failed_file;
  if (refused == "push") return Key::state_failed_push;
  if (refused == "no_notify" || refused == "no_list") return Key::state_failed_notify;
  return refused == "unavailable" ? Key::state_failed : Key::state_failed_refused;
}

class Desk : private Step {
 public:
  explicit Desk(Step step) : Step(step) {}

  bool operator()(const port::Started& started) {
    state.town = started.town;
    state.online = started.online;
    load();
    order("status");
    return true;
  }
  bool operator()(const port::NavigatedTo&) {
    state.trouble.reset();
    state.saved = false;
    return look_at_thread();
  }
  bool operator()(const port::KeysListed& listed) {
    return listed.id == state.keys_id && after_load(Step::listed(listed.keys));
  }
  bool operator()(const port::Loaded& loaded) {
    for (const auto& [id, key] : state.loads) {
      if (id != loaded.id) continue;
      if (loaded.found) take_stored(key, loaded.value);
      return after_load(loaded_one());
    }
    return false;
  }
  bool operator()(const port::StoreRefused& refused) {
    bool is_load = refused.id == state.keys_id;
    for (const auto& [id, key] : state.loads) is_load = is_load || id == refused.id;
    const bool is_taken = refused.reason == "taken";
    state.storing = state.storing && is_taken;
    if (is_load) {
      state.load_failed = true;
      return after_load(loaded_one());
    }
    // Kept in memory only, and so never called opened; answers leave all the same.
    if (const auto commit = finish_commit(refused.id)) {
      for (const std::string& one : commit->threads) add_once(state.unkept, one);
      for (const std::string& one : commit->taken) add_once(state.undeleted, one);
      if (is_taken) order_stored(commit->ordered);
      if (!commit->ordered.empty()) wake_soon();
      send_of(*commit);
    }
    return true;
  }
  bool operator()(const port::Stored& stored) {
    const auto commit = finish_commit(stored.id);
    if (!commit) return false;
    order_stored(commit->ordered);
    effects.order(port::Tell{k_word});
    send_of(*commit);
    const bool recovered = !state.storing && state.unkept.empty();
    state.storing = state.storing || recovered;
    return recovered;
  }
  bool operator()(const port::Sealed& sealed) {
    for (std::size_t at = 0; at < state.errands.size(); ++at) {
      if (state.errands[at].id != sealed.id) continue;
      const Errand errand = state.errands[at];
      state.errands.erase(state.errands.begin() + static_cast<std::ptrdiff_t>(at));
      return done(errand, sealed);
    }
    return false;
  }
  bool operator()(const port::InputChanged& changed) {
    if (changed.form != "join" || changed.name != "invitation") return false;
    state.invitation = changed.value;
    return state.door != Door::inside;
  }
  bool operator()(const port::FormSubmitted& form) { return submitted(form.fields); }
  bool operator()(const port::Pressed& pressed) {
    if (pressed.action == "take_back") return take_back(pressed.value);
    if (pressed.action == "revoke") return ask("revoke", {{"device", pressed.value}});
    if (pressed.action == "save_backup") return ask("save_backup", {});
    if (pressed.action == "leave") return leave();
    return false;
  }
  bool operator()(const port::FeedHinted&) {
    if (state.writer)
      read();
    else
      effects.order(port::Tell{k_word_look});
    return false;
  }
  bool operator()(const port::ConnectivityChanged& changed) {
    state.online = changed.online;
    if (changed.online) {
      keep_orders();
      try_again();
    }
    return true;
  }
  bool operator()(const port::ClockTicked&) {
    if (state.load_failed || state.look_again) load();
    keep_orders();
    try_again();
    return drop_what_is_over();
  }
  // What this page was left as is not what lies in the store: the page before may have written
  // since.
  bool operator()(const port::BecameWriter&) {
    state.writer = true;
    load();
    return false;
  }
  bool operator()(const port::PeerSaid& said) {
    if (said.text == k_word) {
      load();
      state.look_again = state.writer;  // where it was told before it was kept
      if (state.writer) wake_soon();
      if (state.writer && state.door == Door::revoked) effects.order(port::Tell{k_word_gone});
    }
    if (said.text == k_word_look) read();
    if (said.text == k_word_door) order("status");
    if (said.text != k_word_gone || state.door != Door::inside) return false;
    state.door = Door::revoked;
    return true;
  }
  bool operator()(const port::CodeUpdated&) { return state.update_ready = true; }
  template <class Other>
  bool operator()(const Other&) {
    return false;
  }

 private:
  bool after_load(bool done) {
    if (!done) return false;
    drop_what_is_over();
    look_at_thread();
    // A word of another page is no reason to ask the relay.
    if (!writes() || !state.listening) try_again();
    return true;
  }
  void try_again() {
    if (!state.restored || state.door == Door::unknown) return;
    if (state.door != Door::inside) return;
    if (own_service(state) == nullptr && state.errands.empty()) order("list");
    if (!writes()) return;
    if (!state.listening) order("listen");
    state.listening = true;
    read();
    send_all();
  }

  std::optional<Commit> finish_commit(port::EffectId id) {
    for (std::size_t at = 0; at < state.commits.size(); ++at) {
      if (state.commits[at].id != id) continue;
      Commit commit = std::move(state.commits[at]);
      state.commits.erase(state.commits.begin() + static_cast<std::ptrdiff_t>(at));
      return commit;
    }
    return std::nullopt;
  }
  void send_of(const Commit& commit) {
    for (const std::string& one : commit.threads) {
      if (const Thread* thread = find(state, one)) send(*thread);
    }
  }

  // Somebody looks at this request.
  bool look_at_thread() {
    if (route.place != Place::request || (state.loading > 0 && !writes())) return false;
    Thread* thread = find(state, route.thread);
    if (thread == nullptr || thread->seen) return false;
    thread->seen = true;
    if (writes())
      keep({thread->id});
    else
      command({Deed::seen, thread->id});
    return true;
  }

  bool ask(std::string_view deed, Fields words) {
    state.trouble.reset();
    state.saved = false;
    order(deed, std::move(words));
    return true;
  }
  bool enter(std::string_view deed, Fields words) {
    if (state.door != Door::outside) return false;
    state.door = Door::entering;
    return ask(deed, std::move(words));
  }
  bool refuse(Key trouble) {
    state.trouble = trouble;
    return true;
  }

  bool submitted(const Fields& fields) {
    const std::string deed = field(fields, "deed", 20);
    const std::string passphrase = field(fields, "passphrase", 200);
    const std::string label = field(fields, "label", 60);
    if (deed == "answer") return answer(fields);
    if (deed == "say") return say(fields);
    if (deed == "join") {
      state.invitation = field(fields, "invitation", 200);
      const bool right = passphrase.size() >= k_passphrase_letters_min &&
                         passphrase == field(fields, "again", 200);
      if (!right) return refuse(Key::state_failed_short);
      return enter("join",
                   {{"invitation", state.invitation.substr(state.invitation.rfind('#') + 1)},
                    {"passphrase", passphrase},
                    {"label", label}});
    }
    if (deed == "restore") return enter("restore", {{"passphrase", passphrase}, {"label", label}});
    if (deed == "add_device")
      return ask("add_device", {{"passphrase", passphrase}, {"label", label}});
    if (deed == "levels") return keep_levels(field(fields, "level", 400));
    if (deed != "tell_me") return false;
    return ask("tell_me",
               {{"mail", field(fields, "mail", 200)}, {"push", field(fields, "push", 3)}});
  }

  bool keep_levels(const std::string& codes) {
    state.levels = care::bits_of(care::Field::level, codes);
    port::Store store;
    store.puts.push_back({key_of(state, "levels"), Bytes(codes.begin(), codes.end())});
    state.commits.push_back({effects.ask(std::move(store)), {}, {}, {}});
    return state.saved = true;
  }

  // Keys first: what is then left here is not to be read by anybody who comes later.
  bool leave() {
    order("leave");
    forget();
    return true;
  }
  // Every page deletes what it knows: the one that writes may have kept something since.
  void forget() {
    port::Store store;
    for (const Thread& thread : state.threads)
      store.deletes.push_back(key_of(state, "thread/", thread.id));
    for (const Order& one : state.orders) store.deletes.push_back(one.key);
    store.deletes.push_back(key_of(state, "since"));
    store.deletes.push_back(key_of(state, "levels"));
    (void)effects.ask(std::move(store));
    State fresh;
    fresh.town = state.town;
    fresh.online = state.online;
    fresh.update_ready = state.update_ready;
    fresh.writer = state.writer;
    fresh.current = state.writer;  // nothing is left that could be written over
    fresh.restored = true;
    fresh.load_number = state.load_number;
    fresh.last_order_ms = state.last_order_ms;
    fresh.errands = state.errands;
    state = std::move(fresh);
  }

  bool done(const Errand& errand, const port::Sealed& sealed) {
    const std::string_view deed = errand.deed;
    if (deed == "read") return read_done(sealed);
    if (deed == "opened") return opened(errand, sealed.refused), false;
    if (deed == "list") return list_done(sealed);
    if (deed == "name") return named(errand, word(sealed, "id"));
    if (deed == "listen") return false;
    if (deed == "answer" || deed == "take_back") return sent(errand, sealed.refused), true;
    if (deed == "leave") {
      effects.order(port::Tell{k_word_door});
      return state.door = Door::outside, true;
    }
    if (!sealed.refused.empty()) {
      if (state.door == Door::entering || state.door == Door::unknown) state.door = Door::outside;
      if (deed != "status") state.trouble = trouble_of(sealed.refused);
      return true;
    }
    if (deed != "status" && deed != "tell_me" && deed != "save_backup")
      effects.order(port::Tell{k_word_door});
    state.saved = deed == "tell_me" || deed == "save_backup" || deed == "add_device";
    if (deed != "tell_me" && deed != "save_backup") status_done(sealed);
    return true;
  }

  void status_done(const port::Sealed& sealed) {
    const bool joined = word(sealed, "joined") == "yes";
    const bool was_inside = state.door == Door::inside || state.door == Door::revoked;
    const bool came_in = state.door != Door::inside;
    if (was_inside && !joined) forget();  // another page left
    state.door = joined ? Door::inside : Door::outside;
    state.is_main = word(sealed, "main") == "yes";
    state.inbox = word(sealed, "inbox");
    state.device = word(sealed, "device");
    state.digits = word(sealed, "digits");
    state.devices = read_devices(sealed.body);
    if (!came_in || state.door != Door::inside) return;
    state.invitation.clear();
    if (route.place == Place::join) effects.order(port::Go{path_of(route.language, Place::inbox)});
    try_again();
  }

  bool read_done(const port::Sealed& sealed) {
    state.reading = false;
    if (state.door != Door::inside) return false;  // this device was left meanwhile
    if (sealed.refused == "gone") {
      state.door = Door::revoked;
      effects.order(port::Tell{k_word_gone});
      return true;
    }
    if (!sealed.refused.empty()) return wake_soon(), false;
    take_letters(sealed);
    look_at_thread();
    if (state.read_again) read();
    if (!state.list || own_service(state) == nullptr) order("list");
    return true;
  }

  bool list_done(const port::Sealed& sealed) {
    state.list_trouble.reset();
    if (sealed.refused == "offline") return false;
    auto list = care::decode_services(sealed.body);
    if (sealed.refused.empty() && list.ok())
      state.list = std::move(list.value());
    else
      state.list_trouble = sealed.refused == "no_list" ? Key::list_absent : Key::list_foreign;
    return true;
  }
};

}  // namespace

Thread* find(State& state, std::string_view thread) {
  for (Thread& one : state.threads) {
    if (one.id == thread) return &one;
  }
  return nullptr;
}
const Thread* find(const State& state, std::string_view thread) {
  return find(const_cast<State&>(state), thread);
}

const care::Service* own_service(const State& state) {
  return state.list ? state.list->find(state.inbox) : nullptr;
}

care::Fit fit_of(const State& state, const care::Request& request) {
  care::Profile profile;
  if (const care::Service* own = own_service(state)) profile = own->profile;
  profile.levels = state.levels;
  return care::fit(profile, request);
}

// Stored: do not rename.
std::string key_of(const State& state, std::string_view what, std::string_view id) {
  return (state.town + "/desk/").append(what).append(id);
}

// A text of a form; "" where it is absent or is none that can be sent.
std::string field(const Fields& fields, const char* name, std::size_t bytes_max) {
  const auto found = fields.find(name);
  if (found == fields.end() || found->second.size() > bytes_max) return {};
  std::string value = found->second;
  while (!value.empty() && (value.back() == ' ' || value.back() == '\n' || value.back() == '\r'))
    value.pop_back();
  return wire::is_value(value) ? value : std::string();
}

port::EffectId Step::order(std::string_view deed, std::map<std::string, std::string> words,
                           std::string thread, std::string message, Bytes body) {
  const port::EffectId id = effects.ask(port::Seal{0, deed, std::move(words), std::move(body)});
  state.errands.push_back({id, deed, std::move(thread), std::move(message)});
  return id;
}

void Step::wake_soon() {
  effects.order(port::Wake{{now.ms + k_again_ms}});
}

bool update(State& state, const port::Event& event, const Route& route, port::Effects& effects) {
  return std::visit(Desk(Step{state, event.now, route, effects}), event.fact);
}

}  // namespace stadtkern::desk
