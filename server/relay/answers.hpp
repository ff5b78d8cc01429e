// The relay's answers in the form their reader takes. Nothing of it may be kept by a cache.
#pragma once

#include "http/request.hpp"
#include "http/response.hpp"
#include "relay/store.hpp"
#include "wire/document.hpp"

namespace stadtkern::relay {

wire::Encoding encoding_for(const http::Request& request);  // of the answer
std::optional<wire::Encoding> encoding_of(
    const http::Request& request);  // of the body, by its type

http::Response page(unsigned status, const wire::Writer& content, wire::Encoding encoding);
http::Response nothing();  // 204
http::Response stream(std::string first, std::shared_ptr<http::Broadcast> events);
http::Response busy();  // 503: nothing was kept

http::Response problem_of(const Error& error);
// Requires: the outcome was not kept.
http::Response problem_of(const Outcome& outcome);

// What follows the scheme in Authorization where it is `letters` long, "" otherwise.
std::string_view credential(const http::Request& request, std::string_view scheme,
                            std::size_t letters);
http::Response unauthorized(std::string_view scheme, std::string_view expected);

}  // namespace stadtkern::relay
