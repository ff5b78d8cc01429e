#include "features/care/request/services.hpp"

#include "wire/names.hpp"

namespace stadtkern::care {
namespace {

constexpr std::int64_t k_seconds_max = 8'640'000'000'000;
constexpr std::size_t k_places_max = 200;

std::string optional_text(const wire::Reader& map, const char* field, std::size_t bytes_max) {
  if (!map.has(field)) return {};
  std::string text = map.text(field, bytes_max);
  map.expect(wire::is_value(text), field, "a text without control characters");
  return text;
}

Service read_service(const wire::Reader& map) {
  Service service;
  service.inbox = map.text("inbox", 22);
  map.expect(wire::is_relay_id(service.inbox), "inbox", "an id of RELAY.md");
  service.name = map.text("name", 200);
  map.expect(!service.name.empty() && wire::is_value(service.name), "name", "a name");
  service.signing_key = wire::read_point(map.child("signing_key"));
  service.sealing_key = wire::read_point(map.child("sealing_key"));
  AllChosen chosen{};
  read_chosen(map, Field::form, chosen);
  service.profile.forms = chosen[static_cast<std::size_t>(Field::form)];
  if (map.has("places")) service.profile.places = map.texts("places", k_places_max, 80);
  service.phone = optional_text(map, "phone", 80);
  service.mail = optional_text(map, "mail", 200);
  service.website = optional_text(map, "website", 500);
  service.invented = map.has("invented") && map.flag("invented");
  return service;
}

}  // namespace

const Service* Services::find(std::string_view inbox) const {
  for (const Service& service : all) {
    if (service.inbox == inbox) return &service;
  }
  return nullptr;
}

Result<Services> decode_services(BytesView cbor) {
  const auto document = wire::Document::decode(cbor, wire::Encoding::cbor);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const wire::Reader map = document.value().root(&fault);
  map.number("version", 1, 1);
  Services services;
  services.number = map.number("number", 1, wire::k_sequence_max);
  services.issued = map.number("issued", 0, k_seconds_max);
  services.expires = map.number("expires", services.issued, k_seconds_max);
  map.each("services", 500, [&](const wire::Reader& one) {
    Service service = read_service(one);
    one.expect(services.find(service.inbox) == nullptr, "inbox", "each inbox once");
    services.all.push_back(std::move(service));
  });
  if (map.faulty()) return fault;
  return services;
}

}  // namespace stadtkern::care
