#include "features/care/thread.hpp"

#include "wire/base64url.hpp"
#include "wire/names.hpp"

namespace stadtkern::care {
namespace {

constexpr std::size_t k_jwe_bytes_max = 96 * 1024;

// The texts of a thread that are read and written alike.
struct Line {
  const char* name;
  std::string Thread::*text;
  std::size_t bytes_max;
};
constexpr Line k_lines[] = {{"id", &Thread::id, 22},
                            {"capability", &Thread::capability, 43},
                            {"digest", &Thread::digest, 43},
                            {"receipt", &Thread::receipt, 700},
                            {"thumbprint", &Thread::thumbprint, 43},
                            {"jwe", &Thread::jwe, k_jwe_bytes_max},
                            {"epoch", &Thread::epoch, 16}};

wire::Writer write_recipient(const Recipient& one) {
  wire::Writer map;
  map.text("inbox", one.inbox).text("name", one.name).text("phone", one.phone);
  if (!one.sealing_key.x.empty()) {
    map.map("signing", wire::write_point(one.signing_key));
    map.map("sealing", wire::write_point(one.sealing_key));
  }
  map.flag("dropped", one.dropped).flag("opened", one.opened).flag("contacted", one.contacted);
  map.text("answer_id", one.answer_id);
  wire::Writer answer;
  if (!one.answer_id.empty()) write_answer(answer, one.answer);
  map.map("answer", std::move(answer));
  return map;
}

Recipient read_recipient(const wire::Reader& map) {
  Recipient one;
  one.inbox = map.text("inbox", 22);
  one.name = map.text("name", 200);
  one.phone = map.text("phone", 80);
  if (map.has("sealing")) {
    one.signing_key = wire::read_point(map.child("signing"));
    one.sealing_key = wire::read_point(map.child("sealing"));
  }
  one.dropped = map.flag("dropped");
  one.opened = map.flag("opened");
  one.contacted = map.flag("contacted");
  one.answer_id = map.text("answer_id", 22);
  if (!one.answer_id.empty()) one.answer = read_answer(map.child("answer"));
  return one;
}

wire::Writer write_said(const Said& one) {
  wire::Writer map;
  map.flag("mine", one.mine).flag("held", one.held).flag("opened", one.opened);
  map.flag("refused", one.refused);
  map.text("inbox", one.inbox).text("id", one.id).text("jwe", one.jwe);
  map.text("name", one.words.name).text("phone", one.words.phone).text("text", one.words.text);
  return map;
}

Said read_said(const wire::Reader& map) {
  Said one;
  one.mine = map.flag("mine");
  one.held = map.flag("held");
  one.opened = map.flag("opened");
  one.refused = map.has("refused") && map.flag("refused");
  one.inbox = map.text("inbox", 22);
  one.id = map.text("id", 22);
  one.jwe = map.text("jwe", k_jwe_bytes_max);
  one.words = {map.text("name", 200), map.text("phone", 80), map.text("text", k_words_bytes_max)};
  return one;
}

}  // namespace

const Recipient* Thread::find(std::string_view inbox) const {
  for (const Recipient& one : recipients) {
    if (one.inbox == inbox) return &one;
  }
  return nullptr;
}

Recipient* Thread::find(std::string_view inbox) {
  return const_cast<Recipient*>(static_cast<const Thread&>(*this).find(inbox));
}

Bytes encode_thread(const Thread& thread) {
  wire::Writer map;
  map.number("version", 1).number("number", thread.number);
  map.number("phase", static_cast<int>(thread.phase)).number("expires", thread.expires);
  map.number("since", thread.since).number("list_number", thread.list_number);
  map.flag("leaving", thread.leaving);
  map.text("secret", wire::encode_base64url(thread.secret));
  for (const Line& line : k_lines) map.text(line.name, thread.*line.text);
  if (!thread.reply_key.x.empty()) map.map("reply_key", wire::write_point(thread.reply_key));
  if (thread.request) {
    wire::Writer request;
    write_request(request, *thread.request);
    map.map("request", std::move(request));
  }
  std::vector<wire::Writer> recipients;
  for (const Recipient& one : thread.recipients) recipients.push_back(write_recipient(one));
  map.maps("recipients", std::move(recipients));
  std::vector<wire::Writer> said;
  for (const Said& one : thread.said) said.push_back(write_said(one));
  map.maps("said", std::move(said));
  return map.encode(wire::Encoding::cbor);
}

std::optional<Thread> decode_thread(BytesView bytes) {
  const auto document = wire::Document::decode(bytes, wire::Encoding::cbor);
  if (!document.ok()) return std::nullopt;
  Error fault{Code::invalid, "", ""};
  const wire::Reader map = document.value().root(&fault);
  map.number("version", 1, 1);
  Thread thread;
  thread.number = static_cast<int>(map.number("number", 1, 99));
  thread.phase = static_cast<Phase>(map.number("phase", 0, 8));
  thread.expires = map.number("expires", 0, wire::k_sequence_max);
  thread.since = map.number("since", 0, wire::k_sequence_max);
  thread.leaving = !map.has("leaving") || map.flag("leaving");
  thread.list_number = map.number("list_number", 0, wire::k_sequence_max);
  const auto secret = wire::decode_base64url(map.text("secret", 22));
  if (secret.ok()) thread.secret = secret.value();
  for (const Line& line : k_lines) thread.*line.text = map.text(line.name, line.bytes_max);
  if (map.has("reply_key")) thread.reply_key = wire::read_point(map.child("reply_key"));
  if (map.has("request")) thread.request = read_request(map.child("request"));
  map.each("recipients", wire::k_recipients_max,
           [&](const wire::Reader& one) { thread.recipients.push_back(read_recipient(one)); });
  map.each("said", k_said_max,
           [&](const wire::Reader& one) { thread.said.push_back(read_said(one)); });
  if (map.faulty()) return std::nullopt;
  return thread;
}

void forget_content(Thread& thread) {
  Thread left;
  left.number = thread.number;
  left.phase = thread.phase;
  left.expires = thread.expires;
  left.list_number = thread.list_number;
  thread = std::move(left);
}

}  // namespace stadtkern::care
