// TLS with the operator's own certificate.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "base/result.hpp"

namespace stadtkern::http {

// TLS 1.2 and newer, HTTP/1.1 by ALPN (RFC 7301). Fails where a file cannot be read or the key does
// not belong to the certificate; the error's field is the option at fault.
Result<std::unique_ptr<boost::asio::ssl::context>> load_tls(const std::string& certificate_file,
                                                            const std::string& key_file);

}  // namespace stadtkern::http
