#include <catch2/catch.hpp>

#include "http/address.hpp"

using namespace stadtkern::http;

namespace {

Address address(const char* text) {
  return parse_address(text).value();
}

std::vector<Network> networks(std::initializer_list<const char*> texts) {
  std::vector<Network> all;
  for (const char* text : texts) all.push_back(Network::parse(text).value());
  return all;
}

}  // namespace

TEST_CASE("network: contains its addresses and no others") {
  const auto net = Network::parse("10.1.0.0/16").value();
  CHECK(net.contains(address("10.1.255.255")));
  CHECK_FALSE(net.contains(address("10.2.0.0")));
  CHECK_FALSE(net.contains(address("::a01:0")));
  CHECK(Network::parse("fd00::/8").value().contains(address("fdff::1")));
  CHECK(Network::parse("0.0.0.0/0").value().contains(address("203.0.113.9")));
  CHECK_FALSE(Network::parse("0.0.0.0/0").value().contains(address("2001:db8::1")));
}

TEST_CASE("network: what is no CIDR is refused") {
  for (const char* wrong : {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "a/8",
                            "10.0.0.0/-1", "10.0.0.0/8x"}) {
    INFO(wrong);
    CHECK_FALSE(Network::parse(wrong).has_value());
  }
}

TEST_CASE("X-Forwarded-For counts only behind a trusted proxy, from the right") {
  const auto trusted = networks({"127.0.0.0/8", "10.0.0.0/8"});
  const Address proxy = address("127.0.0.1");
  CHECK(client_of(proxy, "1.2.3.4, 203.0.113.7, 10.0.0.2", trusted) == address("203.0.113.7"));
  CHECK(client_of(address("198.51.100.1"), "1.2.3.4", trusted) == address("198.51.100.1"));
  CHECK(client_of(proxy, "1.2.3.4, nonsense", trusted) == proxy);
  CHECK(client_of(proxy, "", trusted) == proxy);
  CHECK(client_of(proxy, "1.2.3.4", {}) == proxy);
}

TEST_CASE("household: one IPv4 address, one IPv6 /64") {
  CHECK(address("2001:db8::1").household() == address("2001:db8::ffff").household());
  CHECK_FALSE(address("2001:db8:0:1::1").household() == address("2001:db8::1").household());
  CHECK_FALSE(address("192.0.2.1").household() == address("192.0.2.2").household());
}
