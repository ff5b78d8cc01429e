// What all sessions share. Lives as long as the server.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "http/address.hpp"
#include "http/broadcast.hpp"
#include "http/gate.hpp"
#include "http/limits.hpp"
#include "http/metrics.hpp"
#include "http/policy.hpp"
#include "http/rate.hpp"
#include "http/service.hpp"
#include "http/site.hpp"

namespace stadtkern::http {

// Addresses that start with `prefix` (or are it, where `whole`) belong to the first such service;
// all others are files.
struct Route {
  std::string prefix;
  Service* service;
  bool whole = false;
};

struct Common {
  Common(const Limits& bounds, Site& files, Policy& security)
      : limits(bounds),
        site(files),
        policy(security),
        rate(bounds.rate_per_second, bounds.rate_burst),
        gate(bounds.connections_max, bounds.connections_per_address_max) {}

  Limits limits;
  Site& site;
  Policy& policy;
  Rate rate;
  Households households;
  Gate gate;
  Metrics metrics;
  std::vector<Network> trusted_proxies;
  std::vector<Route> routes;
  std::shared_ptr<Broadcast> events = std::make_shared<Broadcast>();
};

}  // namespace stadtkern::http
