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
    state.keys_id = effects.ask(port::Keys{0, key_of(state, "")});
    order("status");
    return true;
  }
  bool operator()(const port::NavigatedTo&) {
    state.trouble.reset();
    state.saved = false;
    return look_at_thread();
  }
  bool operator()(const port::KeysListed& listed) {
    if (listed.id != state.keys_id) return false;
    for (const std::string& key : listed.keys) {
      ++state.loading;
      state.loads.emplace_back(effects.ask(port::Load{0, key}), key);
    }
    return loaded_one();
  }
  bool operator()(const port::Loaded& loaded) {
    for (const auto& [id, key] : state.loads) {
      if (id != loaded.id) continue;
      if (loaded.found) take_stored(key, loaded.value);
      return loaded_one();
    }
    return false;
  }
  bool operator()(const port::StoreRefused& refused) {
    state.storing = false;
    if (refused.id == state.keys_id) return loaded_one();
    for (const auto& [id, key] : state.loads) {
      if (id == refused.id) return loaded_one();
    }
    // Kept in memory only, and so never called opened; answers leave all the same.
    if (const auto commit = finish_commit(refused.id)) {
      for (const std::string& one : commit->threads) add_once(state.unkept, one);
      send_of(*commit);
    }
    return true;
  }
  bool operator()(const port::Stored& stored) {
    const auto commit = finish_commit(stored.id);
    if (!commit) return false;
    effects.order(port::Tell{"desk"});
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
    read();
    return false;
  }
  bool operator()(const port::ConnectivityChanged& changed) {
    state.online = changed.online;
    if (changed.online) try_again();
    return true;
  }
  bool operator()(const port::ClockTicked&) {
    try_again();
    return drop_what_is_over();
  }
  // Another tab of the desk has kept something.
  bool operator()(const port::PeerSaid& said) {
    if (said.text != "desk" || state.loading > 0) return false;
    state.loading = 1;
    state.loads.clear();
    state.keys_id = effects.ask(port::Keys{0, key_of(state, "")});
    return false;
  }
  bool operator()(const port::CodeUpdated&) { return state.update_ready = true; }
  template <class Other>
  bool operator()(const Other&) {
    return false;
  }

 private:
  bool loaded_one() {
    if (--state.loading > 0) return false;
    state.loads.clear();
    drop_what_is_over();
    look_at_thread();
    try_again();
    return true;
  }
  void try_again() {
    if (state.door == Door::unknown) return;
    if (state.door == Door::inside && !state.list && state.errands.empty()) order("list");
    read();
    send_all();
  }

  void take_stored(const std::string& key, BytesView value) {
    const std::string threads = key_of(state, "thread/");
    if (key == key_of(state, "since")) state.since = as_text(value);
    if (key == key_of(state, "levels"))
      state.levels = care::bits_of(care::Field::level, as_text(value));
    if (!key.starts_with(threads)) return;
    auto thread = decode_thread(key.substr(threads.size()), value);
    if (!thread.ok()) return;
    if (Thread* held = find(state, thread.value().id))
      *held = std::move(thread.value());
    else
      state.threads.push_back(std::move(thread.value()));
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
    if (route.place != Place::request || state.loading > 0) return false;
    Thread* thread = find(state, route.thread);
    if (thread == nullptr || thread->seen) return false;
    thread->seen = true;
    keep({thread->id});
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
    (void)effects.ask(std::move(store));
    return state.saved = true;
  }

  // Keys first: what is then left here is not to be read by anybody who comes later.
  bool leave() {
    port::Store store;
    for (const Thread& thread : state.threads)
      store.deletes.push_back(key_of(state, "thread/", thread.id));
    store.deletes.push_back(key_of(state, "since"));
    store.deletes.push_back(key_of(state, "levels"));
    order("leave");
    (void)effects.ask(std::move(store));
    State fresh;
    fresh.town = state.town;
    fresh.online = state.online;
    fresh.loading = 0;
    fresh.errands = state.errands;
    state = std::move(fresh);
    return true;
  }

  bool done(const Errand& errand, const port::Sealed& sealed) {
    const std::string_view deed = errand.deed;
    if (deed == "read") return read_done(sealed);
    if (deed == "opened") return opened(errand, sealed.refused), false;
    if (deed == "list") return list_done(sealed);
    if (deed == "name") return named(errand, word(sealed, "id")), true;
    if (deed == "answer" || deed == "take_back") return sent(errand, sealed.refused), true;
    if (deed == "leave") return state.door = Door::outside, true;
    if (!sealed.refused.empty()) {
      if (state.door == Door::entering || deed == "status") state.door = Door::outside;
      if (deed != "status") state.trouble = trouble_of(sealed.refused);
      return true;
    }
    state.saved = deed == "tell_me" || deed == "save_backup" || deed == "add_device";
    if (deed != "tell_me" && deed != "save_backup") status_done(sealed);
    return true;
  }

  void status_done(const port::Sealed& sealed) {
    const bool came_in = state.door != Door::inside;
    state.door = word(sealed, "joined") == "yes" ? Door::inside : Door::outside;
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
    if (sealed.refused == "gone") {
      state.door = Door::revoked;
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

void Step::order(std::string_view deed, std::map<std::string, std::string> words,
                 std::string thread, std::string message, Bytes body) {
  const port::EffectId id = effects.ask(port::Seal{0, deed, std::move(words), std::move(body)});
  state.errands.push_back({id, deed, std::move(thread), std::move(message)});
}

void add_once(std::vector<std::string>& all, const std::string& one) {
  for (const std::string& held : all) {
    if (held == one) return;
  }
  all.push_back(one);
}

// What the store refused before goes with it: a later word on how far the inbox was read must never
// be durable without what was read.
void Step::keep(std::vector<std::string> threads, bool with_since) {
  for (const std::string& one : state.unkept) add_once(threads, one);
  state.unkept.clear();
  port::Store store;
  for (const std::string& id : threads) {
    if (const Thread* thread = find(state, id))
      store.puts.push_back({key_of(state, "thread/", id), encode_thread(*thread)});
  }
  if (with_since)
    store.puts.push_back({key_of(state, "since"), Bytes(state.since.begin(), state.since.end())});
  state.commits.push_back({effects.ask(std::move(store)), std::move(threads)});
}

void Step::wake_soon() {
  effects.order(port::Wake{{now.ms + k_again_ms}});
}

bool update(State& state, const port::Event& event, const Route& route, port::Effects& effects) {
  return std::visit(Desk(Step{state, event.now, route, effects}), event.fact);
}

}  // namespace stadtkern::desk
