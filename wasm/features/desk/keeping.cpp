// What this device keeps, and which of its pages does (ARCHITECTURE.md, decision 37): the page with
// the writer's lock holds the threads; others show what lies in the store, and leave orders there.
#include <algorithm>

#include "features/desk/step.hpp"

namespace stadtkern::desk {
namespace {

constexpr int k_time_digits = 15;

std::string padded(std::int64_t ms) {
  std::string digits = std::to_string(ms < 0 ? 0 : ms);
  if (digits.size() < k_time_digits) digits.insert(0, k_time_digits - digits.size(), '0');
  return digits;
}

// Taken up already, and its deletion is under way or still to be said.
bool is_taken(const State& state, const std::string& key) {
  if (has(state.undeleted, key)) return true;
  for (const Commit& commit : state.commits) {
    if (has(commit.taken, key)) return true;
  }
  return false;
}

Order* order_at(std::vector<Order>& orders, const std::string& key) {
  for (Order& one : orders) {
    if (one.key == key) return &one;
  }
  return nullptr;
}

bool came_before(const Thread& one, const Thread& other) {
  return one.arrived_ms != other.arrived_ms ? one.arrived_ms < other.arrived_ms : one.id < other.id;
}

}  // namespace

bool Step::writes() const {
  return state.writer && state.current;
}

// Everything anew; where this page writes already only what others left.
void Step::load() {
  state.load_again = state.loading > 0;
  if (state.load_again) return;
  ++state.load_number;
  state.loading = 1;
  state.load_failed = false;
  state.look_again = false;
  state.loads_to_write = state.writer;
  state.arriving.clear();
  state.arriving_orders.clear();
  state.keys_id = effects.ask(port::Keys{0, key_of(state, "")});
}

bool Step::listed(const std::vector<std::string>& keys) {
  const std::string orders = key_of(state, "order/");
  const std::string levels = key_of(state, "levels");
  for (const std::string& key : keys) {
    const bool is_order = key.starts_with(orders);
    if (writes() && ((!is_order && key != levels) || is_taken(state, key))) continue;
    ++state.loading;
    state.loads.emplace_back(effects.ask(port::Load{0, key}), key);
  }
  return loaded_one();
}

void Step::take_stored(const std::string& key, BytesView value) {
  const std::string threads = key_of(state, "thread/");
  if (key == key_of(state, "levels"))
    state.levels = care::bits_of(care::Field::level, as_text(value));
  if (key.starts_with(key_of(state, "order/"))) {
    auto order = decode_order(key, value);
    if (order.ok()) state.arriving_orders.push_back(std::move(order.value()));
  }
  if (writes()) return;
  if (key == key_of(state, "since")) state.arriving_since = as_text(value);
  if (!key.starts_with(threads)) return;
  auto thread = decode_thread(key.substr(threads.size()), value);
  if (thread.ok()) state.arriving.push_back(std::move(thread.value()));
}

bool Step::loaded_one() {
  if (--state.loading > 0) return false;
  state.loads.clear();
  const bool first = !state.restored;
  state.restored = true;
  if (state.load_failed)
    wake_soon();  // what is there and cannot be read must not be written over
  else if (writes())
    take_up(std::move(state.arriving_orders));
  else
    show_stored();
  if (state.load_again) load();
  if (first && !state.writer) effects.order(port::Tell{k_word});
  return true;
}

// What the store holds, with what was said and is not in its thread yet.
void Step::show_stored() {
  std::sort(state.arriving.begin(), state.arriving.end(), came_before);
  state.threads = std::move(state.arriving);
  state.since = std::move(state.arriving_since);
  std::vector<Order> orders = std::move(state.arriving_orders);
  for (Order& one : orders) one.stored_in = state.load_number;
  // Ours that was stored before this load and is not there any more was taken up.
  for (Order& one : state.orders) {
    const bool is_gone = one.stored && one.stored_in < state.load_number;
    if (!is_gone && order_at(orders, one.key) == nullptr) orders.push_back(std::move(one));
  }
  std::sort(orders.begin(), orders.end(),
            [](const Order& one, const Order& other) { return one.key < other.key; });
  state.orders.clear();
  if (state.loads_to_write) {
    state.current = true;
    return take_up(std::move(orders));
  }
  state.orders = std::move(orders);
  for (const Order& one : state.orders) {
    if (Thread* thread = find(state, one.thread)) apply(*thread, one);
  }
}

// Each is put into its thread and forgotten, in one transaction.
void Step::take_up(std::vector<Order> orders) {
  std::vector<std::string> changed;
  for (const Order& one : orders) {
    if (!one.key.empty() && is_taken(state, one.key)) continue;
    Thread* thread = find(state, one.thread);
    if (thread != nullptr && thread->fate == Fate::held) {
      apply(*thread, one);
      add_once(changed, thread->id);
    }
    if (!one.key.empty()) state.undeleted.push_back(one.key);
  }
  if (!orders.empty()) keep(std::move(changed));
}

// A person did this. It gets an id of its own, which makes sending it again harmless.
void Step::command(Order what) {
  const port::EffectId id = order("name");
  state.unnamed.emplace_back(id, std::move(what));
}

bool Step::named(const Errand& errand, const std::string& id) {
  for (std::size_t at = 0; at < state.unnamed.size(); ++at) {
    if (state.unnamed[at].first != errand.id) continue;
    Order one = std::move(state.unnamed[at].second);
    state.unnamed.erase(state.unnamed.begin() + static_cast<std::ptrdiff_t>(at));
    one.id = id;
    if (writes()) return take_up({std::move(one)}), true;
    state.last_order_ms = std::max(now.ms, state.last_order_ms + 1);
    one.key = key_of(state, "order/", padded(state.last_order_ms) + "-" + id);
    if (Thread* thread = find(state, one.thread)) apply(*thread, one);
    state.orders.push_back(std::move(one));
    keep_orders();
    return true;
  }
  return false;
}

// Told at once and again when it is durable: a page may be closed in between.
void Step::keep_orders() {
  if (writes()) return;
  for (const Order& one : state.orders) {
    bool under_way = one.stored;
    for (const Commit& commit : state.commits) under_way = under_way || commit.ordered == one.key;
    if (under_way) continue;
    port::Store store;
    store.puts.push_back({one.key, encode_order(one), true});
    state.commits.push_back({effects.ask(std::move(store)), {}, {}, one.key});
    effects.order(port::Tell{k_word});
  }
}

void Step::order_stored(const std::string& key) {
  Order* one = order_at(state.orders, key);
  if (one == nullptr) return;
  one->stored = true;
  one->stored_in = state.load_number;
}

// What the store refused before goes with it: a later word on how far the inbox was read must never
// be durable without what was read.
void Step::keep(std::vector<std::string> threads, bool with_since) {
  if (!writes()) return;
  for (const std::string& one : state.unkept) add_once(threads, one);
  state.unkept.clear();
  port::Store store;
  for (const std::string& id : threads) {
    if (const Thread* thread = find(state, id))
      store.puts.push_back({key_of(state, "thread/", id), encode_thread(*thread)});
  }
  if (with_since)
    store.puts.push_back({key_of(state, "since"), Bytes(state.since.begin(), state.since.end())});
  store.deletes = state.undeleted;
  state.commits.push_back(
      {effects.ask(std::move(store)), std::move(threads), std::move(state.undeleted), {}});
  state.undeleted.clear();
}

}  // namespace stadtkern::desk
