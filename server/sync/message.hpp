// An answer of the feed in the form its client takes: CBOR or JSON, compressed or not.
#pragma once

#include "base/bytes.hpp"
#include "http/accept.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "wire/document.hpp"

namespace stadtkern::sync {

struct Form {
  wire::Encoding encoding = wire::Encoding::cbor;
  http::Coding coding = http::Coding::identity;
};

Form form_for(const http::Request& request);

// Small messages are never compressed. `etag` may be empty.
http::Response message(const Bytes& content, Form form, std::string_view etag);

// A name for this content in this form, in quotes.
std::string etag_of(const Bytes& content, Form form);

}  // namespace stadtkern::sync
