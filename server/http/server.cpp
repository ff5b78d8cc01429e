#include "http/server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "http/session.hpp"
#include "http/tls.hpp"
#include "log/line.hpp"

namespace stadtkern::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;
using Fault = boost::system::error_code;

constexpr int k_backlog = 1024;
constexpr int k_pause_without_descriptors_ms = 100;
constexpr int k_forgets_every = 8;  // rounds of housekeeping

Address address_of(const asio::ip::address& address) {
  Address plain;
  if (address.is_v6()) {
    plain.bytes = address.to_v6().to_bytes();
  } else {
    plain.bytes = asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes();
  }
  return plain;
}

class Listener final : public Server {
 public:
  Listener(Common& common, std::unique_ptr<asio::ssl::context> tls, unsigned threads)
      : common_(common), tls_(std::move(tls)) {
    for (unsigned at = 0; at < threads; ++at) workers_.push_back(std::make_unique<Worker>(common));
    acceptor_.emplace(workers_[0]->context());
    pause_.emplace(workers_[0]->context());
  }
  ~Listener() override { stop(); }

  Result<void> listen(const Endpoint& endpoint);
  void run();
  std::uint16_t port() const override { return port_; }
  void stop() override;

 private:
  void accept();
  void welcome(Socket socket, Worker& worker);
  void turn_away(Socket socket);
  void keep_house(unsigned round);

  Common& common_;
  std::unique_ptr<asio::ssl::context> tls_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::optional<Acceptor> acceptor_;
  std::optional<asio::steady_timer> pause_;
  std::vector<std::thread> threads_;
  std::size_t next_ = 0;
  std::uint16_t port_ = 0;
};

Result<void> Listener::listen(const Endpoint& endpoint) {
  Fault fault;
  const auto address = asio::ip::make_address(endpoint.address, fault);
  if (fault) return Error{Code::invalid, "--address", "an IPv4 or IPv6 address"};
  const tcp::endpoint place(address, endpoint.port);
  acceptor_->open(place.protocol(), fault);
  if (!fault) acceptor_->set_option(Acceptor::reuse_address(true), fault);
  if (!fault) acceptor_->bind(place, fault);
  if (!fault) acceptor_->listen(k_backlog, fault);
  if (fault == asio::error::address_in_use) {
    return Error{Code::invalid, "--port",
                 "port " + std::to_string(endpoint.port) +
                     " is taken by another program: stop it or choose another with --port"};
  }
  if (fault) {
    return Error{
        Code::invalid, "--address",
        "cannot listen there (" + fault.message() + "): choose another --address or --port"};
  }
  port_ = acceptor_->local_endpoint(fault).port();
  return {};
}

void Listener::run() {
  accept();
  keep_house(0);
  for (const auto& worker : workers_) threads_.emplace_back([&worker] { worker->run(); });
}

void Listener::accept() {
  Worker& worker = *workers_[next_++ % workers_.size()];
  acceptor_->async_accept(worker.context(), [this, &worker](Fault fault, Socket socket) {
    if (fault == asio::error::operation_aborted || !acceptor_->is_open()) return;
    if (!fault) welcome(std::move(socket), worker);
    if (fault != asio::error::no_descriptors) return accept();
    pause_->expires_after(std::chrono::milliseconds(k_pause_without_descriptors_ms));
    pause_->async_wait([this](Fault) { accept(); });
  });
}

void Listener::welcome(Socket socket, Worker& worker) {
  Fault fault;
  const auto remote = socket.remote_endpoint(fault);
  if (fault) return;
  const Address peer = address_of(remote.address());
  const bool exempt = peer.is_loopback() || in_any(common_.trusted_proxies, peer);
  if (!common_.gate.enter(peer, exempt)) return turn_away(std::move(socket));
  start_session(std::move(socket), worker, common_, peer, exempt, tls_.get());
}

void Listener::turn_away(Socket socket) {
  common_.metrics.connections_refused.fetch_add(1, std::memory_order_relaxed);
  if (tls_ != nullptr) return;
  static constexpr std::string_view k_full =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
      "Connection: close\r\n\r\n";
  Fault fault;
  socket.non_blocking(true, fault);
  socket.write_some(asio::buffer(k_full), fault);
  socket.shutdown(Socket::shutdown_send, fault);
}

void Listener::keep_house(unsigned round) {
  auto timer = std::make_shared<asio::steady_timer>(workers_[0]->context());
  timer->expires_after(std::chrono::milliseconds(Policy::k_followed_ms / 2));
  timer->async_wait([this, timer, round](Fault) {
    common_.policy.refresh();
    if (round % k_forgets_every == 0) common_.rate.forget(std::chrono::steady_clock::now());
    keep_house(round + 1);
  });
}

void Listener::stop() {
  if (threads_.empty()) return;
  asio::post(workers_[0]->context(), [this] {
    Fault ignored;
    acceptor_->close(ignored);
  });
  for (const auto& worker : workers_) worker->begin_stop();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(const Endpoint& endpoint, Common& common) {
  std::unique_ptr<asio::ssl::context> tls;
  if (!endpoint.tls_certificate_file.empty()) {
    auto loaded = load_tls(endpoint.tls_certificate_file, endpoint.tls_key_file);
    if (!loaded.ok()) return loaded.error();
    tls = std::move(loaded).value();
  }
  auto listener = std::make_unique<Listener>(common, std::move(tls), endpoint.threads);
  if (const auto listening = listener->listen(endpoint); !listening.ok()) return listening.error();
  listener->run();
  return std::unique_ptr<Server>(std::move(listener));
}

}  // namespace stadtkern::http
