// One connection from its first byte to its last: requests in, answers out, within the limits.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "http/worker.hpp"

namespace stadtkern::http {

using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

// Serves the connection on the worker's thread, with TLS where `tls` is given. The caller has let
// the peer in at the gate; it leaves when the connection ends. From any thread.
void start_session(Socket socket, Worker& worker, Common& common, const Address& peer, bool exempt,
                   boost::asio::ssl::context* tls);

}  // namespace stadtkern::http
