#include "http/parser.hpp"

#include <algorithm>

#include "http/target.hpp"

namespace stadtkern::http {
namespace {

using boost::beast::http::error;

std::string_view as_std(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

unsigned status_of(const boost::beast::error_code& fault) {
  if (fault == error::header_limit) return 431;
  if (fault == error::body_limit) return 413;
  if (fault == error::bad_version) return 505;
  return 400;
}

std::string_view expectation_of(const boost::beast::error_code& fault) {
  if (fault == error::header_limit) return "expected a smaller header";
  if (fault == error::body_limit) return "expected a smaller body";
  if (fault == error::bad_version) return "expected HTTP/1.1";
  return "expected a request after RFC 9112";
}

}  // namespace

Parser::Parser() {
  eager(false);
  body_limit(boost::none);  // the body is bounded in keep(), by what the service admits
}

void Parser::refuse(unsigned status, std::string_view field, std::string_view detail) {
  if (!refused_) refused_ = problem(status, field, detail);
}

std::size_t Parser::take_header(std::string_view bytes, std::size_t target_bytes_max) {
  header_limit(static_cast<std::uint32_t>(bytes.size()));
  header_ = bytes;
  if (!bytes.ends_with("\r\n\r\n")) return refuse(431, "", "expected a smaller header"), 0;
  std::size_t used = 0;
  Fault fault;
  while (!refused_ && !fault && !is_header_done()) {
    used += put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), fault);
  }
  if (fault) refuse(status_of(fault), "", expectation_of(fault));
  if (refused_) return used;
  if (target_.size() > target_bytes_max) return refuse(414, "target", "a shorter target"), used;
  if (hosts_ > 1 || (hosts_ == 0 && version_ == 11)) refuse(400, "Host", "expected exactly once");
  if (authorizations_ > 1) refuse(400, "Authorization", "expected at most once");
  auto target = decode_target(target_);
  if (!target.ok()) return refuse(400, "target", "expected " + target.error().expected), used;
  request_.path = std::move(target.value().path);
  request_.query = target.value().query;
  return used;
}

std::size_t Parser::take_body(std::string_view bytes, std::size_t body_bytes_max) {
  std::size_t used = 0;
  Fault fault;
  while (!refused_ && !fault && !is_done() && used < bytes.size()) {
    used += put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), fault);
    if (request_.body.size() > body_bytes_max) refuse(413, "", "expected a smaller body");
  }
  if (fault && fault != error::need_more) refuse(status_of(fault), "", expectation_of(fault));
  return used;
}

void Parser::on_request_impl(Verb verb, Text, Text target, int version, Fault&) {
  target_ = as_std(target);
  version_ = version;
  if (verb == Verb::get) request_.method = Method::get;
  if (verb == Verb::head) request_.method = Method::head;
  if (verb == Verb::post) request_.method = Method::post;
  if (verb == Verb::put) request_.method = Method::put;
  if (verb == Verb::delete_) request_.method = Method::remove;
}

void Parser::on_field_impl(Field field, Text name, Text value, Fault& fault) {
  if (is_header_done()) return;  // trailers say nothing to us
  const std::string_view text = as_std(value);
  // A folded value (RFC 9112, section 5.2) is the one that Beast hands out of a buffer of its own.
  const bool in_place = text.empty() || (text.data() >= header_.data() &&
                                         text.data() < header_.data() + header_.size());
  if (!in_place) fault = error::bad_obs_fold;
  if (fault) return;
  switch (field) {
    case Field::host:
      ++hosts_, request_.host = text;
      return;
    case Field::accept:
      request_.accept = text;
      return;
    case Field::accept_encoding:
      request_.accept_encoding = text;
      return;
    case Field::authorization:
      ++authorizations_, request_.authorization = text;
      return;
    case Field::content_type:
      request_.content_type = text;
      return;
    case Field::content_encoding:
      request_.content_encoding = text;
      return;
    case Field::if_none_match:
      request_.if_none_match = text;
      return;
    case Field::expect:
      request_.expects_continue = text == "100-continue";
      return;
    default:
      break;
  }
  if (boost::beast::iequals(name, "X-Forwarded-For")) request_.forwarded_for = text;
}

std::size_t Parser::keep(Text body) {
  request_.body.append(body.data(), body.size());
  return body.size();
}

std::size_t Parser::on_body_impl(Text body, Fault&) {
  return keep(body);
}

std::size_t Parser::on_chunk_body_impl(std::uint64_t, Text body, Fault&) {
  return keep(body);
}

}  // namespace stadtkern::http
