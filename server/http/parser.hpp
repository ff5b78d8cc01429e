// Reads one request from bytes: Beast's strict grammar (RFC 9112), of which only the fields in use
// are kept. Nothing is copied but the body.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace stadtkern::http {

class Parser final : public boost::beast::http::basic_parser<true> {
 public:
  Parser();

  // Takes a whole header up to its empty line; one without it has outgrown its bound. Returns how
  // many bytes it took; they must stay where they are while request() is used.
  std::size_t take_header(std::string_view bytes, std::size_t target_bytes_max);
  // Takes bytes of the body; call until is_done() or refused(). Returns how many it took.
  std::size_t take_body(std::string_view bytes, std::size_t body_bytes_max);

  // Keeps the first refusal.
  void refuse(unsigned status, std::string_view field, std::string_view detail);
  const std::optional<Response>& refused() const { return refused_; }
  Request& request() { return request_; }

 private:
  using Field = boost::beast::http::field;
  using Verb = boost::beast::http::verb;
  using Text = boost::beast::string_view;
  using Fault = boost::beast::error_code;

  void on_request_impl(Verb verb, Text name, Text target, int version, Fault& fault) override;
  void on_response_impl(int, Text, int, Fault&) override {}
  void on_field_impl(Field field, Text name, Text value, Fault& fault) override;
  void on_header_impl(Fault&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Fault&) override {}
  std::size_t on_body_impl(Text body, Fault& fault) override;
  void on_chunk_header_impl(std::uint64_t, Text, Fault&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, Fault& fault) override;
  void on_finish_impl(Fault&) override {}

  std::size_t keep(Text body);

  Request request_;
  std::string_view header_;
  std::string_view target_;
  int hosts_ = 0;
  int authorizations_ = 0;
  int version_ = 0;
  std::optional<Response> refused_;
};

}  // namespace stadtkern::http
