#include "keys.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <map>
#include <memory>

#include "exchange/signature.hpp"
#include "http/digest.hpp"
#include "wire/base64url.hpp"

namespace stadtkern::sim {

const Key& Key::of(int number) {
  static std::map<int, std::unique_ptr<Key>> all;
  auto& key = all[number];
  if (!key) key.reset(new Key(number));
  return *key;
}

Key::Key(int number) {
  const Bytes seed =
      wire::decode_base64url(http::sha256_base64url("key " + std::to_string(number))).value();
  EC_GROUP* group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
  BIGNUM* secret = BN_bin2bn(seed.data(), static_cast<int>(seed.size()), nullptr);
  EC_POINT* point = EC_POINT_new(group);
  EC_POINT_mul(group, point, secret, nullptr, nullptr, nullptr);
  Bytes octets(65);
  EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, octets.data(), octets.size(),
                     nullptr);
  OSSL_PARAM_BLD* build = OSSL_PARAM_BLD_new();
  OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY, secret);
  OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, octets.data(), octets.size());
  OSSL_PARAM* parameters = OSSL_PARAM_BLD_to_param(build);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr);
  EVP_PKEY* made = nullptr;
  EVP_PKEY_fromdata_init(context);
  EVP_PKEY_fromdata(context, &made, EVP_PKEY_KEYPAIR, parameters);
  secret_ = made;
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(build);
  EC_POINT_free(point);
  BN_free(secret);
  EC_GROUP_free(group);
  const BytesView all(octets);
  point_ = {wire::encode_base64url(all.subspan(1, 32)), wire::encode_base64url(all.subspan(33))};
  name_ = exchange::thumbprint(point_);
}

Key::~Key() {
  EVP_PKEY_free(static_cast<EVP_PKEY*>(secret_));
}

std::string Key::sign(const std::string& text) const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, static_cast<EVP_PKEY*>(secret_));
  Bytes der(80);
  std::size_t size = der.size();
  const auto* start = reinterpret_cast<const unsigned char*>(text.data());
  EVP_DigestSign(context, der.data(), &size, start, text.size());
  EVP_MD_CTX_free(context);
  const unsigned char* at = der.data();
  ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size));
  Bytes raw(64);
  BN_bn2binpad(ECDSA_SIG_get0_r(signature), raw.data(), 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature), raw.data() + 32, 32);
  ECDSA_SIG_free(signature);
  return wire::encode_base64url(raw);
}

}  // namespace stadtkern::sim
