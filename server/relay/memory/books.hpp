// Books in memory. Belongs to one thread at a time.
#pragma once

#include <map>
#include <tuple>
#include <utility>

#include "relay/books.hpp"

namespace stadtkern::relay {

class MemoryBooks final : public Books {
 public:
  explicit MemoryBooks(std::string epoch) : epoch_(std::move(epoch)) {}

  std::string epoch() override { return epoch_; }
  std::optional<Thread> thread(std::string_view id) override;
  void keep(const Thread& thread) override;
  std::int64_t threads() override { return static_cast<std::int64_t>(threads_.size()); }
  std::vector<std::string> threads_expired(std::int64_t now_s, std::size_t max) override;
  void remove_thread(std::string_view id) override;
  std::optional<Message> message(std::string_view thread, std::string_view id) override;
  void keep(const Message& message) override;
  std::int64_t messages(std::string_view thread, std::string_view sender) override;
  void remove_messages(std::string_view thread) override;
  void read_answers(std::string_view thread, std::int64_t since, const ReadMessage& read) override;
  std::int64_t deliver(std::string_view inbox, std::string_view thread,
                       std::string_view message) override;
  std::optional<Delivery> delivery(std::string_view thread, std::string_view message,
                                   std::string_view inbox) override;
  std::vector<Delivery> deliveries(std::string_view thread) override;
  bool reached(std::string_view thread, std::string_view inbox) override;
  void mark_opened(const Delivery& delivery) override;
  std::int64_t mark_withdrawn(const Delivery& delivery) override;
  void read_deliveries(std::string_view inbox, std::int64_t since,
                       const ReadDelivery& read) override;
  std::optional<Inbox> inbox(std::string_view id) override;
  std::vector<Inbox> inboxes() override;
  void keep(const Inbox& inbox) override;
  Counts counts(std::string_view inbox) override;
  std::optional<Counts> room(std::string_view inbox) override;
  void remove_inbox(std::string_view id) override;
  std::optional<Device> device(std::string_view inbox, std::string_view name) override;
  std::vector<Device> devices(std::string_view inbox) override;
  void keep(const Device& device) override;
  std::optional<Invitation> invitation(std::string_view secret) override;
  void keep(const Invitation& invitation) override;
  void remove_invitations(std::int64_t expired_before_s) override;
  std::optional<std::string> list(std::string_view name) override;
  void keep_list(std::string_view name, std::string_view text) override;

 private:
  using Pair = std::pair<std::string, std::string>;
  using Triple = std::tuple<std::string, std::string, std::string>;

  std::string epoch_;
  std::map<std::string, Thread, std::less<>> threads_;
  std::map<Pair, Message> messages_;       // by thread, id
  std::map<Triple, Delivery> deliveries_;  // by thread, message, inbox
  std::map<std::string, Inbox, std::less<>> inboxes_;
  std::map<std::string, Counts, std::less<>> counts_;
  std::map<Pair, Device> devices_;  // by inbox, name
  std::map<std::string, Invitation, std::less<>> invitations_;
  std::map<std::string, std::string, std::less<>> lists_;
};

}  // namespace stadtkern::relay
