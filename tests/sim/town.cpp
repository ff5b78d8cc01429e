#include "town.hpp"

#include "http/digest.hpp"
#include "wire/relay.hpp"

namespace stadtkern::sim {
namespace {

constexpr const char* k_inboxes = "/api/v1/kernstadt/relay/inboxes";
constexpr int k_town_key = 1;
constexpr std::int64_t k_far_s = k_start_ms / 1000 + 90 * 24 * 3600;

}  // namespace

Town::Town(World& world, Host& host, Line& line, int count)
    : world_(world), host_(host), line_(line) {
  auto& feed = host_.feed;
  const wire::Point& key = Key::of(k_town_key).point();
  feed.put("kinds", "bakery", {{"name", "Bäckerei"}});
  feed.pack();
  feed.put("town", "town",
           {{"name", "Kernstadt"}, {"features", "care"}, {"care_key", key.x + "." + key.y}});
  feed.put("places", "kernstadt", {{"name", "Kernstadt"}, {"postal_code", "23940"}});
  for (int number = 0; number < count; ++number) {
    Service service;
    service.inbox = world_.dice.id();
    service.name = std::string("service ") + static_cast<char>('A' + number);
    service.keys = 100 * (number + 1);
    services.push_back(std::move(service));
    join(services.back(), world_.strikes(world_.weather.two_devices));
  }
  publish_list();
}

void Town::ask(const Request& request, int expected) {
  for (int tries = 0; tries < 200; ++tries) {
    host_.start();
    const auto answer = host_.take(request);
    if (answer && answer->status == expected) return;
  }
  world_.broken("the town can be set up");
}

void Town::join(Service& service, bool two_devices) {
  const std::string secret = world_.dice.id();
  host_.order([&](relay::Books& books) {
    books.keep(relay::Invitation{http::sha256_base64url(secret), service.inbox,
                                 world_.time.now_s() + 3600, ""});
    return relay::Outcome{};
  });
  const Key& signing = Key::of(service.keys + 1);
  const Key& sealing = Key::of(service.keys + 2);
  const Key& device = Key::of(service.keys + 3);
  const std::string text =
      wire::signed_text("join", k_town, service.inbox, sealing.name(), device.name());
  const wire::Joining joining{service.inbox,   secret,         signing.point(),
                              sealing.point(), device.point(), signing.sign(text)};
  ask({"POST", k_inboxes, "", "application/json",
       wire::encode_joining(joining, wire::Encoding::json)},
      201);
  service.offices.push_back(std::make_unique<Office>(
      world_, line_, service.name + " desk",
      Held{service.inbox, service.keys + 1, service.keys + 2, service.keys + 3, true}));
  if (!two_devices) return;
  service.offices.back()->alone = false;
  const Key& other = Key::of(service.keys + 4);
  wire::Writer added;
  added.number("version", 1).map("key", wire::write_point(other.point()));
  added.text("signature",
             signing.sign(wire::signed_text("device", k_town, service.inbox, other.name())));
  ask({"PUT", std::string(k_inboxes) + "/" + service.inbox + "/devices/" + other.name(), "",
       "application/json", added.encode(wire::Encoding::json)},
      201);
  service.offices.push_back(std::make_unique<Office>(
      world_, line_, service.name + " phone",
      Held{service.inbox, -(service.keys + 1), service.keys + 2, service.keys + 4, true}));
  service.offices.back()->alone = false;
}

void Town::revoke(Service& service, Office& office) {
  const Key& signing = Key::of(service.keys + 1);
  const std::string device = Key::of(office.held.device).name();
  wire::Writer lost;
  lost.number("version", 1).text("device", device);
  lost.text("signature", signing.sign(wire::signed_text("revoke", k_town, service.inbox, device)));
  ask({"POST", std::string(k_inboxes) + "/" + service.inbox + "/revocations", "",
       "application/json", lost.encode(wire::Encoding::json)},
      201);
  world_.note(office.name() + " is revoked");
  office.revoked = true;
}

void Town::begin_anew(Service& service) {
  for (auto& office : service.offices) office->revoked = true;
  world_.note(service.name + " begins anew");
  service.inbox = world_.dice.id();
  service.keys += 10;
  join(service, false);
  publish_list();
}

void Town::publish_list() {
  std::vector<wire::Writer> entries;
  for (const Service& service : services) {
    if (!service.listed) continue;
    wire::Writer one;
    one.text("inbox", service.inbox).text("name", service.name).text("phone", "+49 30 23125300");
    one.texts("forms", {"home"}).texts("places", {"kernstadt"});
    one.map("signing_key", wire::write_point(Key::of(service.keys + 1).point()));
    one.map("sealing_key", wire::write_point(Key::of(service.keys + 2).point()));
    entries.push_back(std::move(one));
  }
  wire::Writer map;
  map.number("version", 1).text("town", k_town).text("list", "care-services");
  map.number("number", ++list_number_).number("issued", 1).number("expires", k_far_s);
  map.maps("services", std::move(entries));
  const std::string text =
      signed_list(map.encode(wire::Encoding::cbor), Key::of(k_town_key).point().x);
  ask({"PUT", "/api/v1/kernstadt/relay/lists/care-services", "Bearer " + std::string(43, 'A'),
       "application/jose", Bytes(text.begin(), text.end())},
      204);
}

}  // namespace stadtkern::sim
