#include "features/saved/update.hpp"

#include <algorithm>
#include <utility>

#include "features/saved/letter.hpp"
#include "features/saved/order.hpp"
#include "features/saved/plain_text.hpp"

namespace stadtkern::saved {
namespace {

constexpr std::string_view k_peer_word = "saved";

bool holds(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void add(std::vector<std::string>& ids, std::string_view id) {
  if (!holds(ids, id)) ids.emplace_back(id);
}

class Step {
 public:
  Step(State& state, const Here& here, port::Effects& effects)
      : state_(state), here_(here), effects_(effects) {}

  bool operator()(const port::Started& started) {
    state_.town = started.town;
    read();
    return false;
  }

  bool operator()(const port::Pressed& pressed) {
    if (pressed.action == "save") return toggle(pressed.value);
    if (pressed.action == "saved_undo") return undo();
    if (pressed.action == "saved_file") return offer(Form::file);
    if (pressed.action == "saved_text") return offer(Form::text);
    if (pressed.action == "order_remove") return remove_from_order(pressed.value);
    if (pressed.action == "order_share") return share(port::Share::Way::any);
    if (pressed.action == "order_copy") return share(port::Share::Way::copy);
    if (pressed.action == "print") return effects_.order(port::Print{}), false;
    return false;
  }

  bool operator()(const port::InputChanged& input) {
    if (input.form == "order") return tick(input);
    Entry* entry = input.form == "note" ? find(state_.list, input.name) : nullptr;
    if (entry == nullptr) return false;
    entry->note = clean(input.value, k_note_bytes_max);
    state_.noted = entry->id;
    return touch(entry->id);
  }

  bool operator()(const port::FormSubmitted& form) {
    const OrderPage* page = order_page();
    const auto item = form.fields.find("item");
    if (page == nullptr || item == form.fields.end()) return false;
    const auto amount = form.fields.find("amount");
    Entry* entry = entry_of(page->slug);
    if (entry == nullptr) return true;
    const bool added =
        add_line(*entry, amount == form.fields.end() ? "" : amount->second, item->second);
    if (!added) return true;
    ++state_.lines_added;
    effects_.focus("order-item-" + std::to_string(state_.lines_added));
    return touch(page->slug);
  }

  bool operator()(const port::Shared& shared) {
    if (!answers(state_.share, shared.id)) return false;
    state_.shared = shared.outcome;
    effects_.focus("order-report");
    return true;
  }

  bool operator()(const port::FileChosen& file) {
    if (file.form != "saved") return false;
    state_.report = take(file);
    state_.announced = false;
    announce();
    return true;
  }

  bool operator()(const port::Loaded& loaded) {
    if (!answers(state_.load, loaded.id)) return false;
    auto stored = loaded.found ? decode(loaded.value) : Result<List>(List{});
    Bytes unreadable = stored.ok() ? Bytes() : loaded.value;
    lay_together(stored.ok() ? std::move(stored).value() : List{});
    state_.known = true;
    state_.outdated = false;
    if (!state_.changed.empty()) write(std::move(unreadable));
    return true;
  }

  bool operator()(const port::Stored& stored) {
    if (!answers(state_.store, stored.id)) return false;
    state_.writing.clear();
    state_.refused = false;
    effects_.order(port::Tell{std::string(k_peer_word)});
    if (!state_.changed.empty() || state_.outdated) read();
    announce();
    return true;
  }

  bool operator()(const port::StoreRefused& refused) {
    const bool reading = answers(state_.load, refused.id);
    if (!reading && !answers(state_.store, refused.id)) return false;
    for (const std::string& id : state_.writing) add(state_.changed, id);
    state_.writing.clear();
    state_.refused = !state_.changed.empty();
    state_.known = true;
    announce();
    return true;
  }

  bool operator()(const port::NavigatedTo&) {
    state_.report = {};
    state_.shared.clear();
    state_.noted.clear();
    return false;
  }

  // Space comes and goes: what was refused is tried again every minute.
  bool operator()(const port::ClockTicked&) {
    if (state_.refused) read();
    return false;
  }

  bool operator()(const port::PeerSaid& said) {
    if (said.text == "wiped") return forget(state_), true;
    if (said.text != k_peer_word) return false;
    state_.outdated = true;
    read();
    return false;
  }

  template <class Other>
  bool operator()(const Other&) {
    return false;
  }

 private:
  static bool answers(port::EffectId& asked, port::EffectId id) {
    if (asked == 0 || asked != id) return false;
    asked = 0;
    return true;
  }

  // A report of what was added comes when that is durable, or known not to be.
  void announce() {
    if (state_.announced || !state_.settled()) return;
    state_.announced = true;
    effects_.focus("saved-report");
  }

  Report take(const port::FileChosen& file) {
    if (file.size > k_file_bytes_max) return {Report::Kind::too_large};
    const auto brought = decode(file.body);
    if (!brought.ok()) return refusal(brought.error());
    const Merged merged = merge(state_.list, brought.value());
    if (merged.list.size() > k_entries_max) return {Report::Kind::too_many};
    state_.list = merged.list;
    for (const std::string& id : merged.changed) touch(id);
    Report report{Report::Kind::merged, merged.added, brought.value().size() - merged.added};
    for (const Entry& entry : brought.value()) {
      if (here_.content_known && !here_.content.collection("shops").find(entry.id))
        ++report.unknown;
    }
    return report;
  }

  enum class Form { file, text };
  bool offer(Form form) {
    const bool text = form == Form::text;
    port::OfferFile offer{"merkliste-" + state_.town + (text ? ".txt" : ".json"),
                          text ? "text/plain" : "application/json",
                          encode(state_.list, state_.town)};
    if (text) {
      const std::string words = plain_text(state_.list, here_.content, here_.language);
      offer.body.assign(words.begin(), words.end());
    }
    effects_.order(std::move(offer));
    return false;
  }

  const OrderPage* order_page() const {
    return here_.page == nullptr ? nullptr : std::get_if<OrderPage>(here_.page);
  }

  // The entry of a shop, made where there was none. Null where the town does not have it or there
  // is no room.
  Entry* entry_of(const std::string& id) {
    if (Entry* entry = find(state_.list, id)) return entry;
    const model::Collection& shops = here_.content.collection("shops");
    const auto row = shops.find(id);
    state_.full = row && state_.list.size() >= k_entries_max;
    if (!row || state_.full) return nullptr;
    state_.list.push_back({id, clean(shops.value(*row, "name"), k_name_bytes_max), "", {}});
    return &state_.list.back();
  }

  bool tick(const port::InputChanged& input) {
    const OrderPage* page = order_page();
    Entry* entry = page == nullptr ? nullptr : find(state_.list, page->slug);
    Line* line = entry == nullptr ? nullptr : line_at(*entry, input.name);
    if (line == nullptr) return false;
    line->done = !input.value.empty();
    return touch(entry->id);
  }

  bool remove_from_order(const std::string& number) {
    const OrderPage* page = order_page();
    Entry* entry = page == nullptr ? nullptr : find(state_.list, page->slug);
    if (entry == nullptr) return false;
    const Entry before = *entry;
    if (!remove_line(*entry, number)) return false;
    return remember(before);
  }

  bool share(port::Share::Way way) {
    const OrderPage* page = order_page();
    const Entry* entry = page == nullptr ? nullptr : find(state_.list, page->slug);
    if (entry == nullptr) return false;
    state_.shared.clear();
    state_.share = effects_.ask(port::Share{0, way, entry->name, letter(*entry, here_.language)});
    return true;
  }

  bool toggle(const std::string& id) {
    if (const Entry* entry = find(state_.list, id)) {
      const Entry before = *entry;
      std::erase_if(state_.list, [&id](const Entry& one) { return one.id == id; });
      state_.full = false;
      return remember(before);
    }
    if (state_.before && state_.before->id == id) return undo();
    return entry_of(id) == nullptr || touch(id);
  }

  bool undo() {
    if (!state_.before) return false;
    const Entry entry = *std::exchange(state_.before, std::nullopt);
    if (Entry* now = find(state_.list, entry.id)) {
      *now = entry;
    } else {
      state_.list.push_back(entry);
    }
    if (here_.page != nullptr)
      effects_.focus(order_page() != nullptr ? "order" : "saved-" + entry.id);
    return touch(entry.id);
  }

  // Something of an entry was removed: the button that was pressed is gone, so the way back takes
  // the focus.
  bool remember(const Entry& before) {
    touch(before.id);
    state_.before = before;
    if (here_.page != nullptr) effects_.focus("undo");
    return true;
  }

  // Whatever else happens to an entry ends the way back, which would take it along.
  bool touch(const std::string& id) {
    if (state_.before && state_.before->id == id) state_.before.reset();
    add(state_.changed, id);
    read();
    return true;
  }

  void read() {
    if (state_.load == 0 && state_.store == 0)
      state_.load = effects_.ask(port::Load{0, saved_key(state_.town)});
  }

  // What is stored, with what was changed here laid over it.
  void lay_together(List stored) {
    std::erase_if(stored, [this](const Entry& entry) {
      return holds(state_.changed, entry.id) && find(state_.list, entry.id) == nullptr;
    });
    for (Entry& entry : state_.list) {
      if (!holds(state_.changed, entry.id)) continue;
      Entry* old = find(stored, entry.id);
      if (old != nullptr) {
        *old = std::move(entry);
      } else {
        stored.push_back(std::move(entry));
      }
    }
    state_.list = std::move(stored);
  }

  // What could not be read, perhaps of a newer portal, is put aside instead of overwritten.
  void write(Bytes unreadable) {
    port::Store store;
    const std::string key = saved_key(state_.town);
    store.puts.push_back({key, encode(state_.list, state_.town)});
    if (!unreadable.empty()) store.puts.push_back({key + "/unreadable", std::move(unreadable)});
    state_.writing = std::exchange(state_.changed, {});
    state_.store = effects_.ask(std::move(store));
  }

  State& state_;
  const Here& here_;
  port::Effects& effects_;
};

}  // namespace

bool State::keeps(std::string_view id) const {
  return !holds(changed, id) && !holds(writing, id);
}

std::string saved_key(std::string_view town) {
  return std::string(town) + "/saved";
}

bool update(State& state, const port::Event& event, const Here& here, port::Effects& effects) {
  return std::visit(Step(state, here, effects), event.fact);
}

void forget(State& state) {
  const std::string town = std::move(state.town);
  state = State();
  state.town = town;
  state.known = true;
}

}  // namespace stadtkern::saved
