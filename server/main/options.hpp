// The command line of stadtkern-server.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/limits.hpp"
#include "http/server.hpp"

namespace stadtkern::server {

struct Options {
  http::Endpoint endpoint;
  http::Limits limits;
  std::string data_folder;
  std::string web_folder;
  std::vector<std::string> trusted_proxies;
  int pack_quiet_ms = 30'000;
  int relay_per_hour = 360;
  int relay_work_bits = 16;
  int relay_sweep_ms = 30'000;
  int relay_ahead_s = 0;
  int usage_write_ms = 3'600'000;
  bool help = false;
};

// An error's field is the option at fault, `expected` what it takes.
Result<Options> read_options(const std::vector<std::string>& arguments);

std::string help_text();

}  // namespace stadtkern::server
