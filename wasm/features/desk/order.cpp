#include "features/desk/order.hpp"

#include "wire/sealed.hpp"

namespace stadtkern::desk {
namespace {

// The answer that stands with all that it replaces.
std::vector<std::string> ids_of(const Answered& answered) {
  std::vector<std::string> ids = answered.instead;
  if (!answered.sending.id.empty()) ids.push_back(answered.sending.id);
  return ids;
}

void give(Thread& thread, const Order& order) {
  std::vector<std::string> instead;
  if (thread.answered) instead = ids_of(*thread.answered);
  if (has(instead, order.id) || has(thread.taking_back, order.id)) return;
  thread.answered = Answered{{order.id, false}, order.answer, std::move(instead)};
}

void say(Thread& thread, const Order& order) {
  for (const Said& one : thread.said) {
    if (one.sending.id == order.id) return;
  }
  if (thread.said.size() < k_messages_max) thread.said.push_back({{order.id, false}, order.text});
}

// Another answer than the one that was seen stays.
void take_back(Thread& thread, const Order& order) {
  if (!thread.answered || thread.answered->sending.id != order.text) return;
  for (const std::string& id : ids_of(*thread.answered)) add_once(thread.taking_back, id);
  thread.answered.reset();
}

}  // namespace

void apply(Thread& thread, const Order& order) {
  if (thread.fate != Fate::held) return;
  if (order.deed == Deed::seen) thread.seen = true;
  if (order.deed == Deed::answer) give(thread, order);
  if (order.deed == Deed::say) say(thread, order);
  if (order.deed == Deed::take_back) take_back(thread, order);
}

Bytes encode_order(const Order& order) {
  wire::Writer map;
  map.number("deed", static_cast<int>(order.deed)).text("thread", order.thread);
  map.text("id", order.id).text("text", order.text);
  if (order.deed == Deed::answer) {
    wire::Writer answer;
    care::write_answer(answer, order.answer);
    map.map("answer", std::move(answer));
  }
  return map.encode(wire::Encoding::cbor);
}

Result<Order> decode_order(std::string key, BytesView stored) {
  const auto document = wire::Document::decode(stored, wire::Encoding::cbor);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const wire::Reader map = document.value().root(&fault);
  Order order;
  order.deed = static_cast<Deed>(map.number("deed", 0, 3));
  order.thread = map.text("thread", 22);
  order.id = map.text("id", 22);
  order.text = map.text("text", care::k_words_bytes_max);
  if (order.deed == Deed::answer) order.answer = care::read_answer(map.child("answer"));
  order.key = std::move(key);
  order.stored = true;
  if (map.faulty()) return fault;
  if (!wire::is_relay_id(order.id) || !wire::is_relay_id(order.thread))
    return Error{Code::invalid, "id", "an id of the relay"};
  return order;
}

}  // namespace stadtkern::desk
