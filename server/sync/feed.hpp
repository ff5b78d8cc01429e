// The feed of one town (wire/PROTOCOL.md): what answers under /api/.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "http/broadcast.hpp"
#include "http/desk.hpp"
#include "http/service.hpp"
#include "http/site.hpp"
#include "store/journal.hpp"
#include "sync/message.hpp"
#include "sync/press.hpp"

namespace stadtkern::sync {

inline constexpr std::size_t k_publish_bytes_max = 64 * 1024 * 1024;
// Bodies that wait to be decoded, in all: decoded they take several times as much.
inline constexpr std::size_t k_waiting_bytes_max = 2 * k_publish_bytes_max;
inline constexpr std::size_t k_changes_bytes_max = 1024 * 1024;

class Feed final : public http::Service {
 public:
  struct Place {
    std::string town;
    std::string operator_token;
  };
  // `packs` serves the packs under their addresses; `events` is what the streams hear.
  Feed(Place place, store::Journal& journal, Press& press, http::Site& packs,
       std::shared_ptr<http::Broadcast> events);

  http::Admission admit(const http::Request& head) override;
  void serve(http::Request& request, http::Reply reply) override;

  // The journal moved: open pages hear of it.
  void announce(const store::Position& at);
  void append_metrics(std::string& text) const;

  // Where the packs of a town stand: "/api/v1/TOWN/feed/packs/".
  static std::string packs_prefix(const std::string& town);

 private:
  enum class Route { none, manifest, pack, changes, events, publish };
  Route route_of(std::string_view path) const;

  http::Admission admit_publish(const http::Request& head) const;
  void serve_manifest(const http::Request& request, const http::Reply& reply);
  void serve_pack(const http::Request& request, const http::Reply& reply);
  void serve_changes(const http::Request& request, const http::Reply& reply);
  void serve_events(const http::Request& request, const http::Reply& reply);
  void serve_publish(http::Request& request, const http::Reply& reply);
  void decode_and_publish(const std::string& body, const http::Reply& reply);
  http::Response changes_answer(const std::string& epoch, std::int64_t since, Form form);

  // A few answers that many clients ask for in the same moment.
  std::optional<http::Response> remembered(const std::string& key);
  void remember(const std::string& key, const http::Response& response);

  Place place_;
  std::string base_;  // "/api/v1/TOWN/"
  store::Journal& journal_;
  Press& press_;
  http::Site& packs_;
  std::shared_ptr<http::Broadcast> events_;
  std::mutex guard_;
  std::map<std::string, http::Response> remembered_;
  std::atomic<std::int64_t> publishes_{0};
  http::Desk reading_{1024};
  std::atomic<std::size_t> waiting_bytes_{0};
  http::Desk publishing_{256};
};

}  // namespace stadtkern::sync
