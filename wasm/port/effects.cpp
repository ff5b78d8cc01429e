#include "port/effects.hpp"

#include "wire/frame.hpp"

namespace stadtkern::port {
namespace {

using wire::Writer;

struct Encoder {
  Writer map;
  Bytes body;

  void operator()(const Render& render) {
    map.text("effect", "render")
        .text("reason", render.reason)
        .text("title", render.title)
        .text("lang", render.lang);
    map.text("url", render.url).number("status", render.status).flag("settled", render.settled);
  }
  void operator()(const Go& go) { map.text("effect", "go").text("url", go.url); }
  void operator()(const Fetch& fetch) {
    map.text("effect", "fetch")
        .number("id", fetch.id)
        .text("method", fetch.method)
        .text("url", fetch.url);
    map.text("accept", fetch.accept).text("integrity", fetch.integrity);
    map.number("max_bytes", fetch.max_bytes).number("timeout_ms", fetch.timeout_ms);
    map.text("authorization", fetch.authorization).text("content_type", fetch.content_type);
    body = fetch.body;
  }
  void operator()(const Store& store) {
    std::vector<Writer> puts;
    for (const Put& put : store.puts) {
      Writer entry;
      entry.text("key", put.key).number("bytes", static_cast<std::int64_t>(put.value.size()));
      if (put.fresh) entry.flag("fresh", true);
      puts.push_back(std::move(entry));
      body.insert(body.end(), put.value.begin(), put.value.end());
    }
    map.text("effect", "store")
        .number("id", store.id)
        .maps("puts", std::move(puts))
        .texts("deletes", store.deletes);
  }
  void operator()(const Load& load) {
    map.text("effect", "load").number("id", load.id).text("key", load.key);
  }
  void operator()(const Keys& keys) {
    map.text("effect", "keys").number("id", keys.id).text("prefix", keys.prefix);
  }
  void operator()(const Wake& wake) { map.text("effect", "wake").number("at_ms", wake.at.ms); }
  void operator()(const Listen& listen) { map.text("effect", "listen").text("url", listen.url); }
  void operator()(const Watch& watch) {
    map.text("effect", "watch").text("url", watch.url).text("authorization", watch.authorization);
  }
  void operator()(const Tell& tell) { map.text("effect", "tell").text("text", tell.text); }
  void operator()(const OfferFile& offer) {
    map.text("effect", "offer_file")
        .text("file", offer.file)
        .text("content_type", offer.content_type);
    body = offer.body;
  }
  void operator()(const Share& share) {
    map.text("effect", "share").number("id", share.id).text("title", share.title);
    map.text("text", share.text).flag("copy", share.way == Share::Way::copy);
  }
  void operator()(const Print&) { map.text("effect", "print"); }
  void operator()(const Focus& focus) { map.text("effect", "focus").text("id", focus.element_id); }
  void operator()(const Wipe& wipe) { map.text("effect", "wipe").number("id", wipe.id); }
  void operator()(const Locate& locate) { map.text("effect", "locate").number("id", locate.id); }
  void operator()(const ApplyUpdate&) { map.text("effect", "apply_update"); }
  void operator()(const Randomize& order) {
    map.text("effect", "randomize").number("id", order.id).number("bytes", order.bytes);
  }
  void operator()(const Seal& seal) {
    Writer words;
    for (const auto& [name, value] : seal.words) words.text(name.c_str(), value);
    map.text("effect", "seal").number("id", seal.id).text("deed", seal.deed);
    map.map("words", std::move(words));
    body = seal.body;
  }
};

}  // namespace

void Effects::append(Effect effect) {
  all_.push_back(std::move(effect));
}

Bytes encode_effect(const Effect& effect) {
  Encoder encoder;
  std::visit(encoder, effect);
  return wire::encode_frame(encoder.map, encoder.body);
}

}  // namespace stadtkern::port
