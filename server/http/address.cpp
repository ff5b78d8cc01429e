#include "http/address.hpp"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string>

#include "http/text.hpp"

namespace stadtkern::http {
namespace {

constexpr std::array<std::uint8_t, 12> k_v4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

}  // namespace

bool Address::is_v4() const {
  return std::equal(k_v4_prefix.begin(), k_v4_prefix.end(), bytes.begin());
}

bool Address::is_loopback() const {
  if (is_v4()) return bytes[12] == 127;
  const auto zeros = std::count(bytes.begin(), bytes.begin() + 15, 0);
  return zeros == 15 && bytes[15] == 1;
}

Address Address::household() const {
  Address group = *this;
  if (!is_v4()) std::fill(group.bytes.begin() + 8, group.bytes.end(), std::uint8_t{0});
  return group;
}

std::size_t AddressHash::operator()(const Address& address) const {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  std::memcpy(&high, address.bytes.data(), 8);
  std::memcpy(&low, address.bytes.data() + 8, 8);
  return static_cast<std::size_t>((high * 0x9E3779B97F4A7C15ULL) ^ (low * 0xC2B2AE3D27D4EB4FULL));
}

Households::Households() {
  if (RAND_bytes(secret_.data(), static_cast<int>(secret_.size())) != 1) std::abort();
}

std::uint64_t Households::number_of(const Address& client) const {
  const Address household = client.household();
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()), household.bytes.data(),
       household.bytes.size(), digest.data(), &size);
  std::uint64_t number = 0;
  std::memcpy(&number, digest.data(), sizeof number);
  return number;
}

std::optional<Address> parse_address(std::string_view text) {
  const std::string zero_ended(text.substr(0, INET6_ADDRSTRLEN));
  Address address;
  if (inet_pton(AF_INET6, zero_ended.c_str(), address.bytes.data()) == 1) return address;
  std::copy(k_v4_prefix.begin(), k_v4_prefix.end(), address.bytes.begin());
  if (inet_pton(AF_INET, zero_ended.c_str(), address.bytes.data() + 12) == 1) return address;
  return std::nullopt;
}

std::optional<Network> Network::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto base = parse_address(text.substr(0, slash));
  if (!base) return std::nullopt;
  Network network;
  network.base_ = *base;
  if (slash == std::string_view::npos) return network;
  const std::string_view digits = text.substr(slash + 1);
  const int most = base->is_v4() ? 32 : 128;
  int bits = -1;
  const auto end = digits.data() + digits.size();
  const auto [stopped, fault] = std::from_chars(digits.data(), end, bits);
  if (fault != std::errc() || stopped != end || bits < 0 || bits > most) return std::nullopt;
  network.bits_ = bits + (128 - most);
  return network;
}

bool Network::contains(const Address& address) const {
  for (int bit = 0; bit < bits_; ++bit) {
    const auto at = static_cast<std::size_t>(bit / 8);
    const int mask = 0x80 >> (bit % 8);
    if ((base_.bytes[at] & mask) != (address.bytes[at] & mask)) return false;
  }
  return true;
}

bool in_any(const std::vector<Network>& networks, const Address& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

Address client_of(const Address& peer, std::string_view forwarded_for,
                  const std::vector<Network>& trusted) {
  Address client = peer;
  while (!forwarded_for.empty() && in_any(trusted, client)) {
    const auto comma = forwarded_for.rfind(',');
    const bool last = comma == std::string_view::npos;
    const auto named =
        parse_address(trimmed(last ? forwarded_for : forwarded_for.substr(comma + 1)));
    if (!named) return client;
    client = *named;
    forwarded_for = last ? std::string_view() : forwarded_for.substr(0, comma);
  }
  return client;
}

}  // namespace stadtkern::http
