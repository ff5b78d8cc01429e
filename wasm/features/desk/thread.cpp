#include "features/desk/thread.hpp"

#include <algorithm>

namespace stadtkern::desk {
namespace {

constexpr std::int64_t k_seconds_max = 8'640'000'000'000;
constexpr std::size_t k_id_bytes = 22;
constexpr std::size_t k_name_bytes_max = 1000;

wire::Writer write_received(const Received& received) {
  wire::Writer map;
  map.text("id", received.id).text("name", received.words.name);
  map.text("phone", received.words.phone).text("text", received.words.text);
  return map;
}

void write_sending(wire::Writer& map, const Sending& sending) {
  map.text("id", sending.id).flag("sent", sending.sent);
  if (sending.refused) map.flag("refused", true);
}

wire::Writer write_said(const Said& said) {
  wire::Writer map;
  write_sending(map, said.sending);
  map.text("text", said.text);
  return map;
}

wire::Writer write_answered(const Answered& answered) {
  wire::Writer map;
  care::write_answer(map, answered.answer);
  write_sending(map, answered.sending);
  map.texts("instead", answered.instead);
  return map;
}

Sending read_sending(const wire::Reader& map) {
  return {map.text("id", k_id_bytes), map.flag("sent"), map.has("refused") && map.flag("refused")};
}

void read_conversation(const wire::Reader& map, Thread& thread) {
  map.each("received", k_messages_max, [&](const wire::Reader& one) {
    thread.received.push_back(
        {one.text("id", k_id_bytes),
         {one.text("name", k_name_bytes_max), one.text("phone", k_name_bytes_max),
          one.text("text", care::k_words_bytes_max)}});
  });
  map.each("said", k_messages_max, [&](const wire::Reader& one) {
    thread.said.push_back({read_sending(one), one.text("text", care::k_words_bytes_max)});
  });
  if (!map.has("answered")) return;
  const wire::Reader one = map.child("answered");
  thread.answered = Answered{read_sending(one), care::read_answer(one),
                             one.texts("instead", k_messages_max, k_id_bytes)};
}

}  // namespace

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

void add_once(std::vector<std::string>& all, const std::string& one) {
  if (!has(all, one)) all.push_back(one);
}

void forget_content(Thread& thread, Fate fate) {
  Thread left;
  left.id = std::move(thread.id);
  left.expires = thread.expires;
  left.arrived_ms = thread.arrived_ms;
  left.fate = fate;
  left.seen = true;
  thread = std::move(left);
}

bool wants_contact(const Thread& thread) {
  return thread.fate == Fate::held && thread.received.size() > thread.said.size();
}

Bytes encode_thread(const Thread& thread) {
  wire::Writer map;
  map.number("expires", thread.expires).number("fate", static_cast<int>(thread.fate));
  map.flag("seen", thread.seen).number("arrived_ms", thread.arrived_ms);
  if (thread.fate != Fate::held) return map.encode(wire::Encoding::cbor);
  wire::Writer request;
  care::write_request(request, thread.request);
  map.map("request", std::move(request)).map("reply_key", wire::write_point(thread.reply_key));
  map.text("thumbprint", thread.thumbprint).texts("taking_back", thread.taking_back);
  map.texts("unsaid", thread.unsaid);
  std::vector<wire::Writer> received;
  for (const Received& one : thread.received) received.push_back(write_received(one));
  std::vector<wire::Writer> said;
  for (const Said& one : thread.said) said.push_back(write_said(one));
  map.maps("received", std::move(received)).maps("said", std::move(said));
  if (thread.forgot) map.flag("forgot", true);
  if (thread.answered) map.map("answered", write_answered(*thread.answered));
  return map.encode(wire::Encoding::cbor);
}

Result<Thread> decode_thread(std::string id, BytesView stored) {
  const auto document = wire::Document::decode(stored, wire::Encoding::cbor);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const wire::Reader map = document.value().root(&fault);
  Thread thread;
  thread.id = std::move(id);
  thread.expires = map.number("expires", 0, k_seconds_max);
  thread.fate = static_cast<Fate>(map.number("fate", 0, 2));
  thread.seen = map.flag("seen");
  if (map.has("arrived_ms")) thread.arrived_ms = map.number("arrived_ms", 0, k_seconds_max * 1000);
  if (thread.fate == Fate::held) {
    thread.request = care::read_request(map.child("request"));
    thread.reply_key = wire::read_point(map.child("reply_key"));
    thread.thumbprint = map.text("thumbprint", 43);
    thread.taking_back = map.texts("taking_back", k_messages_max, k_id_bytes);
    if (map.has("unsaid")) thread.unsaid = map.texts("unsaid", k_messages_max + 1, k_id_bytes);
    thread.forgot = map.has("forgot") && map.flag("forgot");
    read_conversation(map, thread);
  }
  if (map.faulty()) return fault;
  return thread;
}

}  // namespace stadtkern::desk
