// /healthz and /metrics.
#pragma once

#include <functional>
#include <string>

#include "http/metrics.hpp"
#include "http/service.hpp"

namespace stadtkern::http {

// What the rooms behind the listener say of themselves. Called from any worker; must be quick.
struct Vitals {
  std::function<bool()> healthy;
  std::function<void(std::string&)> append_metrics;
};

class Status final : public Service {
 public:
  Status(const Metrics& metrics, Vitals vitals) : metrics_(metrics), vitals_(std::move(vitals)) {}

  // /metrics is answered on loopback and to trusted proxies that ask for themselves: numbers about
  // use are the operator's.
  Admission admit(const Request& head) override;
  void serve(Request& request, Reply reply) override;

 private:
  const Metrics& metrics_;
  Vitals vitals_;
};

}  // namespace stadtkern::http
