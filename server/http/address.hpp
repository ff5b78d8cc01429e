// Addresses of clients: only compared and counted in memory. There is no way to print one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stadtkern::http {

// An IPv6 address, or an IPv4 address mapped into it (RFC 4291, section 2.5.5.2).
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const Address&) const = default;

  bool is_v4() const;
  bool is_loopback() const;
  // What one household or office owns: an IPv4 address, or an IPv6 /64.
  Address household() const;
};

struct AddressHash {
  std::size_t operator()(const Address& address) const;
};

std::optional<Address> parse_address(std::string_view text);

// Gives each household a number that depends on a secret of this process: it can be counted by, and
// leads back to no address once the process is gone.
class Households {
 public:
  Households();
  std::uint64_t number_of(const Address& client) const;

 private:
  std::array<std::uint8_t, 32> secret_{};
};

// A network in CIDR notation (RFC 4632): "10.0.0.0/8", "fd00::/8"; without a slash one address.
class Network {
 public:
  static std::optional<Network> parse(std::string_view text);
  bool contains(const Address& address) const;

 private:
  Address base_;
  int bits_ = 128;  // of the 128 bits of the mapped form
};

bool in_any(const std::vector<Network>& networks, const Address& address);

// Who asks, given X-Forwarded-For: the rightmost address that is not a trusted proxy. Without trust
// in `peer`, or where the field cannot be read, it is `peer` itself.
Address client_of(const Address& peer, std::string_view forwarded_for,
                  const std::vector<Network>& trusted);

}  // namespace stadtkern::http
