// Answers to small messages, in the form their reader takes. Nothing of it may be kept by a cache.
#pragma once

#include <optional>

#include "base/result.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "wire/document.hpp"

namespace stadtkern::exchange {

wire::Encoding encoding_for(const http::Request& request);  // of the answer
std::optional<wire::Encoding> encoding_of(
    const http::Request& request);  // of the body, by its type

http::Response page(unsigned status, const wire::Writer& content, wire::Encoding encoding);
http::Response nothing();  // 204
http::Response busy();     // 503: nothing was kept

http::Response problem_of(const Error& error);

// What follows the scheme in Authorization where it is `letters` long, "" otherwise.
std::string_view credential(const http::Request& request, std::string_view scheme,
                            std::size_t letters);
http::Response unauthorized(std::string_view scheme, std::string_view expected);

}  // namespace stadtkern::exchange
