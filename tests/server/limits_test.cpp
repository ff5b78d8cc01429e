#include <catch2/catch.hpp>

#include "http/gate.hpp"
#include "http/rate.hpp"

using namespace stadtkern::http;

TEST_CASE("rate: a burst passes, then only what refills") {
  Rate rate(10, 3);
  const Address client = parse_address("192.0.2.1").value();
  Rate::Moment now{};
  for (int request = 0; request < 3; ++request) CHECK(rate.take(client, now));
  CHECK_FALSE(rate.take(client, now));
  CHECK(rate.take(parse_address("192.0.2.2").value(), now));
  now += std::chrono::milliseconds(100);
  CHECK(rate.take(client, now));
  CHECK_FALSE(rate.take(client, now));
  rate.forget(now);
  CHECK_FALSE(rate.take(client, now));  // only full buckets are forgotten
}

TEST_CASE("rate: a crowd of addresses does not grow the memory without end") {
  Rate rate(1, 2);
  const Rate::Moment now{};
  Address client;
  std::size_t refused = 0;
  for (unsigned number = 0; number < 3 * Rate::k_households_max; ++number) {
    client.bytes[0] = static_cast<std::uint8_t>(number);
    client.bytes[1] = static_cast<std::uint8_t>(number >> 8);
    client.bytes[2] = static_cast<std::uint8_t>(number >> 16);
    refused += rate.take(client, now) ? 0 : 1;
  }
  CHECK(refused > Rate::k_households_max);
}

TEST_CASE("gate: bounds the connections of one address and of all") {
  Gate gate(3, 2);
  const Address one = parse_address("192.0.2.1").value();
  const Address two = parse_address("192.0.2.2").value();
  CHECK(gate.enter(one, false));
  CHECK(gate.enter(one, false));
  CHECK_FALSE(gate.enter(one, false));
  CHECK(gate.enter(two, false));
  CHECK_FALSE(gate.enter(two, true));
  gate.leave(one, false);
  CHECK(gate.enter(one, false));
  CHECK(gate.open() == 3);
}
