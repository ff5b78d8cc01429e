// Keys and a relay for native tests: seals are paper, which anybody can open, but every order goes
// the same way as with real ones.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "features/care/request/answer.hpp"
#include "support/device.hpp"
#include "wire/base64url.hpp"

namespace stadtkern::testing {

inline std::string paper_key(char letter) {
  return std::string(42, letter) + "A";
}
inline std::string paper_inbox(char letter) {
  return std::string(21, letter) + "A";
}

// What a browser's keys would do (MESSAGES.md, "Sealing").
inline port::Sealed paper_seal(const port::Seal& order) {
  port::Sealed done{order.id, "", {}, {}};
  const auto word = [&](const char* name) {
    const auto found = order.words.find(name);
    return found == order.words.end() ? std::string() : found->second;
  };
  if (order.deed == "unlock") {
    done.words = {{"thread", wire::encode_base64url(order.body)},
                  {"capability", paper_key('c')},
                  {"digest", paper_key('d')}};
    if (word("make").empty() && word("receipt").empty()) return done;
    done.words["receipt"] = "paper";
    done.words["x"] = done.words["y"] = paper_key('r');
    done.words["thumbprint"] = paper_key('t');
  } else if (order.deed == "seal") {
    const std::string text = "{\"to\":\"" + word("to") + "\",\"content\":\"" +
                             wire::encode_base64url(order.body) + "\"}";
    done.body.assign(text.begin(), text.end());
  } else if (order.deed == "prove") {
    done.words["proof"] = "7";
  } else if (order.deed == "verify") {
    const auto list = wire::Document::decode(order.body, wire::Encoding::cbor);
    Error fault{Code::invalid, "", ""};
    const bool right = list.ok() && list.value().root(&fault).text("by", 43) == word("x");
    if (!right) done.refused = "broken";
    done.body = order.body;
  } else if (order.deed == "open") {
    const auto jwe = wire::Document::decode(order.body, wire::Encoding::cbor);
    Error fault{Code::invalid, "", ""};
    const auto map = jwe.value().root(&fault);
    done.body = wire::decode_base64url(map.text("ciphertext", 40'000)).value();
    if (map.text("by", 43) != word("x")) done.refused = "broken";
  }
  return done;
}

// Threads and the list of services, in memory.
class PaperRelay {
 public:
  struct Answer {
    std::string id;
    std::string inbox;
    Bytes payload;
    bool withdrawn = false;
    bool forged = false;
  };
  struct Message {
    std::string id;
    std::string inbox;
    bool opened = false;
  };
  struct Thread {
    std::string body;
    bool withdrawn = false;
    std::int64_t number = 0;
    std::vector<Message> messages;
    std::vector<Answer> answers;
  };

  Bytes list;
  std::map<std::string, Thread> threads;
  std::vector<std::string> bodies;  // of every PUT that arrived
  bool answers_get_lost = false;    // orders arrive, their answers do not
  std::string unknown_inbox;
  // Somebody on the way, who answers whatever concerns threads; 0: nobody.
  int stranger_says = 0;
  bool list_is_late = false;

  void publish(std::int64_t number, std::int64_t expires, const std::string& letters,
               char signer = 'k') {
    std::vector<wire::Writer> services;
    for (const char letter : letters) {
      wire::Writer one;
      one.text("inbox", paper_inbox(letter)).text("name", std::string("Dienst ") + letter);
      one.text("phone", "+49 30 23125300").texts("forms", {"home"}).texts("places", {"kernstadt"});
      one.map("signing_key", wire::write_point({paper_key(letter), paper_key(letter)}));
      one.map("sealing_key", wire::write_point({paper_key(letter), paper_key(letter)}));
      services.push_back(std::move(one));
    }
    wire::Writer map;
    map.number("version", 1).text("town", "kernstadt").text("list", "care-services");
    map.text("by", paper_key(signer))
        .number("number", number)
        .number("issued", 1)
        .number("expires", expires);
    map.maps("services", std::move(services));
    list = map.encode(wire::Encoding::cbor);
  }

  // A service says something in the only thread there is.
  void answer(char letter, const std::string& id, const care::Answer& answer) {
    auto& [thread, held] = *threads.begin();
    const care::FromService from{thread, id, paper_inbox(letter), paper_key('t')};
    say(held, {id, paper_inbox(letter), care::encode_answer(from, answer)});
  }
  void say(Thread& thread, Answer answer) {
    ++thread.number;
    thread.answers.push_back(std::move(answer));
  }
  void open(char letter) {
    Thread& thread = threads.begin()->second;
    ++thread.number;
    for (Message& one : thread.messages) one.opened |= one.inbox == paper_inbox(letter);
  }

  // Nothing where the address is not the relay's, or where the answer gets lost.
  std::optional<std::pair<int, Bytes>> serve(const port::Fetch& fetch) {
    const std::string api = "/api/v1/kernstadt/relay/";
    if (fetch.url.rfind(api, 0) != 0) return std::nullopt;
    const std::string rest = fetch.url.substr(api.size());
    if (rest == "lists/care-services")
      return answer_of(list_is_late ? 503 : list.empty() ? 404 : 200, list);
    if (stranger_says != 0) {
      const std::string page = "<h1>Not found</h1>";
      return answer_of(stranger_says, {page.begin(), page.end()});
    }
    const std::string id = rest.substr(8, 22);
    const std::string more = rest.substr(30);
    if (fetch.method == "PUT") return put(id, more, std::string(as_text(fetch.body)));
    const auto found = threads.find(id);
    if (found == threads.end() || fetch.authorization != "Bearer " + paper_key('c'))
      return unknown();
    if (fetch.method == "DELETE") {
      found->second = {};
      found->second.withdrawn = true;
      return answer_of(204, {});
    }
    return answer_of(200, page(id, found->second));
  }

 private:
  static std::pair<int, Bytes> unknown() {
    const std::string problem = "{\"status\":404,\"field\":\"Authorization\"}";
    return answer_of(404, {problem.begin(), problem.end()});
  }
  static std::pair<int, Bytes> answer_of(int status, Bytes body) {
    return {status, std::move(body)};
  }

  std::optional<std::pair<int, Bytes>> put(const std::string& id, const std::string& more,
                                           const std::string& body) {
    bodies.push_back(body);
    Thread& thread = threads[id];
    if (thread.withdrawn) return answer_of(410, {});
    if (more.empty() && !thread.body.empty() && thread.body != body) return answer_of(409, {});
    if (more.empty() && thread.body == body) return answer_of(201, {});
    std::string to = body.substr(body.find("\"to\":\"") + 6);
    to = to.substr(0, to.find('"'));
    std::size_t at = 0;
    std::vector<Message> messages;
    for (std::size_t from = 0; from < to.size(); ++at) {
      const std::string inbox = to.substr(from, 22);
      if (inbox == unknown_inbox) {
        threads.erase(id);
        const std::string problem =
            "{\"status\":422,\"field\":\"jwe.recipients[" + std::to_string(at) + "].inbox\"}";
        return answer_of(422, {problem.begin(), problem.end()});
      }
      messages.push_back({more.empty() ? id : more.substr(10), inbox});
      from = std::min(to.find('\n', from), to.size() - 1) + 1;
    }
    if (more.empty()) thread.body = body;
    thread.messages.insert(thread.messages.end(), messages.begin(), messages.end());
    ++thread.number;
    if (answers_get_lost) return answer_of(503, {});
    return answer_of(201, {});
  }

  static Bytes page(const std::string&, const Thread& thread) {
    wire::Writer map;
    map.text("epoch", "0123456789abcdef").number("number", thread.number).flag("more", false);
    map.text("state", thread.withdrawn ? "withdrawn" : "held").number("expires", 4'000'000'000);
    if (thread.withdrawn) return map.encode(wire::Encoding::cbor);
    map.text("receipt", "paper");
    std::vector<wire::Writer> deliveries;
    for (const Message& one : thread.messages) {
      wire::Writer delivery;
      delivery.text("message", one.id).text("inbox", one.inbox).flag("opened", one.opened);
      deliveries.push_back(std::move(delivery));
    }
    std::vector<wire::Writer> answers;
    for (const Answer& one : thread.answers) {
      wire::Writer answer;
      answer.text("id", one.id).text("inbox", one.inbox);
      answer.text("state", one.withdrawn ? "withdrawn" : "held");
      wire::Writer jwe;
      jwe.text("ciphertext", wire::encode_base64url(one.payload));
      jwe.text("by", one.forged ? paper_key('z') : paper_key(one.inbox.front()));
      answer.map("jwe", std::move(jwe));
      answers.push_back(std::move(answer));
    }
    map.maps("deliveries", std::move(deliveries)).maps("answers", std::move(answers));
    return map.encode(wire::Encoding::cbor);
  }
};

}  // namespace stadtkern::testing
