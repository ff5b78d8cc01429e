#include "exchange/signature.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <memory>

#include "http/digest.hpp"
#include "wire/base64url.hpp"
#include "wire/relay.hpp"

namespace stadtkern::exchange {
namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using DerSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;

constexpr std::size_t k_coordinate_bytes = 32;

// Null where the coordinates are not of the curve.
Key key_of(const wire::Point& point) {
  const auto x = wire::decode_base64url(point.x);
  const auto y = wire::decode_base64url(point.y);
  if (!x.ok() || !y.ok()) return nullptr;
  if (x.value().size() != k_coordinate_bytes || y.value().size() != k_coordinate_bytes) {
    return nullptr;
  }
  Bytes uncompressed{4};  // SEC 1, section 2.3.3
  uncompressed.insert(uncompressed.end(), x.value().begin(), x.value().end());
  uncompressed.insert(uncompressed.end(), y.value().begin(), y.value().end());
  char group[] = "P-256";
  OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
                             OSSL_PARAM_construct_octet_string(
                                 OSSL_PKEY_PARAM_PUB_KEY, uncompressed.data(), uncompressed.size()),
                             OSSL_PARAM_construct_end()};
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) return nullptr;
  Key made(key);
  const KeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, made.get(), nullptr));
  if (!check || EVP_PKEY_public_check(check.get()) != 1) return nullptr;
  return made;
}

// r and s as DER, which OpenSSL wants; empty on failure.
Bytes der_of(const Bytes& raw) {
  Number r(BN_bin2bn(raw.data(), k_coordinate_bytes, nullptr));
  Number s(BN_bin2bn(raw.data() + k_coordinate_bytes, k_coordinate_bytes, nullptr));
  const DerSignature signature(ECDSA_SIG_new());
  if (!r || !s || !signature) return {};
  if (ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return {};
  (void)r.release();
  (void)s.release();
  const int size = i2d_ECDSA_SIG(signature.get(), nullptr);
  if (size <= 0) return {};
  Bytes der(static_cast<std::size_t>(size));
  unsigned char* end = der.data();
  i2d_ECDSA_SIG(signature.get(), &end);
  return der;
}

}  // namespace

bool is_signed(std::string_view text, std::string_view signature, const wire::Point& point) {
  const auto raw = wire::decode_base64url(signature);
  if (!raw.ok() || raw.value().size() != 2 * k_coordinate_bytes) return false;
  const Key key = key_of(point);
  const Bytes der = der_of(raw.value());
  const DigestContext context(EVP_MD_CTX_new());
  if (!key || der.empty() || !context) return false;
  if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1) {
    return false;
  }
  return EVP_DigestVerify(context.get(), der.data(), der.size(),
                          reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
}

bool is_on_curve(const wire::Point& key) {
  return key_of(key) != nullptr;
}

std::string thumbprint(const wire::Point& key) {
  return http::sha256_base64url(wire::thumbprint_text(key));
}

}  // namespace stadtkern::exchange
