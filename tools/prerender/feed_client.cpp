#include "feed_client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <stdexcept>

namespace stadtkern::prerender {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Request = http::request<http::empty_body>;

constexpr std::uint64_t k_body_bytes_max = 32ULL * 1024 * 1024;

bool connect(asio::io_context& context, beast::tcp_stream& stream, const std::string& host,
             const std::string& port) {
  boost::system::error_code error;
  const auto endpoints = asio::ip::tcp::resolver(context).resolve(host, port, error);
  if (!error) stream.connect(endpoints, error);
  return !error;
}

Request request_for(const std::string& path, const std::string& host, const std::string& accept) {
  Request request(http::verb::get, path, 11);
  request.set(http::field::host, host);
  request.set(http::field::accept, accept);
  return request;
}

// The number in a line "data: 1310", -1 where it is another line.
std::int64_t head_of(std::string_view line) {
  constexpr std::string_view k_data = "data: ";
  if (line.substr(0, k_data.size()) != k_data) return -1;
  line.remove_prefix(k_data.size());
  std::int64_t head = -1;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), head);
  return error == std::errc() ? head : -1;
}

}  // namespace

FeedClient::FeedClient(const std::string& origin) {
  constexpr std::string_view k_scheme = "http://";
  const std::size_t colon = origin.rfind(':');
  if (origin.rfind(k_scheme, 0) != 0 || colon < k_scheme.size()) {
    throw std::invalid_argument("--server: expected http://HOST:PORT");
  }
  host_ = origin.substr(k_scheme.size(), colon - k_scheme.size());
  port_ = origin.substr(colon + 1);
}

Answer FeedClient::get(const std::string& path, const std::string& accept) const {
  asio::io_context context;
  beast::tcp_stream stream(context);
  if (!connect(context, stream, host_, port_)) return {};
  boost::system::error_code error;
  http::write(stream, request_for(path, host_ + ":" + port_, accept), error);
  beast::flat_buffer buffer;
  http::response_parser<http::vector_body<std::uint8_t>> parser;
  parser.body_limit(k_body_bytes_max);
  if (!error) http::read(stream, buffer, parser, error);
  if (error) return {};
  auto& message = parser.get();
  return {static_cast<int>(message.result_int()), std::string(message[http::field::content_type]),
          std::move(message.body())};
}

void FeedClient::follow(const std::string& path,
                        const std::function<bool(std::int64_t)>& hint) const {
  asio::io_context context;
  beast::tcp_stream stream(context);
  if (!connect(context, stream, host_, port_)) return;
  boost::system::error_code error;
  http::write(stream, request_for(path, host_ + ":" + port_, "text/event-stream"), error);
  beast::flat_buffer buffer;
  http::response_parser<http::buffer_body> parser;
  parser.body_limit(boost::none);
  if (!error) http::read_header(stream, buffer, parser, error);
  std::string rest;
  while (!error && parser.get().result() == http::status::ok && !parser.is_done()) {
    char chunk[4096];
    parser.get().body().data = chunk;
    parser.get().body().size = sizeof chunk;
    http::read_some(stream, buffer, parser, error);
    if (error == http::error::need_buffer) error = {};
    rest.append(chunk, sizeof chunk - parser.get().body().size);
    for (std::size_t end = rest.find('\n'); end != std::string::npos; end = rest.find('\n')) {
      const std::string_view line = std::string_view(rest).substr(0, end);
      const std::int64_t head = head_of(line);
      if ((head >= 0 || line.substr(0, 1) == ":") && !hint(head)) return;
      rest.erase(0, end + 1);
    }
  }
}

}  // namespace stadtkern::prerender
