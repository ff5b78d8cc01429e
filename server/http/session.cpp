#include "http/session.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "http/inbox.hpp"
#include "http/parser.hpp"
#include "log/line.hpp"

namespace stadtkern::http {
namespace {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
using Fault = boost::system::error_code;
template <class T>
using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> k_await;
using TlsStream = asio::ssl::stream<Socket>;
// Status line, fields, policy, date and connection, body: written as they lie.
using Parts = std::array<asio::const_buffer, 5>;

// In this file `co_await` stands alone in a statement or a condition: inside && and || g++ 12
// evaluates operands that it must not.

constexpr std::size_t k_piece_bytes = 64 * 1024;
constexpr std::size_t k_linger_s = 2;
constexpr std::string_view k_keep_end = "\r\n";
constexpr std::string_view k_close_end = "Connection: close\r\n\r\n";

Socket& socket_of(Socket& stream) {
  return stream;
}
Socket& socket_of(TlsStream& stream) {
  return stream.next_layer();
}

void drop(Parts& parts, std::size_t written) {
  for (asio::const_buffer& part : parts) {
    const std::size_t taken = std::min(written, part.size());
    part += taken;
    written -= taken;
  }
}

// What requests and answers need. Given back while a stream is open, so that thousands of streams
// stay small.
struct Exchange {
  explicit Exchange(std::size_t header_bytes_max) : inbox(header_bytes_max) {}

  Inbox inbox;
  std::optional<Parser> parser;
  std::string status_line;
  std::string tail;
  std::string pipelined;  // what came behind a body
  std::shared_ptr<const std::string> page_policy;
};

template <class Stream>
class Session final : public Connection {
 public:
  Session(Stream stream, Worker& worker, Common& common, const Address& peer)
      : stream_(std::move(stream)),
        worker_(worker),
        common_(common),
        peer_(peer),
        exchange_(std::make_unique<Exchange>(common.limits.header_bytes_max)),
        place_(worker.add(this)) {}
  ~Session() override { worker_.remove(place_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Answers requests until the connection ends (null) or becomes a stream of what is returned.
  Task<std::shared_ptr<Broadcast>> run();
  Task<void> stream_events(std::shared_ptr<Broadcast> events);
  void close() override;
  bool push(std::string_view text) override;

 private:
  Task<bool> greet();
  Task<std::size_t> read_header();
  Task<bool> read_more(Inbox& inbox);
  Task<bool> read_body(std::size_t header_bytes, std::size_t body_bytes_max);
  Task<Response> respond(std::size_t header_bytes);
  Task<Response> ask(Service& service);
  Task<bool> write(const Response& response, bool keep);
  Task<bool> write_rest(Parts parts);
  Task<bool> write_file(const OpenFile& file);
  Task<void> linger();

  Service* service_of(std::string_view path) const;
  bool admit_client();
  Parts parts_of(const Response& response, bool keep);
  std::size_t write_now(const Parts& parts, Fault& fault);

  Stream stream_;
  Worker& worker_;
  Common& common_;
  Address peer_;
  Address client_;  // of the present request
  std::unique_ptr<Exchange> exchange_;
  bool in_step_ = true;  // the next byte begins the next request
  Worker::Connections::iterator place_;
};

template <class Stream>
void Session<Stream>::close() {
  Fault ignored;
  socket_of(stream_).close(ignored);
}

// Events are small: a socket whose buffer cannot take one has not been read for long.
template <class Stream>
bool Session<Stream>::push(std::string_view text) {
  Fault fault;
  const std::size_t written = stream_.write_some(asio::buffer(text), fault);
  return !fault && written == text.size();
}

template <class Stream>
Task<bool> Session<Stream>::greet() {
  if constexpr (std::is_same_v<Stream, TlsStream>) {
    deadline = worker_.in_seconds(static_cast<std::size_t>(common_.limits.header_timeout_s));
    Fault fault;
    co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                     asio::redirect_error(k_await, fault));
    co_return !fault;
  }
  co_return true;
}

template <class Stream>
Task<std::shared_ptr<Broadcast>> Session<Stream>::run() {
  if (!co_await greet()) co_return nullptr;
  bool keep = true;
  while (keep) {
    const std::size_t header_bytes = co_await read_header();
    if (header_bytes == 0) co_return nullptr;
    exchange_->parser.emplace();
    const Response response = co_await respond(header_bytes);
    in_step_ = in_step_ && exchange_->parser->is_done();
    keep = in_step_ && exchange_->parser->keep_alive() && !worker_.stopping() &&
           response.events == nullptr;
    if (!co_await write(response, keep)) co_return nullptr;
    if (response.events != nullptr) co_return response.events;
    exchange_->inbox.consume(header_bytes);
    exchange_->inbox.append(exchange_->pipelined);
    exchange_->pipelined.clear();
  }
  if (!in_step_) co_await linger();
  co_return nullptr;
}

// The size of the next header, empty line included; 0 where the connection ended. A header that
// outgrows its bound is handed out as it is: the parser refuses it.
template <class Stream>
Task<std::size_t> Session<Stream>::read_header() {
  std::size_t searched = 0;
  const auto& limits = common_.limits;
  deadline = worker_.in_seconds(static_cast<std::size_t>(
      exchange_->inbox.empty() ? limits.idle_timeout_s : limits.header_timeout_s));
  for (;;) {
    const auto end = exchange_->inbox.view().find("\r\n\r\n", searched);
    if (end != std::string_view::npos) break;
    if (exchange_->inbox.full()) co_return exchange_->inbox.view().size();
    searched = exchange_->inbox.view().size() < 3 ? 0 : exchange_->inbox.view().size() - 3;
    idle = exchange_->inbox.empty();
    if (idle && worker_.stopping()) co_return 0;
    if (!co_await read_more(exchange_->inbox)) co_return 0;
    if (idle) deadline = worker_.in_seconds(static_cast<std::size_t>(limits.header_timeout_s));
    idle = false;
  }
  deadline = Moment::max();
  co_return exchange_->inbox.view().find("\r\n\r\n", searched) + 4;
}

template <class Stream>
Task<bool> Session<Stream>::read_more(Inbox& inbox) {
  const auto [start, size] = inbox.room();
  Fault fault;
  const std::size_t got = co_await stream_.async_read_some(asio::buffer(start, size),
                                                           asio::redirect_error(k_await, fault));
  inbox.arrived(got);
  co_return !fault;
}

template <class Stream>
bool Session<Stream>::admit_client() {
  Request& request = exchange_->parser->request();
  const bool trusted = in_any(common_.trusted_proxies, peer_);
  request.from_operator_network = request.forwarded_for.empty() && (trusted || peer_.is_loopback());
  const Address client = client_of(peer_, request.forwarded_for, common_.trusted_proxies);
  client_ = client;
  return common_.rate.take(client, worker_.now());
}

template <class Stream>
Service* Session<Stream>::service_of(std::string_view path) const {
  for (const Route& route : common_.routes) {
    const bool named = route.whole ? path == route.prefix : path.starts_with(route.prefix);
    if (named) return route.service;
  }
  return nullptr;
}

template <class Stream>
Task<Response> Session<Stream>::respond(std::size_t header_bytes) {
  Parser& parser = *exchange_->parser;
  parser.take_header(exchange_->inbox.view().substr(0, header_bytes),
                     common_.limits.target_bytes_max);
  if (parser.refused()) {
    in_step_ = false;
    co_return *parser.refused();
  }
  if (!admit_client()) co_return problem(429, "", "expected fewer requests", "Retry-After: 2\r\n");
  Service* service = service_of(parser.request().path);
  if (service == nullptr) co_return common_.site.page(parser.request());
  parser.request().household = common_.households.number_of(client_);
  Admission admission = service->admit(parser.request());
  if (admission.refusal) co_return std::move(*admission.refusal);
  if (!parser.is_done()) {
    in_step_ = co_await read_body(header_bytes, admission.body_bytes_max);
    if (parser.refused()) co_return *parser.refused();
    if (!in_step_) co_return problem(400, "", "expected a whole body");
  }
  co_return co_await ask(*service);
}

template <class Stream>
Task<bool> Session<Stream>::read_body(std::size_t header_bytes, std::size_t body_bytes_max) {
  Parser& parser = *exchange_->parser;
  const std::uint64_t announced = parser.content_length().value_or(0);
  if (announced > body_bytes_max) parser.refuse(413, "", "expected a smaller body");
  if (parser.refused()) co_return false;
  if (parser.request().expects_continue) {
    Parts parts{asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n"))};
    if (!co_await write_rest(parts)) co_return false;
  }
  const std::size_t bytes = parser.content_length() ? announced : body_bytes_max;
  deadline = worker_.in_seconds(static_cast<std::size_t>(common_.limits.body_timeout_s) +
                                bytes / k_slow_bytes_per_second);
  // The header stays where it is: the request still points into it.
  Inbox arriving(k_piece_bytes);
  arriving.append(exchange_->inbox.view().substr(header_bytes));
  exchange_->inbox.keep_first(header_bytes);
  for (;;) {
    arriving.consume(parser.take_body(arriving.view(), body_bytes_max));
    if (parser.refused()) co_return false;
    if (parser.is_done()) break;
    if (arriving.full()) co_return false;
    if (!co_await read_more(arriving)) co_return false;
  }
  deadline = Moment::max();
  // More than one more header would not fit: nobody pipelines so much behind a body.
  if (header_bytes + arriving.view().size() > common_.limits.header_bytes_max) co_return false;
  exchange_->pipelined.assign(arriving.view());
  co_return true;
}

template <class Stream>
Task<Response> Session<Stream>::ask(Service& service) {
  Request& request = exchange_->parser->request();
  const Executor executor = worker_.context().get_executor();
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&, void(Response)>(
      [&service, &request, executor](auto handler) {
        auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
        service.serve(request, Reply([waiting, executor](Response response) {
                        asio::post(executor, [waiting, answer = std::move(response)]() mutable {
                          (*waiting)(std::move(answer));
                        });
                      }));
      },
      k_await);
}

template <class Stream>
Parts Session<Stream>::parts_of(const Response& response, bool keep) {
  static constexpr std::string_view k_ok = "HTTP/1.1 200 OK\r\n";
  std::string_view status = k_ok;
  if (response.status != 200) {
    exchange_->status_line = "HTTP/1.1 " + std::to_string(response.status) + " ";
    exchange_->status_line.append(reason_of(response.status)).append("\r\n");
    status = exchange_->status_line;
  }
  exchange_->tail.assign(worker_.date_field()).append(keep ? k_keep_end : k_close_end);
  const auto& policy = response.html ? exchange_->page_policy : common_.policy.for_others();
  Parts parts{asio::buffer(status), asio::buffer(*response.fields), asio::buffer(*policy),
              asio::buffer(exchange_->tail)};
  const bool with_body =
      response.body != nullptr && exchange_->parser->request().method != Method::head;
  if (with_body) parts[4] = asio::buffer(*response.body);
  return parts;
}

// Most answers fit into the socket's buffer: then nothing waits, and no timer is needed.
template <class Stream>
std::size_t Session<Stream>::write_now(const Parts& parts, Fault& fault) {
  if constexpr (std::is_same_v<Stream, Socket>) return stream_.write_some(parts, fault);
  return 0;
}

template <class Stream>
Task<bool> Session<Stream>::write(const Response& response, bool keep) {
  if (response.html) exchange_->page_policy = worker_.page_policy();
  if (response.status >= 500)
    log::Line(log::Level::error, "answered").number("status", response.status);
  Parts parts = parts_of(response, keep);
  const std::size_t bytes = asio::buffer_size(parts);
  common_.metrics.count(response.status, bytes);
  Fault fault;
  const std::size_t written = write_now(parts, fault);
  if (fault && fault != asio::error::would_block) co_return false;
  if (written < bytes) {
    drop(parts, written);
    if (!co_await write_rest(parts)) co_return false;
  }
  const bool with_file =
      response.file != nullptr && exchange_->parser->request().method != Method::head;
  if (!with_file) co_return true;
  co_return co_await write_file(*response.file);
}

template <class Stream>
Task<bool> Session<Stream>::write_rest(Parts parts) {
  const Moment before = deadline;
  deadline = worker_.in_seconds(static_cast<std::size_t>(common_.limits.write_timeout_s) +
                                asio::buffer_size(parts) / k_slow_bytes_per_second);
  Fault fault;
  co_await asio::async_write(stream_, parts, asio::redirect_error(k_await, fault));
  deadline = before;
  co_return !fault;
}

template <class Stream>
Task<bool> Session<Stream>::write_file(const OpenFile& file) {
  std::string piece(std::min(k_piece_bytes, file.size()), '\0');
  std::size_t at = 0;
  while (at < file.size()) {
    const std::size_t got = file.read(at, piece.data(), piece.size());
    if (got == 0) co_return false;
    Parts parts{asio::buffer(piece.data(), got)};
    if (!co_await write_rest(parts)) co_return false;
    common_.metrics.bytes_written.fetch_add(got, std::memory_order_relaxed);
    at += got;
  }
  co_return true;
}

// From here on the worker writes; the session only notices the end.
template <class Stream>
Task<void> Session<Stream>::stream_events(std::shared_ptr<Broadcast> events) {
  exchange_.reset();
  common_.metrics.streams_open.fetch_add(1, std::memory_order_relaxed);
  worker_.hear(events, this);
  const auto latest = events->latest();
  streaming = !worker_.stopping() && (latest == nullptr || push(*latest));
  Fault fault;
  char byte = 0;
  if (streaming) {
    co_await stream_.async_read_some(asio::buffer(&byte, 1), asio::redirect_error(k_await, fault));
  }
  worker_.leave(events, this);
  common_.metrics.streams_open.fetch_sub(1, std::memory_order_relaxed);
}

// What still arrives is read for a moment: closing at once would take back the answer just written.
template <class Stream>
Task<void> Session<Stream>::linger() {
  Fault fault;
  socket_of(stream_).shutdown(Socket::shutdown_send, fault);
  deadline = worker_.in_seconds(k_linger_s);
  std::string piece(k_piece_bytes, '\0');
  while (!fault) {
    co_await socket_of(stream_).async_read_some(asio::buffer(piece),
                                                asio::redirect_error(k_await, fault));
  }
}

template <class Stream>
Task<void> run_session(Stream stream, Worker& worker, Common& common, Address peer, bool exempt) {
  common.metrics.connections_open.fetch_add(1, std::memory_order_relaxed);
  try {
    Session<Stream> session(std::move(stream), worker, common, peer);
    auto events = co_await session.run();
    if (events != nullptr) co_await session.stream_events(std::move(events));
  } catch (const std::exception&) {
    // What it says may hold parts of the request.
    log::Line(log::Level::error, "session_failed");
  }
  common.metrics.connections_open.fetch_sub(1, std::memory_order_relaxed);
  common.gate.leave(peer, exempt);
}

}  // namespace

void start_session(Socket socket, Worker& worker, Common& common, const Address& peer, bool exempt,
                   asio::ssl::context* tls) {
  Fault ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket.non_blocking(true, ignored);
  const Executor executor = worker.context().get_executor();
  if (tls == nullptr) {
    asio::co_spawn(executor, run_session(std::move(socket), worker, common, peer, exempt),
                   asio::detached);
    return;
  }
  asio::co_spawn(executor,
                 run_session(TlsStream(std::move(socket), *tls), worker, common, peer, exempt),
                 asio::detached);
}

}  // namespace stadtkern::http
