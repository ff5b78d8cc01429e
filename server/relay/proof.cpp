#include "relay/proof.hpp"

#include <openssl/sha.h>
#include <bit>

#include "wire/relay.hpp"

namespace stadtkern::relay {

bool is_worked(std::string_view salt, std::string_view id, std::int64_t expires_s,
               std::int64_t proof, int bits) {
  const std::string text = wire::proof_text(salt, id, expires_s, proof);
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  int zeros = 0;
  for (const unsigned char byte : digest) {
    zeros += std::countl_zero(byte);
    if (byte != 0) break;
  }
  return zeros >= bits;
}

}  // namespace stadtkern::relay
