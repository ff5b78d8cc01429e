// The town: its services with their devices, the list it signs, and what it publishes.
#pragma once

#include <memory>
#include <vector>

#include "office.hpp"
#include "phone.hpp"

namespace stadtkern::sim {

struct Service {
  std::string inbox;
  std::string name;
  bool listed = true;
  int keys = 0;  // number of its first key
  std::vector<std::unique_ptr<Office>> offices;
};

class Town {
 public:
  Town(World& world, Host& host, Line& line, int services);

  void publish_list();
  // A device was lost: its service locks it out.
  void revoke(Service& service, Office& office);
  // Every device was lost, and the backup: the service begins anew, with an inbox and keys of its
  // own, at a desk that is the last of its offices.
  void begin_anew(Service& service);

  std::vector<Service> services;

 private:
  void join(Service& service, bool two_devices);
  void ask(const Request& request, int expected);

  World& world_;
  Host& host_;
  Line& line_;
  std::int64_t list_number_ = 0;
};

}  // namespace stadtkern::sim
