// Owners of records (wire/PROTOCOL.md, "Owners"): what answers under /api/v1/TOWN/owners/.
//
// Promises: nothing of a body or a key is logged; a signature is checked before the storage is
// asked; what is answered 200 or 201 is durable. Must not know: what a shop is.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "exchange/meter.hpp"
#include "http/desk.hpp"
#include "http/service.hpp"
#include "store/journal.hpp"
#include "wire/document.hpp"

namespace stadtkern::owners {

struct Rules {
  std::string town;
  std::string media;  // the folder where photos are kept
  int per_hour = 60;  // requests of a key
  int callers_per_hour = 360;
  std::function<std::int64_t()> now_s;
};

class Owners final : public http::Service {
 public:
  Owners(Rules rules, store::Journal& journal);

  http::Admission admit(const http::Request& head) override;
  void serve(http::Request& request, http::Reply reply) override;

  // Where they stand: "/api/v1/TOWN/owners/".
  static std::string prefix(const std::string& town);

 private:
  struct Place {
    store::RecordName record;
    enum class Deed { join, edit, photo } deed = Deed::edit;
  };
  std::optional<Place> place_of(std::string_view path) const;

  void decide(const Place& place, const std::string& path, const std::string& authorization,
              const std::string& body, wire::Encoding given, wire::Encoding wanted,
              const http::Reply& reply);
  void join(const store::OwnerName& owner, const std::string& body, wire::Encoding given,
            wire::Encoding wanted, const http::Reply& reply);
  void edit(const store::OwnerName& owner, const std::string& body, wire::Encoding given,
            wire::Encoding wanted, const http::Reply& reply);
  void photo(const store::OwnerName& owner, const std::string& body, wire::Encoding wanted,
             const http::Reply& reply);

  Rules rules_;
  std::string base_;
  store::Journal& journal_;
  exchange::Meter callers_;
  exchange::Meter keys_;
  http::Desk checking_{256};
};

}  // namespace stadtkern::owners
