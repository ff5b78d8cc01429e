#include "features/care/update.hpp"

#include <algorithm>

#include "features/care/keys.hpp"
#include "features/care/mail.hpp"
#include "features/care/receipt_code.hpp"
#include "model/town.hpp"
#include "wire/names.hpp"

namespace stadtkern::care {
namespace {

class Happening {
 public:
  Happening(State& state, const Around& around, port::Effects& effects)
      : state_(state), around_(around), effects_(effects), mail_(state, around, effects) {}

  bool operator()(const port::Started& started) {
    state_.town = started.town;
    look_into_store();
    arrive();
    return false;
  }
  bool operator()(const port::NavigatedTo&) {
    state_.missing = state_.bad_code = state_.no_consent = false;
    if (around_.page != nullptr) state_.list_asked = false;
    arrive();
    return false;
  }
  bool operator()(const port::ConnectivityChanged& changed) {
    if (changed.online) {
      state_.list_asked = false;
      for (Thread& thread : state_.threads) {
        thread.due = {};
        thread.list_checked = false;
      }
    }
    return false;
  }
  bool operator()(const port::PeerSaid& said) {
    if (said.text == "care") state_.reload = true;
    for (Thread& thread : state_.threads) {
      if (said.text == look_word(thread)) look(thread);
    }
    return false;
  }
  bool operator()(const port::Heard& heard) {
    state_.heard = heard.number;
    Thread* thread = shown();
    if (thread == nullptr) return false;
    if (heard.number == thread->since) return mail_.poll_later(*thread), false;
    look(*thread);
    if (heard.number >= 0) ask_writer(*thread);
    return false;
  }
  bool operator()(const port::ClockTicked&) {
    const Thread* thread = shown();
    if (thread != nullptr && state_.heard < 0) ask_writer(*thread);
    return false;
  }

  // --- the store ---
  bool operator()(const port::KeysListed& listed) {
    Pending asked;
    if (!answered(listed.id, asked)) return false;
    for (const std::string& key : listed.keys) {
      mail_.await(effects_.ask(port::Load{0, key}), Job::load, 0, key);
    }
    // What another tab removed is gone here too.
    std::erase_if(state_.threads, [&](const Thread& one) {
      const std::string key = thread_key(state_.town, one.number);
      const bool kept = std::find(listed.keys.begin(), listed.keys.end(), key) != listed.keys.end();
      return one.stored && !kept && one.phase != Phase::restoring && !state_.store_refused;
    });
    return settle_store();
  }
  bool operator()(const port::Loaded& loaded) {
    Pending asked;
    if (!answered(loaded.id, asked)) return false;
    if (loaded.found) take_stored(asked.word, loaded.value);
    return settle_store();
  }
  bool operator()(const port::Stored& stored) { return back(stored.id, stored); }
  bool operator()(const port::StoreRefused& refused) {
    Pending asked;
    if (!answered(refused.id, asked)) return false;
    if (asked.job == Job::store_thread) return mail_.take(asked, refused);
    state_.store_refused = true;
    return settle_store();
  }

  // --- the shell and the relay ---
  bool operator()(const port::Fetched& fetched) { return back(fetched.id, fetched); }
  bool operator()(const port::FetchFailed& failed) { return back(failed.id, failed); }
  bool operator()(const port::Sealed& sealed) { return back(sealed.id, sealed); }
  bool operator()(const port::Randomized& randomized) {
    Pending asked;
    if (!answered(randomized.id, asked)) return false;
    if (asked.job != Job::random_secret) return mail_.take(asked, randomized);
    state_.draft.secret = randomized.bytes;
    touch();
    return true;
  }

  // --- what the person does ---
  bool operator()(const port::InputChanged& changed) {
    if (changed.form != "care" || around_.page == nullptr || !state_.restored) return false;
    if (!put(changed.name, changed.value)) return false;
    touch();
    return true;
  }
  bool operator()(const port::FormSubmitted& form) {
    if (around_.page == nullptr || !state_.restored) return false;
    const auto field = [&](const char* name) {
      const auto found = form.fields.find(name);
      return found == form.fields.end() ? std::string() : found->second;
    };
    switch (around_.page->kind) {
      case Page::Kind::step:
        return leave_step(form, field("consent") == "yes");
      case Page::Kind::restore:
        return restore(field("code"));
      case Page::Kind::thread:
        return write_on(field("inbox"), {field("name"), field("phone"), field("text")});
      default:
        return false;
    }
  }
  bool operator()(const port::Pressed& pressed) {
    if (pressed.action == "care_discard") return discard();
    if (around_.page == nullptr || around_.page->kind != Page::Kind::thread) return false;
    Thread* thread = state_.find(around_.page->thread);
    if (thread == nullptr) return false;
    if (pressed.action == "care_withdraw" && !thread->is_over())
      return mail_.withdraw(*thread), true;
    if (pressed.action == "care_undo" && state_.may_undo(*thread)) {
      mail_.undo(*thread);
      go({Page::Kind::step, Step::send});
      return true;
    }
    if (pressed.action == "care_remove" && thread->is_over()) {
      mail_.remove(*thread);
      go({});
      return true;
    }
    return false;
  }
  template <class Other>
  bool operator()(const Other&) {
    return false;
  }

  // Whatever can go on now.
  bool finish() {
    const bool expired =
        state_.has_draft && around_.now.ms - state_.draft.touched.ms > k_draft_ms_max && discard();
    const bool idle = std::none_of(state_.pending.begin(), state_.pending.end(),
                                   [](const Pending& one) { return one.thread != 0; });
    if (state_.reload && state_.restored && idle) {
      state_.reload = false;
      look_into_store();
    } else if (!is_reading_store()) {
      mail_.pump();
    }
    return expired;
  }

 private:
  bool answered(port::EffectId id, Pending& asked) {
    for (std::size_t at = 0; at < state_.pending.size(); ++at) {
      if (state_.pending[at].id != id) continue;
      asked = state_.pending[at];
      state_.pending.erase(state_.pending.begin() + static_cast<std::ptrdiff_t>(at));
      return true;
    }
    return false;
  }
  bool back(port::EffectId id, const port::Fact& fact) {
    Pending asked;
    return answered(id, asked) && mail_.take(asked, fact);
  }
  bool is_reading_store() const {
    return std::any_of(state_.pending.begin(), state_.pending.end(), [](const Pending& one) {
      return one.job == Job::load || one.job == Job::list_keys;
    });
  }
  void look_into_store() {
    mail_.await(effects_.ask(port::Keys{0, care_prefix(state_.town)}), Job::list_keys);
  }
  bool settle_store() {
    if (is_reading_store()) return false;
    state_.restored = true;
    arrive();
    return true;
  }

  void take_stored(const std::string& key, BytesView value) {
    if (key == pin_key(state_.town)) {
      state_.list.pinned = as_text(value);
    } else if (key == list_key(state_.town)) {
      auto services = decode_services(value);
      if (!services.ok()) return;
      state_.list.held = std::move(services.value());
      state_.list.payload.assign(value.begin(), value.end());
    } else if (key == draft_key(state_.town)) {
      auto draft = decode_draft(value);
      if (!draft) return;
      state_.draft = std::move(*draft);
      state_.has_draft = true;
    } else if (auto thread = decode_thread(value)) {
      take_thread(std::move(*thread));
    }
  }
  Thread* shown() {
    const Page* page = around_.page;
    return page == nullptr || page->kind != Page::Kind::thread ? nullptr
                                                               : state_.find(page->thread);
  }
  // Somebody waits for its answers: ask the relay now.
  static void look(Thread& thread) {
    thread.due = {};
    thread.failures = 0;
  }
  static std::string look_word(const Thread& thread) {
    return "care-look " + std::to_string(thread.number);
  }
  void ask_writer(const Thread& thread) {
    if (!around_.writer) effects_.order(port::Tell{look_word(thread)});
  }

  // In the order of their numbers.
  void take_thread(Thread thread) {
    if (Thread* known = state_.find(thread.number)) {
      if (!known->stored && known->secret != thread.secret) return give_way(std::move(thread));
      if (!known->stored) mail_.forget_draft_of(thread);
      if (known->id == thread.id && known->jwe == thread.jwe) thread.proof = known->proof;
      // What was said here and not stored yet goes on; nobody takes a withdrawal back.
      for (Said& one : known->said) {
        const auto same = [&](const Said& other) { return other.id == one.id; };
        const bool lost = one.mine && !one.held && thread.phase == Phase::held &&
                          std::none_of(thread.said.begin(), thread.said.end(), same);
        if (lost) thread.said.push_back(std::move(one));
      }
      const bool withdrawn = known->phase == Phase::withdrawing && !thread.is_over();
      *known = std::move(thread);
      if (withdrawn && known->phase != Phase::withdrawing) mail_.withdraw(*known);
      return;
    }
    auto at = state_.threads.begin();
    while (at != state_.threads.end() && at->number < thread.number) ++at;
    state_.threads.insert(at, std::move(thread));
  }

  // Another tab gave the number to another request, and stored it first: ours takes the next.
  void give_way(Thread first) {
    Thread* known = state_.find(first.number);
    const bool seen = shown() == known;
    Thread mine = std::move(*known);
    mine.number = state_.threads.back().number + 1;
    *known = std::move(first);
    if (seen) go({Page::Kind::thread, Step::whom, mine.number});
    state_.threads.push_back(std::move(mine));
  }

  // A page came into view.
  void arrive() {
    const Page* page = around_.page;
    if (page == nullptr || !state_.restored) return;
    if (model::Town(around_.content).field("care_free_text") == "no")
      state_.draft.request.note.clear();
    if (Thread* thread = shown()) {
      look(*thread);
      ask_writer(*thread);
    }
    const bool shows_receipt = page->kind == Page::Kind::step && page->step >= Step::receipt;
    if (!shows_receipt || !state_.draft.secret.empty()) return;
    mail_.await(effects_.ask(port::Randomize{0, k_secret_bytes}), Job::random_secret);
  }

  void touch() {
    state_.draft.touched = around_.now;
    state_.has_draft = true;
    port::Store store;
    store.puts.push_back({draft_key(state_.town), encode_draft(state_.draft)});
    mail_.await(effects_.ask(std::move(store)), Job::store_draft);
  }
  bool discard() {
    state_.draft = {};
    state_.has_draft = false;
    port::Store store;
    store.deletes.push_back(draft_key(state_.town));
    (void)effects_.ask(std::move(store));
    return true;
  }

  bool put(std::string_view name, std::string_view value) {
    if (name == "place" || name == "postal_code") return put_place(name == "place", value);
    if (!name.starts_with("to:")) return put_field(state_.draft, name, value);
    const Service* service = state_.list.held ? state_.list.held->find(name.substr(3)) : nullptr;
    if (service == nullptr || is_recipient(state_.draft, *service) != value.empty()) return false;
    auto& toggled = state_.draft.toggled;
    if (std::erase(toggled, service->inbox) == 0) toggled.push_back(service->inbox);
    return true;
  }
  // One of the town's places, or a postal code: where that is of one place alone, it means it.
  bool put_place(bool chosen, std::string_view value) {
    const model::Collection& places = around_.content.collection("places");
    Request& request = state_.draft.request;
    if (chosen) {
      const auto row = places.find(value);
      if (!row && !value.empty()) return false;
      request.place = value;
      request.place_name = row ? places.value(*row, "name") : std::string_view();
      return true;
    }
    const bool digits = value.size() == 5 && std::all_of(value.begin(), value.end(), [](char c) {
                          return c >= '0' && c <= '9';
                        });
    if (!digits) return false;
    request.place = request.place_name = value;
    int found = 0;
    for (model::Row row = 0; row < places.size(); ++row) {
      if (places.value(row, "postal_code") != value || ++found > 1) continue;
      request.place = places.id(row);
    }
    if (found > 1) request.place = value;
    return true;
  }

  void go(const Page& page) {
    effects_.order(port::Go{views::localized(around_.language, path_of(page))});
  }
  bool leave_step(const port::FormSubmitted& form, bool consent) {
    const Step step = around_.page->step;
    bool changed = false;
    for (const auto& [name, value] : form.fields) {
      if (name != "place" || !value.empty()) changed |= put(name, value);
    }
    if (changed) touch();
    state_.missing =
        !is_answered(state_.draft.request, step) || (step >= Step::services && !has_recipient());
    if (state_.missing && step > Step::services) {
      state_.no_consent = false;
      go({Page::Kind::step, Step::services});
      return true;
    }
    if (state_.missing) return effects_.focus("care-error"), true;
    if (step == Step::send) return send(consent);
    int next = static_cast<int>(step) + 1;
    if (step == Step::tasks && state_.draft.request.of(Field::task) == 0) ++next;
    go({Page::Kind::step, static_cast<Step>(next)});
    return changed;
  }
  bool has_recipient() const {
    const Services* services = usable(state_.list, around_.now.ms / 1000);
    return services != nullptr &&
           std::any_of(services->all.begin(), services->all.end(),
                       [&](const Service& one) { return is_recipient(state_.draft, one); });
  }
  bool send(bool consent) {
    const Request& request = state_.draft.request;
    state_.no_consent = !consent;
    for (const Step step : {Step::whom, Step::place, Step::form}) {
      if (is_answered(request, step)) continue;
      go({Page::Kind::step, step});
      return true;
    }
    if (!consent) return effects_.focus("care-error"), true;
    if (state_.draft.secret.empty()) return false;
    const auto same = [&](const Thread& one) { return one.secret == state_.draft.secret; };
    if (std::none_of(state_.threads.begin(), state_.threads.end(), same)) mail_.send_draft();
    if (std::none_of(state_.threads.begin(), state_.threads.end(), same)) return true;
    go({Page::Kind::thread, Step::whom, state_.threads.back().number});
    return true;
  }
  bool restore(const std::string& code) {
    const auto secret = secret_of_code(code);
    state_.bad_code = !secret;
    if (!secret) return effects_.focus("care-error"), true;
    mail_.restore(*secret);
    for (const Thread& thread : state_.threads) {
      if (thread.secret == *secret) go({Page::Kind::thread, Step::whom, thread.number});
    }
    return true;
  }
  bool write_on(const std::string& inbox, Words words) {
    Thread* thread = state_.find(around_.page->thread);
    const bool bounded = words.name.size() <= 200 && words.phone.size() <= 80 &&
                         words.text.size() <= k_words_bytes_max && wire::is_value(words.name) &&
                         wire::is_value(words.phone) && wire::is_value(words.text);
    const bool empty = words.text.empty() && words.phone.empty();
    if (thread == nullptr || thread->phase != Phase::held || !bounded || empty) return false;
    const Recipient* to = thread->find(inbox);
    if (to == nullptr || to->dropped || to->sealing_key.x.empty()) return false;
    mail_.write_on(*thread, inbox, std::move(words));
    return true;
  }

  State& state_;
  const Around& around_;
  port::Effects& effects_;
  Mail mail_;
};

}  // namespace

bool State::may_undo(const Thread& thread) const {
  // Another tab that talks to the relay may be sending it by now.
  return writer && thread.phase <= Phase::waiting && !thread.leaving && thread.request &&
         (!has_draft || draft.secret == thread.secret);
}

Thread* State::find(int number) {
  for (Thread& thread : threads) {
    if (thread.number == number) return &thread;
  }
  return nullptr;
}

bool update(State& state, const port::Event& event, const Around& around, port::Effects& effects) {
  state.online = around.online;
  state.writer = around.writer;
  Happening happening(state, around, effects);
  const bool changed = std::visit(happening, event.fact);
  return happening.finish() || changed;
}

void forget(State& state, port::Effects& effects) {
  effects.ask(deed("forget", {{"thread", ""}}));
  const std::string town = std::move(state.town);
  state = {};
  state.town = town;
}

}  // namespace stadtkern::care
