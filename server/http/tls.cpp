#include "http/tls.hpp"

#include <openssl/ssl.h>

namespace stadtkern::http {
namespace {

namespace ssl = boost::asio::ssl;

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  static constexpr unsigned char k_http[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* selected = nullptr;
  const int outcome =
      SSL_select_next_proto(&selected, chosen_size, k_http, sizeof k_http, offered, offered_size);
  *chosen = selected;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

Result<std::unique_ptr<ssl::context>> load_tls(const std::string& certificate_file,
                                               const std::string& key_file) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  boost::system::error_code fault;
  context->set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 |
                       ssl::context::no_compression);
  context->use_certificate_chain_file(certificate_file, fault);
  if (fault) return Error{Code::invalid, "--tls-cert", "a readable PEM file with the certificate"};
  context->use_private_key_file(key_file, ssl::context::pem, fault);
  if (fault) {
    return Error{Code::invalid, "--tls-key", "a readable PEM file with the certificate's key"};
  }
  SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context->native_handle(), choose_protocol, nullptr);
  return context;
}

}  // namespace stadtkern::http
