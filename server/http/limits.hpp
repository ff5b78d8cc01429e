// Every bound of the listener in one place. Defaults are for one town on a small machine.
#pragma once

#include <cstddef>

namespace stadtkern::http {

struct Limits {
  std::size_t header_bytes_max = 16 * 1024;
  std::size_t target_bytes_max = 2048;
  std::size_t connections_max = 10'000;
  // A school or a town hall sits behind one address. Loopback and trusted proxies are not counted.
  std::size_t connections_per_address_max = 256;
  // Requests per address: a bucket of `rate_burst` that refills by `rate_per_second`; 0 = no limit.
  double rate_per_second = 100;
  double rate_burst = 1000;
  int header_timeout_s = 10;  // from the first byte of a request, and for the TLS handshake
  int body_timeout_s = 30;    // plus one second per k_slow_bytes_per_second announced
  int idle_timeout_s = 60;    // between two requests
  int write_timeout_s = 30;   // plus one second per k_slow_bytes_per_second written
  int stop_timeout_s = 10;    // running requests may finish for so long
  std::size_t cache_bytes_max = 16 * 1024 * 1024;
};

// The slowest line that is still served: GPRS on a bad day brings about 2 kB/s.
inline constexpr std::size_t k_slow_bytes_per_second = 2000;
// A comment on an event stream keeps middle boxes from closing it (PROTOCOL.md, events).
inline constexpr int k_heartbeat_s = 25;

}  // namespace stadtkern::http
