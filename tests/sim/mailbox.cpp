#include "mailbox.hpp"

#include "boxes.hpp"
#include "exchange/signature.hpp"
#include "features/care/request/answer.hpp"
#include "wire/relay.hpp"

namespace stadtkern::sim {
namespace {

constexpr const char* k_relay = "/api/v1/kernstadt/relay";

std::string word(const port::Seal& order, const char* name) {
  const auto found = order.words.find(name);
  return found == order.words.end() ? std::string() : found->second;
}

Bytes json(const wire::Writer& map) {
  return map.encode(wire::Encoding::json);
}

// A text of a small answer of the relay; "" where it has none.
std::string said(const Answer& answer, const char* field) {
  const auto document = wire::Document::decode(answer.body, wire::Encoding::cbor);
  if (!document.ok()) return {};
  Error fault{Code::invalid, "", ""};
  return document.value().root(&fault).text(field, 60);
}

bool names(const Answer& answer, std::string_view field) {
  return as_text(answer.body).find(field) != std::string_view::npos;
}

std::vector<std::string> ids_in(const std::string& joined) {
  std::vector<std::string> ids;
  for (std::size_t at = 0; at + 22 <= joined.size(); at += 23) ids.push_back(joined.substr(at, 22));
  return ids;
}

// Made by functions, because g++ 12 destroys what braces make within co_await twice.
Request posted(const std::string& url, Bytes body) {
  return {"POST", url, "", "application/json", std::move(body)};
}
Request asked_for(const std::string& path) {
  return {"GET", k_relay + path};
}

// The same request once more, under another id inside and outside.
void double_letter(std::string& lines, Bytes& parts, const std::string& line, BytesView content) {
  auto says = care::decode_citizen(content);
  const auto* request = says.ok() ? std::get_if<care::Request>(&says.value().said) : nullptr;
  if (request == nullptr) return;
  care::FromCitizen inside = says.value().inside;
  inside.thread[0] = inside.id[0] = inside.id[0] == 'A' ? 'B' : 'A';
  const Bytes again = care::encode_request(inside, *request);
  lines += inside.thread + " " + inside.thread + line.substr(45) + "\n";
  parts.insert(parts.end(), again.begin(), again.end());
}

}  // namespace

struct Mailbox::Call {
  Mailbox& mailbox;
  Request request;
  std::optional<Answer> answer = {};

  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    Browser& browser = mailbox.tab_.browser();
    browser.line().ask(request, browser.online,
                       [this, waiting, life = mailbox.tab_.life()](std::optional<Answer> heard) {
                         if (!*life) return;
                         if (mailbox.tab_.browser().online) answer = std::move(heard);
                         waiting.resume();
                       });
  }
  Answer await_resume() {
    if (!answer) throw Refused{"offline"};
    return std::move(*answer);
  }
};

struct Mailbox::Pause {
  Mailbox& mailbox;
  std::int64_t ms;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    mailbox.tab_.later(ms, [waiting] { waiting.resume(); });
  }
  void await_resume() {}
};

// Hears what the relay's own broadcast says, a little later; ends when the line is cut.
struct Mailbox::Ear {
  Mailbox& mailbox;
  std::shared_ptr<http::Broadcast> events;
  int life;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiting) { listen(waiting, 0, ""); }
  void listen(std::coroutine_handle<> waiting, int looks, std::string last) {
    World& world = mailbox.world_;
    mailbox.tab_.later(world.dice.between(100, 2'000) << std::min(looks, 5),
                       [this, waiting, looks, last = std::move(last)] {
                         const bool cut = !mailbox.tab_.browser().online ||
                                          life != mailbox.tab_.browser().line().life() ||
                                          mailbox.world_.strikes(mailbox.world_.weather.cut_stream);
                         if (cut) return waiting.resume();
                         const auto newest = events->latest();
                         const bool moved = newest != nullptr && *newest != last;
                         if (moved) mailbox.tab_.happen(port::FeedHinted{1});
                         if (*mailbox.tab_.life())
                           listen(waiting, moved ? 0 : looks + 1, newest ? *newest : "");
                       });
  }
  void await_resume() {}
};

Mailbox::Call Mailbox::call(Request request) {
  return Call{*this, std::move(request)};
}

void Mailbox::order(const port::Seal& order) {
  if (order.deed == "name") {
    const port::Sealed done{order.id, "", {{"id", world_.dice.id()}}, {}};
    return tab_.later(world_.dice.between(0, 5), [this, done] { tab_.happen(done); });
  }
  waiting_.push_back(order);
  if (!busy_) next();
}

void Mailbox::next() {
  if (waiting_.empty()) return;
  busy_ = true;
  tab_.later(world_.dice.between(0, 20), [this] {
    const port::Seal order = std::move(waiting_.front());
    waiting_.pop_front();
    at_work_ = run(order);
    at_work_.start();
  });
}

Task<bool> Mailbox::run(port::Seal order) {
  port::Sealed done{order.id, "", {}, {}};
  try {
    done = co_await carry_out(order);
  } catch (const Refused& refused) {
    done.refused = refused.why;
  }
  tab_.later(0, [this, done] {
    busy_ = false;
    tab_.happen(done);
    if (*tab_.life() && !busy_) next();
  });
  co_return true;
}

Task<port::Sealed> Mailbox::carry_out(port::Seal order) {
  port::Sealed done{order.id, "", {}, {}};
  if (order.deed == "status") status(done);
  if (order.deed == "listen") listen();
  if (order.deed == "leave") {
    held_.joined = false;
    held_.left = true;
    token_.clear();
  }
  if (order.deed == "read") co_return co_await read(word(order, "since"), std::move(done));
  if (order.deed == "list") co_return co_await list(std::move(done));
  if (order.deed == "answer") co_return co_await answer(order, std::move(done));
  if (order.deed == "take_back")
    (void)co_await take_back(word(order, "thread"), word(order, "ids"));
  if (order.deed == "opened")
    (void)co_await own("PUT", "/threads/" + word(order, "thread") + "/opened/" + word(order, "id"),
                       {});
  co_return done;
}

void Mailbox::status(port::Sealed& done) {
  done.words["joined"] = held_.joined ? "yes" : "no";
  if (!held_.joined) return;
  done.words["main"] = held_.signing > 0 ? "yes" : "no";
  done.words["inbox"] = held_.inbox;
  done.words["device"] = Key::of(held_.device).name();
}

void Mailbox::listen() {
  if (listens_ || !held_.joined) return;
  listens_ = true;
  listening_ = keep_listening();
  tab_.later(0, [this] { listening_.start(); });
}

Answer Mailbox::judged(Answer answer) const {
  const int status = answer.status;
  if (status >= 200 && status < 300) return answer;
  if (status == 410 && names(answer, "\"id\"")) throw Refused{"taken_back"};
  if (status == 404 || status == 410) throw Refused{"gone"};
  if (status == 409) throw Refused{"held"};
  if (status == 422) throw Refused{"unfit"};
  throw Refused{status >= 500 || status == 429 ? "offline" : "refused"};
}

Task<bool> Mailbox::enter() {
  const std::string inbox = std::string(k_relay) + "/inboxes/" + held_.inbox;
  wire::Writer wish;
  wish.number("version", 1);
  const Answer begun = judged(co_await call(posted(inbox + "/challenges", json(wish))));
  const std::string challenge = said(begun, "challenge");
  const Key& device = Key::of(held_.device);
  wire::Writer proof;
  proof.number("version", 1).text("device", device.name()).text("challenge", challenge);
  proof.text("signature",
             device.sign(wire::signed_text("open", k_town, held_.inbox, device.name(), challenge)));
  Answer answer = co_await call(posted(inbox + "/sessions", json(proof)));
  if (answer.status == 401) throw Refused{names(answer, "\"challenge\"") ? "offline" : "gone"};
  token_ = said(judged(std::move(answer)), "token");
  co_return true;
}

Task<Answer> Mailbox::with_token(Request request) {
  if (!held_.joined) throw Refused{"refused"};
  if (!token_.empty()) {
    request.authorization = "Device " + token_;
    Answer answer = co_await call(request);
    if (answer.status != 401) co_return answer;
  }
  (void)co_await enter();
  request.authorization = "Device " + token_;
  co_return co_await call(request);
}

Task<Answer> Mailbox::own(std::string method, std::string path, Bytes body) {
  Request request{method, std::string(k_relay) + "/inboxes/" + held_.inbox + path, "",
                  body.empty() ? "" : "application/json", std::move(body)};
  co_return judged(co_await with_token(std::move(request)));
}

Task<bool> Mailbox::keep_listening() {
  for (int failures = 0; held_.joined;) {
    bool any = false;
    try {
      Answer answer = co_await with_token(asked_for("/inboxes/" + held_.inbox + "/events"));
      if (answer.events) {
        any = true;
        tab_.happen(port::FeedHinted{0});
        if (!*tab_.life()) co_return false;
        Ear ear{*this, answer.events, answer.life};
        co_await ear;
      }
    } catch (const Refused&) {
    }
    failures = any ? 0 : failures + 1;
    Pause pause{*this, std::min<std::int64_t>(1'000LL << std::min(failures, 6), 60'000)};
    co_await pause;
  }
  co_return true;
}

// Messages that do not open stay without content.
Bytes Mailbox::content_of(const wire::Reader& message, std::string& thumbprint) const {
  if (message.text("state", 20) != "held" || !message.has("jwe")) return {};
  const auto content = open_box(message.child("jwe"), Key::of(held_.sealing).point().x);
  if (!content) return {};
  const auto says = care::decode_citizen(*content);
  if (says.ok() && !says.value().inside.reply_key.x.empty())
    thumbprint = exchange::thumbprint(says.value().inside.reply_key);
  return *content;
}

Task<port::Sealed> Mailbox::read(std::string since, port::Sealed done) {
  const auto blank = since.find(' ');
  const std::string number = since.empty() ? "0" : since.substr(blank + 1);
  const Answer answer = co_await own("GET", "/messages?since=" + number, {});
  const auto document = wire::Document::decode(answer.body, wire::Encoding::cbor);
  Error fault{Code::invalid, "", ""};
  const wire::Reader page = document.value().root(&fault);
  const std::string epoch = page.text("epoch", 16);
  if (!since.empty() && epoch != since.substr(0, blank))
    co_return co_await read("", std::move(done));
  std::string lines;
  Bytes parts;
  page.each("messages", 10'000, [&](const wire::Reader& message) {
    std::string thumbprint = "-";
    const Bytes content = content_of(message, thumbprint);
    if (world_.weather.mutant == Mutant::mailbox_drops_a_request && world_.dice.falls(300)) return;
    const std::string line = message.text("thread", 22) + " " + message.text("id", 22) + " " +
                             std::to_string(message.number("expires", 0, 1LL << 52)) + " " +
                             message.text("state", 20) + " " + std::to_string(content.size()) +
                             " " + thumbprint;
    lines += line + "\n";
    parts.insert(parts.end(), content.begin(), content.end());
    if (world_.weather.mutant == Mutant::mailbox_doubles_a_request)
      double_letter(lines, parts, line, content);
  });
  done.words["since"] = epoch + " " + std::to_string(page.number("number", 0, 1LL << 52));
  done.words["more"] = page.flag("more") ? "yes" : "";
  lines += "\n";
  done.body.assign(lines.begin(), lines.end());
  done.body.insert(done.body.end(), parts.begin(), parts.end());
  co_return done;
}

Task<port::Sealed> Mailbox::answer(port::Seal order, port::Sealed done) {
  const std::string id = word(order, "id");
  // Signed first, then sealed: the name of the service's key stands for both.
  const std::string& vouching =
      Key::of(held_.signing > 0 ? held_.signing : -held_.signing).point().x;
  Bytes content(vouching.begin(), vouching.end());
  content.insert(content.end(), order.body.begin(), order.body.end());
  const wire::Point to{word(order, "x"), word(order, "y")};
  wire::Writer letter;
  letter.number("version", 1)
      .map("jwe", wire::write_sealed(seal_box(content, {{"", to}}, world_.dice)));
  const auto instead = ids_in(word(order, "instead"));
  if (!instead.empty()) letter.texts("instead", instead);
  const auto says = care::decode_service(order.body);
  Ledger::Answer& written = world_.ledger.written[id];
  written.payload = order.body;
  written.words = says.ok() && std::holds_alternative<care::Words>(says.value().said);
  try {
    (void)co_await own("PUT", "/threads/" + word(order, "thread") + "/answers/" + id, json(letter));
  } catch (const Refused& refused) {
    if (refused.why != "held") throw;
  }
  co_return done;
}

Task<bool> Mailbox::take_back(std::string thread, std::string ids) {
  for (const std::string& id : ids_in(ids)) {
    try {
      (void)co_await own("DELETE", "/threads/" + thread + "/answers/" + id, {});
    } catch (const Refused& refused) {
      if (refused.why != "gone") throw;
    }
  }
  co_return true;
}

Task<port::Sealed> Mailbox::list(port::Sealed done) {
  const Answer answer = co_await call(asked_for("/lists/care-services"));
  if (answer.status != 200) throw Refused{answer.status >= 500 ? "offline" : "no_list"};
  const std::string text(as_text(answer.body));
  done.body = wire::decode_base64url(text.substr(0, text.find('.'))).value();
  co_return done;
}

}  // namespace stadtkern::sim
