#include "phone.hpp"

#include "boxes.hpp"
#include "exchange/signature.hpp"
#include "http/digest.hpp"
#include "relay/proof.hpp"

namespace stadtkern::sim {
namespace {

std::string word(const port::Seal& order, const char* name) {
  const auto found = order.words.find(name);
  return found == order.words.end() ? std::string() : found->second;
}

// One part of what follows from the receipt's secret, as text of `letters` letters.
std::string derived(const std::string& what, BytesView secret, std::size_t bytes) {
  const auto all =
      wire::decode_base64url(http::sha256_base64url(what + std::string(as_text(secret)))).value();
  return wire::encode_base64url(BytesView(all).first(bytes));
}

wire::Point point_of(const std::string& x) {
  return {x, x};
}

}  // namespace

std::string signed_list(BytesView payload, const std::string& x) {
  return wire::encode_base64url(payload) + "." + x;
}

Program Phone::make() {
  auto state = std::make_shared<core::State>();
  return {[state](const port::Event& event) { return core::update(*state, event); }, state};
}

void Phone::died() {
  if (world().strikes(world().weather.relaxed_disk)) keys.lose(1, world().time.now_ms());
}

void Phone::keep_key(const std::string& name, const std::string& x) {
  keys.commit({{name, Bytes(x.begin(), x.end())}}, {}, world().time.now_ms());
}

void Phone::seal(Tab& tab, const port::Seal& order) {
  tab.later(world().dice.between(1, order.deed == "prove" ? 2000 : 40), [this, &tab, order] {
    port::Sealed answer{order.id, "unavailable", {}, {}};
    if (!world().strikes(world().weather.library_missing)) answer = done(order);
    tab.later(world().dice.between(0, 5), [&tab, answer] { tab.happen(answer); });
  });
}

void Phone::unlock(const port::Seal& order, port::Sealed& done) {
  const std::string thread = derived("id", order.body, 16);
  const std::string capability = derived("capability", order.body, 32);
  const auto secret = wire::decode_base64url(capability).value();
  done.words = {{"thread", thread},
                {"capability", capability},
                {"digest", http::sha256_base64url(as_text(secret))}};
  const std::string receipt = word(order, "receipt");
  if (word(order, "make").empty() && receipt.empty()) return;
  const std::string lock = derived("receipt", order.body, 32);
  const std::string x =
      receipt.empty() ? wire::encode_base64url(world().dice.bytes(32)) : receipt.substr(43);
  if (!receipt.empty() && receipt.substr(0, 43) != lock) {
    done.refused = "broken";
    return;
  }
  done.words["receipt"] = lock + x;
  done.words["x"] = done.words["y"] = x;
  done.words["thumbprint"] = exchange::thumbprint(point_of(x));
  keep_key(thread + " " + done.words["thumbprint"], x);
}

port::Sealed Phone::done(const port::Seal& order) {
  port::Sealed done{order.id, "", {}, {}};
  if (order.deed == "unlock") {
    unlock(order, done);
  } else if (order.deed == "seal") {
    std::vector<To> to;
    const std::string lines = word(order, "to") + "\n";
    for (std::size_t at = 0; at < lines.size(); at += 22 + 1 + 43 + 1 + 43 + 1)
      to.emplace_back(lines.substr(at, 22),
                      wire::Point{lines.substr(at + 23, 43), lines.substr(at + 67, 43)});
    done.body =
        wire::write_sealed(seal_box(order.body, to, world().dice)).encode(wire::Encoding::json);
  } else if (order.deed == "prove") {
    // Real work, but no more of it than the relay wants here.
    const int bits = std::min(std::stoi(word(order, "bits")), k_work_bits);
    const std::string salt = word(order, "salt");
    const std::string thread = word(order, "thread");
    const std::int64_t expires = std::stoll(word(order, "expires"));
    std::int64_t proof = 0;
    while (!relay::is_worked(salt, thread, expires, proof, bits)) ++proof;
    done.words["proof"] = std::to_string(proof);
  } else if (order.deed == "verify") {
    const std::string text(as_text(order.body));
    const auto dot = text.find('.');
    if (dot == std::string::npos || text.substr(dot + 1) != word(order, "x"))
      done.refused = "broken";
    else
      done.body = wire::decode_base64url(text.substr(0, dot)).value();
  } else if (order.deed == "open") {
    const auto key = keys.values().find(word(order, "thread") + " " + word(order, "key"));
    if (key == keys.values().end()) return done.refused = "no_key", done;
    const auto jwe = wire::Document::decode(order.body, wire::Encoding::cbor);
    Error fault{Code::invalid, "", ""};
    const auto content = open_box(jwe.value().root(&fault), std::string(as_text(key->second)));
    // What the device signed, behind the name of the key that vouches for it.
    if (!content || as_text(*content).substr(0, 43) != word(order, "x"))
      done.refused = "broken";
    else
      done.body.assign(content->begin() + 43, content->end());
  } else if (order.deed == "forget") {
    const std::string thread = word(order, "thread");
    std::vector<std::string> names;
    for (const auto& [name, key] : keys.values()) {
      if (name.starts_with(thread + " ")) names.push_back(name);
    }
    keys.commit({}, names, world().time.now_ms());
  }
  return done;
}

}  // namespace stadtkern::sim
