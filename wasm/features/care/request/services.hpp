// The town's signed list of services (../LIST.md). What is read here was verified by the shell: the
// signature is the town's, and the text inside is what it signed.
#pragma once

#include "features/care/request/fits.hpp"

namespace stadtkern::care {

struct Service {
  std::string inbox;
  std::string name;
  wire::Point signing_key;
  wire::Point sealing_key;
  Profile profile;
  std::string phone;
  std::string mail;
  std::string website;
  bool invented = false;
};

struct Services {
  std::int64_t number = 0;
  std::int64_t issued = 0;   // seconds since 1970
  std::int64_t expires = 0;  // seconds since 1970
  std::vector<Service> all;  // in the order of the list; each inbox once

  const Service* find(std::string_view inbox) const;
};

// The payload of the list as CBOR. Strict: any fault refuses the whole list and names the field.
Result<Services> decode_services(BytesView cbor);

}  // namespace stadtkern::care
