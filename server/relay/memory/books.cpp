#include "relay/memory/books.hpp"

#include <algorithm>

namespace stadtkern::relay {
namespace {

template <class Map, class Key>
auto found(const Map& map, const Key& key) -> std::optional<typename Map::mapped_type> {
  const auto place = map.find(key);
  if (place == map.end()) return std::nullopt;
  return place->second;
}

template <class Row>
void by_number(std::vector<const Row*>& rows) {
  std::sort(rows.begin(), rows.end(),
            [](const Row* left, const Row* right) { return left->number < right->number; });
}

}  // namespace

std::optional<Thread> MemoryBooks::thread(std::string_view id) {
  return found(threads_, id);
}

void MemoryBooks::keep(const Thread& thread) {
  threads_.insert_or_assign(thread.id, thread);
}

std::vector<std::string> MemoryBooks::threads_expired(std::int64_t now_s, std::size_t max) {
  std::vector<std::string> ids;
  for (const auto& [id, thread] : threads_) {
    if (thread.expires_s <= now_s && ids.size() < max) ids.push_back(id);
  }
  return ids;
}

void MemoryBooks::remove_thread(std::string_view id) {
  const std::string name(id);
  remove_messages(name);
  for (const Delivery& delivery : deliveries(name)) {
    if (delivery.state == State::held) --counts_[delivery.inbox].held;
  }
  std::erase_if(deliveries_, [&](const auto& entry) { return entry.second.thread == name; });
  threads_.erase(name);
}

std::optional<Message> MemoryBooks::message(std::string_view thread, std::string_view id) {
  return found(messages_, Pair(thread, id));
}

void MemoryBooks::keep(const Message& message) {
  messages_.insert_or_assign(Pair(message.thread, message.id), message);
}

std::int64_t MemoryBooks::messages(std::string_view thread, std::string_view sender) {
  return std::count_if(messages_.begin(), messages_.end(), [&](const auto& entry) {
    return entry.second.thread == thread && entry.second.sender == sender;
  });
}

void MemoryBooks::remove_messages(std::string_view thread) {
  std::erase_if(messages_, [&](const auto& entry) { return entry.second.thread == thread; });
}

void MemoryBooks::read_answers(std::string_view thread, std::int64_t since,
                               const ReadMessage& read) {
  std::vector<const Message*> rows;
  for (const auto& [key, message] : messages_) {
    if (message.thread == thread && !message.sender.empty() && message.number > since) {
      rows.push_back(&message);
    }
  }
  by_number(rows);
  for (const Message* row : rows) {
    if (!read(*row, row->sealed)) return;
  }
}

std::int64_t MemoryBooks::deliver(std::string_view inbox, std::string_view thread,
                                  std::string_view message) {
  Counts& counts = counts_[std::string(inbox)];
  ++counts.held;
  ++counts.number;
  deliveries_.insert_or_assign(
      Triple(thread, message, inbox),
      Delivery{std::string(inbox), counts.number, std::string(thread), std::string(message)});
  return counts.number;
}

std::optional<Delivery> MemoryBooks::delivery(std::string_view thread, std::string_view message,
                                              std::string_view inbox) {
  return found(deliveries_, Triple(thread, message, inbox));
}

std::vector<Delivery> MemoryBooks::deliveries(std::string_view thread) {
  std::vector<Delivery> rows;
  for (const auto& [key, delivery] : deliveries_) {
    if (delivery.thread == thread) rows.push_back(delivery);
  }
  return rows;
}

bool MemoryBooks::reached(std::string_view thread, std::string_view inbox) {
  return std::any_of(deliveries_.begin(), deliveries_.end(), [&](const auto& entry) {
    return entry.second.thread == thread && entry.second.inbox == inbox;
  });
}

void MemoryBooks::mark_opened(const Delivery& delivery) {
  deliveries_.at(Triple(delivery.thread, delivery.message, delivery.inbox)).opened = true;
}

std::int64_t MemoryBooks::mark_withdrawn(const Delivery& delivery) {
  Delivery& row = deliveries_.at(Triple(delivery.thread, delivery.message, delivery.inbox));
  Counts& counts = counts_[delivery.inbox];
  if (row.state == State::held) --counts.held;
  row.state = State::withdrawn;
  row.number = ++counts.number;
  return row.number;
}

void MemoryBooks::read_deliveries(std::string_view inbox, std::int64_t since,
                                  const ReadDelivery& read) {
  std::vector<const Delivery*> rows;
  for (const auto& [key, delivery] : deliveries_) {
    if (delivery.inbox == inbox && delivery.number > since) rows.push_back(&delivery);
  }
  by_number(rows);
  for (const Delivery* row : rows) {
    const auto message = messages_.find(Pair(row->thread, row->message));
    const BytesView sealed = message == messages_.end() ? BytesView() : message->second.sealed;
    if (!read(*row, threads_.at(row->thread).expires_s, sealed)) return;
  }
}

std::optional<Inbox> MemoryBooks::inbox(std::string_view id) {
  return found(inboxes_, id);
}

std::vector<Inbox> MemoryBooks::inboxes() {
  std::vector<Inbox> all;
  for (const auto& [id, inbox] : inboxes_) all.push_back(inbox);
  return all;
}

void MemoryBooks::keep(const Inbox& inbox) {
  inboxes_.insert_or_assign(inbox.id, inbox);
}

Counts MemoryBooks::counts(std::string_view inbox) {
  return found(counts_, inbox).value_or(Counts{});
}

std::optional<Counts> MemoryBooks::room(std::string_view inbox) {
  if (!inboxes_.contains(inbox)) return std::nullopt;
  return counts(inbox);
}

void MemoryBooks::remove_inbox(std::string_view id) {
  inboxes_.erase(std::string(id));
  std::erase_if(devices_, [&](const auto& entry) { return entry.second.inbox == id; });
}

std::optional<Device> MemoryBooks::device(std::string_view inbox, std::string_view name) {
  return found(devices_, Pair(inbox, name));
}

std::vector<Device> MemoryBooks::devices(std::string_view inbox) {
  std::vector<Device> all;
  for (const auto& [key, device] : devices_) {
    if (device.inbox == inbox) all.push_back(device);
  }
  return all;
}

void MemoryBooks::keep(const Device& device) {
  devices_.insert_or_assign(Pair(device.inbox, device.name), device);
}

std::optional<Invitation> MemoryBooks::invitation(std::string_view secret) {
  return found(invitations_, secret);
}

void MemoryBooks::keep(const Invitation& invitation) {
  invitations_.insert_or_assign(invitation.secret, invitation);
}

void MemoryBooks::remove_invitations(std::int64_t expired_before_s) {
  std::erase_if(invitations_,
                [&](const auto& entry) { return entry.second.expires_s <= expired_before_s; });
}

std::optional<std::string> MemoryBooks::list(std::string_view name) {
  return found(lists_, name);
}

void MemoryBooks::keep_list(std::string_view name, std::string_view text) {
  lists_.insert_or_assign(std::string(name), std::string(text));
}

}  // namespace stadtkern::relay
