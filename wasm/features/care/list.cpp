#include "features/care/list.hpp"

namespace stadtkern::care {
namespace {

bool is_of_town(BytesView payload, std::string_view town) {
  const auto document = wire::Document::decode(payload, wire::Encoding::cbor);
  if (!document.ok()) return false;
  Error fault{Code::invalid, "", ""};
  const wire::Reader map = document.value().root(&fault);
  return map.text("town", 40) == town && map.text("list", 40) == "care-services";
}

}  // namespace

std::optional<wire::Point> point_of(std::string_view key) {
  const auto dot = key.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  wire::Point point{std::string(key.substr(0, dot)), std::string(key.substr(dot + 1))};
  if (!wire::is_digest(point.x) || !wire::is_digest(point.y)) return std::nullopt;
  return point;
}

bool take_list(List& list, std::string_view key, std::string_view town, Bytes payload) {
  auto services = decode_services(payload);
  list.fault = ListFault::none;
  if (!list.pinned.empty() && key != list.pinned) {
    list.fault = ListFault::foreign;
  } else if (!is_of_town(payload, town)) {
    list.fault = ListFault::forged;
  } else if (!services.ok()) {
    list.fault = ListFault::broken;
  } else if (list.held && services.value().number < list.held->number) {
    list.fault = ListFault::older;
  } else {
    const bool newer = !list.held || services.value().number > list.held->number;
    list.pinned = key;
    list.held = std::move(services.value());
    list.payload = std::move(payload);
    return newer;
  }
  return false;
}

const Services* usable(const List& list, std::int64_t now_s) {
  return list.held && list.held->expires > now_s ? &*list.held : nullptr;
}

}  // namespace stadtkern::care
