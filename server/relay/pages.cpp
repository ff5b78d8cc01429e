#include "relay/pages.hpp"

#include "relay/stored.hpp"

namespace stadtkern::relay {
namespace {

const char* word_for(State state) {
  return state == State::held ? "held" : "withdrawn";
}

// Adds the envelope with the wrapped key of `inbox` alone; "" is the citizen.
void add_envelope(wire::Writer& entry, BytesView stored, std::string_view inbox) {
  const wire::Sealed sealed = from_stored(stored);
  for (const wire::Recipient& recipient : sealed.recipients) {
    if (recipient.inbox == inbox) entry.map("jwe", wire::write_flattened(sealed, recipient));
  }
}

std::vector<wire::Writer> deliveries_of(Books& books, std::string_view thread) {
  std::vector<wire::Writer> entries;
  for (const Delivery& delivery : books.deliveries(thread)) {
    wire::Writer entry;
    entry.text("message", delivery.message).text("inbox", delivery.inbox);
    entry.flag("opened", delivery.opened);
    entries.push_back(std::move(entry));
  }
  return entries;
}

wire::Writer answer_entry(const Message& message, BytesView sealed) {
  wire::Writer entry;
  entry.number("number", message.number).text("id", message.id).text("inbox", message.sender);
  entry.text("state", word_for(message.state));
  if (message.state == State::held) add_envelope(entry, sealed, "");
  return entry;
}

wire::Writer delivery_entry(const Delivery& delivery, std::int64_t expires_s, BytesView sealed) {
  wire::Writer entry;
  entry.number("number", delivery.number).text("thread", delivery.thread);
  entry.text("id", delivery.message).number("expires", expires_s);
  entry.text("state", word_for(delivery.state));
  if (delivery.state == State::withdrawn) return entry;
  entry.flag("opened", delivery.opened);
  add_envelope(entry, sealed, delivery.inbox);
  return entry;
}

}  // namespace

wire::Writer thread_page(Books& books, const Thread& thread, std::int64_t since) {
  std::vector<wire::Writer> answers;
  std::size_t bytes = 0;
  bool more = false;
  books.read_answers(thread.id, since, [&](const Message& message, BytesView sealed) {
    more = bytes >= k_page_bytes;
    if (more) return false;
    bytes += sealed.size();
    answers.push_back(answer_entry(message, sealed));
    return true;
  });
  wire::Writer page;
  page.text("epoch", books.epoch()).number("number", thread.number).flag("more", more);
  page.text("state", word_for(thread.state)).number("expires", thread.expires_s);
  if (thread.state == State::withdrawn) return page;
  if (since == 0 && !thread.receipt.empty()) page.text("receipt", thread.receipt);
  page.maps("deliveries", deliveries_of(books, thread.id)).maps("answers", std::move(answers));
  return page;
}

wire::Writer inbox_page(Books& books, std::string_view inbox, std::int64_t since,
                        std::int64_t now_s) {
  std::vector<wire::Writer> messages;
  std::size_t bytes = 0;
  bool more = false;
  books.read_deliveries(inbox, since,
                        [&](const Delivery& delivery, std::int64_t expires_s, BytesView sealed) {
                          more = bytes >= k_page_bytes;
                          if (more) return false;
                          if (expires_s <= now_s) return true;
                          bytes += sealed.size() + 1;
                          messages.push_back(delivery_entry(delivery, expires_s, sealed));
                          return true;
                        });
  wire::Writer page;
  page.text("epoch", books.epoch()).number("number", books.counts(inbox).number);
  page.flag("more", more).maps("messages", std::move(messages));
  return page;
}

}  // namespace stadtkern::relay
