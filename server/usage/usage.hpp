// The service under /api/v1/TOWN/usage: one report in, sums kept, nothing else.
#pragma once

#include "exchange/meter.hpp"
#include "http/service.hpp"
#include "usage/sums.hpp"

namespace stadtkern::usage {

class Usage final : public http::Service {
 public:
  // `per_hour` reports of one caller, in memory only; 0: no limit.
  Usage(int per_hour, Sums& sums) : callers_(per_hour), sums_(sums) {}
  static std::string path(const std::string& town) { return "/api/v1/" + town + "/usage"; }

  http::Admission admit(const http::Request& head) override;
  void serve(http::Request& request, http::Reply reply) override;

 private:
  exchange::Meter callers_;
  Sums& sums_;
};

}  // namespace stadtkern::usage
