#include "host.hpp"

#include <unistd.h>
#include <future>
#include <nlohmann/json.hpp>
#include <sstream>

#include "boxes.hpp"
#include "features/care/request/request.hpp"
#include "power.hpp"
#include "relay/rules.hpp"
#include "relay/sqlite/store.hpp"
#include "sqlite/database.hpp"
#include "wire/relay.hpp"

namespace stadtkern::sim {
namespace {

constexpr const char* k_epoch = "9f86d081884c7d65";
constexpr const char* k_base = "/api/v1/kernstadt/";

http::Method method_of(const std::string& name) {
  if (name == "GET") return http::Method::get;
  if (name == "PUT") return http::Method::put;
  if (name == "POST") return http::Method::post;
  return name == "DELETE" ? http::Method::remove : http::Method::other;
}

// The same order with one recipient less, where it has several.
Request without_one(const Request& request) {
  if (request.method != "PUT" || request.url.find("/threads/") > 40) return request;
  nlohmann::json order = nlohmann::json::parse(request.body);
  auto& recipients = order["jwe"]["recipients"];
  if (recipients.size() < 2) return request;
  recipients.erase(recipients.size() - 1);
  Request less = request;
  const std::string text = order.dump();
  less.body.assign(text.begin(), text.end());
  return less;
}

std::string scratch() {
  static int count = 0;
  const auto base = std::filesystem::exists("/dev/shm") ? std::filesystem::path("/dev/shm")
                                                        : std::filesystem::temp_directory_path();
  const auto folder =
      base / ("stadtkern-sim-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
  std::filesystem::create_directories(folder);
  return folder.string();
}

}  // namespace

// The store as the relay sees it: orders go through, unless the process dies on the way.
class HostStore final : public relay::Store {
 public:
  explicit HostStore(Host& host) : host_(host) {}

  void write(relay::Order order, relay::OrderAnswer answer) override {
    const auto fate = host_.fate_;
    if (fate == Host::Fate::is_full || host_.mute_) {
      relay::Outcome outcome;
      if (!host_.mute_) outcome.verdict = relay::Outcome::Verdict::failed;
      return answer(outcome);
    }
    if (fate == Host::Fate::dies_before && !host_.disk_) return;
    const auto carry_out = [this, order = std::move(order)](relay::Books& books) {
      relay::Outcome outcome = order(books);
      host_.committed_ = outcome.kept();
      return outcome;
    };
    const auto say = [fate, answer = std::move(answer)](const relay::Outcome& outcome) {
      if (fate == Host::Fate::lives) answer(outcome);
    };
    if (host_.disk_) return host_.disk_->write(carry_out, say);
    say(carry_out(host_.books_));
  }
  Result<void> read(const std::function<void(relay::Books&)>& look) override {
    if (host_.disk_) return host_.disk_->read(look);
    look(host_.books_);
    return {};
  }
  bool healthy() const override { return true; }

 private:
  Host& host_;
};

Host::Host(World& world) : world_(world), books_(k_epoch), kept_(k_epoch), salt_(feed.epoch) {
  if (world_.weather.on_disk) {
    power::install();
    power::lie_about_syncs(world_.weather.mutant == Mutant::server_disk_lies);
    folder_ = scratch();
    open_disk();
  }
  start();
}

Host::~Host() {
  relay_.reset();
  disk_.reset();
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
}

void Host::open_disk() {
  auto opened = relay::open_sqlite_store((folder_ / "relay.sqlite").string());
  world_.expect(opened.ok(), "the server's file is whole after a crash");
  disk_ = std::move(opened.value());
}

// Everything that lies in the file, as one text.
std::string Host::content_of_disk() const {
  std::string all;
  const auto append = [](void* text, int columns, char** values, char**) {
    for (int at = 0; at < columns; ++at) {
      if (values[at] != nullptr) static_cast<std::string*>(text)->append(values[at]);
      static_cast<std::string*>(text)->push_back('\n');
    }
    return 0;
  };
  sqlite::Database file((folder_ / "relay.sqlite").string(), sqlite::Database::Access::read);
  std::string names;
  sqlite3_exec(file.handle(), "SELECT name FROM sqlite_master WHERE type='table' ORDER BY name",
               append, &names, nullptr);
  std::istringstream tables(names);
  for (std::string table; std::getline(tables, table);)
    sqlite3_exec(file.handle(), ("SELECT * FROM " + table).c_str(), append, &all, nullptr);
  return all;
}

void Host::start() {
  if (relay_) return;
  ++life_;
  world_.note("server starts");
  relay::RelayRules rules;
  rules.town = k_town;
  rules.operator_token = std::string(43, 'A');
  rules.per_hour = 0;
  rules.work_bits = k_work_bits;
  rules.sweep_every = std::chrono::milliseconds(0);
  rules.salt = [this] { return salt_; };
  rules.now_s = [this] { return world_.time.now_s(); };
  rules.moment = [this] {
    return relay::Door::Moment(std::chrono::milliseconds(world_.time.now_ms()));
  };
  relay_ = std::make_unique<relay::Relay>(std::move(rules), std::make_unique<HostStore>(*this));
}

void Host::kill() {
  if (!relay_) return;
  world_.note("server dies");
  relay_.reset();
  if (world_.weather.mutant == Mutant::relay_says_held_before_it_keeps) books_ = kept_;
  if (!disk_) return;
  disk_.reset();
  power::come_back(world_.dice.falls(500) ? world_.dice.below(40) : 0);
  open_disk();
}

std::optional<Answer> Host::take(const Request& request) {
  const Weather& weather = world_.weather;
  if (!relay_) return std::nullopt;
  if (request.url.starts_with(std::string(k_base) + "feed/")) {
    auto [status, body] = feed.get(request.url);
    return Answer{status, std::move(body)};
  }
  fate_ = Fate::lives;
  const bool dies = world_.strikes(weather.server_crash);
  const bool dies_later = dies && world_.dice.falls(300);  // after the answer
  if (dies && !dies_later)
    fate_ = world_.dice.falls(600) ? Fate::dies_before : Fate::dies_after;
  else if (world_.strikes(weather.server_full))
    fate_ = Fate::is_full;
  const bool taken_back = request.method == "DELETE" && request.url.find("/threads/") < 40;
  const bool answers =
      request.method == "PUT" && request.url.find("/answers/") != std::string::npos;
  mute_ = (weather.mutant == Mutant::relay_keeps_what_was_withdrawn && taken_back) ||
          (weather.mutant == Mutant::relay_loses_an_answer && answers && world_.dice.falls(300));
  if (world_.dice.falls(100)) kept_ = books_;
  committed_ = false;
  const bool dies_now = dies && !dies_later;
  const std::string before = dies_now && disk_ ? content_of_disk() : "";
  if (dies_now && disk_ && fate_ == Fate::dies_before) power::fail_after(world_.dice.below(30));
  std::optional<Answer> answer =
      serve(weather.mutant == Mutant::relay_drops_a_recipient ? without_one(request) : request);
  world_.note(request.method + " " + request.url + " " +
              (dies_now ? "and the server dies" : std::to_string(answer->status)));
  if (!dies_now) enter_into_ledger(request, answer->status);
  if (dies) {
    kill();
    const bool kept = committed_ && (!disk_ || content_of_disk() != before);
    if (dies_now && kept) enter_into_ledger(request, 201);  // nobody heard it
    world_.time.after(world_.dice.between(100, 60'000), [this] {
      if (world_.strikes(world_.weather.salt_change)) salt_ = "00000000" + salt_.substr(0, 8);
      start();
    });
  }
  if (dies_now) return std::nullopt;
  return answer;
}

Answer Host::serve(const Request& request) {
  http::Request head;
  head.method = method_of(request.method);
  const auto question = request.url.find('?');
  head.path = request.url.substr(0, question);
  if (question != std::string::npos)
    head.query = std::string_view(request.url).substr(question + 1);
  head.authorization = request.authorization;
  head.content_type = request.content_type;
  head.accept = "application/cbor";
  auto admission = relay_->admit(head);
  std::promise<http::Response> promise;
  auto future = promise.get_future();
  if (admission.refusal) {
    promise.set_value(std::move(*admission.refusal));
  } else if (request.body.size() > admission.body_bytes_max) {
    promise.set_value(http::problem(413, "", ""));
  } else {
    head.body = as_text(request.body);
    relay_->serve(head, http::Reply([&](http::Response response) {
                    promise.set_value(std::move(response));
                  }));
  }
  const http::Response response = future.get();
  Answer answer{static_cast<int>(response.status), {}, response.events, life_};
  if (response.body) answer.body.assign(response.body->begin(), response.body->end());
  return answer;
}

void Host::sweep() {
  if (!relay_ || world_.weather.mutant == Mutant::relay_keeps_what_expired) return;
  const auto now_s = world_.time.now_s();
  while (order([now_s](relay::Books& books) { return relay::expire(books, now_s); }).more) {
  }
}

relay::Outcome Host::order(const relay::Order& order) {
  if (!disk_) return order(books_);
  std::promise<relay::Outcome> promise;
  auto outcome = promise.get_future();
  disk_->write(order, [&](const relay::Outcome& done) { promise.set_value(done); });
  return outcome.get();
}

void Host::look(const std::function<void(relay::Books&)>& look) {
  if (!disk_) return look(books_);
  (void)disk_->read(look);
}

// What was acknowledged just now; the very words stand in the request.
void Host::enter_into_ledger(const Request& request, int status) {
  Ledger& ledger = world_.ledger;
  const std::string threads = std::string(k_base) + "relay/threads/";
  const std::string inboxes = std::string(k_base) + "relay/inboxes/";
  if (status != 201 && status != 204) return;
  if (request.url.starts_with(threads)) {
    const std::string id = request.url.substr(threads.size(), 22);
    const bool writes_on = request.url.find("/messages/") != std::string::npos;
    if (request.method == "DELETE") {
      ledger.threads[id].withdrawn = true;
      return;
    }
    if (request.method != "PUT") return;
    const auto sealed =
        writes_on ? wire::decode_letter(request.body, wire::Encoding::json).value()
                  : wire::decode_opening(request.body, wire::Encoding::json).value().sealed;
    Ledger::Thread& thread = ledger.threads[id];
    const std::string message = writes_on ? request.url.substr(request.url.size() - 22) : id;
    for (const auto& one : sealed.recipients) thread.messages[message].inboxes.insert(one.inbox);
    if (writes_on) return;
    const Bytes flat =
        wire::write_flattened(sealed, sealed.recipients[0]).encode(wire::Encoding::cbor);
    const auto document = wire::Document::decode(flat, wire::Encoding::cbor);
    Error fault{Code::invalid, "", ""};
    const auto inside =
        open_box(document.value().root(&fault), sealed.recipients[0].ephemeral.x).value();
    const auto says = care::decode_citizen(inside);
    thread.marker = std::get<care::Request>(says.value().said).note;
    thread.expires_s = says.value().inside.expires;
    world_.expect(ledger.consented.contains(thread.marker), "nothing leaves without consent");
    const auto known = ledger.markers.emplace(thread.marker, id).first;
    world_.expect(known->second == id, "what was sent once is held once");
    return;
  }
  if (!request.url.starts_with(inboxes) || request.url.find("/threads/") == std::string::npos)
    return;
  const std::string inbox = request.url.substr(inboxes.size(), 22);
  const std::string thread = request.url.substr(inboxes.size() + 31, 22);
  const std::string last = request.url.substr(request.url.size() - 22);
  if (request.url.find("/opened/") != std::string::npos) {
    ledger.threads[thread].messages[last].opened.insert(inbox);
    return;
  }
  auto& answers = ledger.threads[thread].answers;
  const auto take_back = [&](const std::string& id) {
    answers[id].gone = true;
    answers[id].inbox = inbox;
  };
  if (request.method == "DELETE") return take_back(last);
  const auto said = wire::decode_answering(request.body, wire::Encoding::json).value();
  for (const std::string& id : said.instead) take_back(id);
  Ledger::Answer& answer = answers[last];
  if (answer.held) return;
  const bool gone = answer.gone;
  answer = ledger.written[last];
  answer.inbox = inbox;
  answer.held = true;
  answer.gone = gone;
  answer.order = ++ledger.orders;
}

}  // namespace stadtkern::sim
