// stadtkern-server: one town on one machine.
#include <malloc.h>
#include <sys/resource.h>
#include <csignal>
#include <cstdio>
#include <ctime>

#include "http/server.hpp"
#include "http/status.hpp"
#include "log/line.hpp"
#include "main/data_folder.hpp"
#include "main/options.hpp"
#include "owners/owners.hpp"
#include "relay/relay.hpp"
#include "relay/sqlite/store.hpp"
#include "store/sqlite/journal.hpp"
#include "sync/feed.hpp"
#include "usage/usage.hpp"

namespace stadtkern::server {
namespace {

int give_up(const Error& error) {
  std::fprintf(stderr, "stadtkern-server: %s: %s\n", error.field.c_str(), error.expected.c_str());
  return 1;
}

// Every thread inherits the mask; the first one waits for the signals.
sigset_t hold_back_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its limit is a full disk, not the end
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Two arenas are enough for so few threads; glibc would take eight per core and keep their memory.
void bound_memory() {
  mallopt(M_ARENA_MAX, 2);
}

std::string url_of(const Options& options, std::uint16_t port) {
  const bool tls = !options.endpoint.tls_certificate_file.empty();
  const std::string& address = options.endpoint.address;
  const bool v6 = address.find(':') != std::string::npos;
  return std::string(tls ? "https://" : "http://") + (v6 ? "[" + address + "]" : address) + ":" +
         std::to_string(port);
}

// What the listener works with.
struct Front {
  Front(const Options& options, const DataFolder& folder)
      : site({{sync::Feed::packs_prefix(folder.town), folder.packs(), true, true},
              {"/media/", folder.media(), true, true},
              {"/", folder.site(), false},
              {"/", options.web_folder, false}},
             options.limits.cache_bytes_max),
        policy(folder.site() + "/_headers.json", !options.endpoint.tls_certificate_file.empty()),
        common(options.limits, site, policy) {
    for (const std::string& network : options.trusted_proxies) {
      common.trusted_proxies.push_back(*http::Network::parse(network));
    }
  }
  http::Site site;
  http::Policy policy;
  http::Common common;
};

relay::RelayRules relay_rules(const Options& options, const DataFolder& folder,
                              store::Journal& journal) {
  relay::RelayRules rules;
  rules.town = folder.town;
  rules.operator_token = folder.operator_token;
  rules.per_hour = options.relay_per_hour;
  rules.work_bits = options.relay_work_bits;
  rules.sweep_every = std::chrono::milliseconds(options.relay_sweep_ms);
  rules.salt = [&journal] { return journal.position().epoch; };
  rules.now_s = [ahead_s = options.relay_ahead_s] {
    return static_cast<std::int64_t>(std::time(nullptr)) + ahead_s;
  };
  return rules;
}

owners::Rules owner_rules(const DataFolder& folder) {
  owners::Rules rules;
  rules.town = folder.town;
  rules.media = folder.media();
  rules.now_s = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
  return rules;
}

constexpr int k_usage_per_hour = 60;  // a household, an office or a school behind one address

// What answers for the town.
struct Town {
  Town(const Options& options, const DataFolder& folder, store::Journal& journal,
       std::unique_ptr<relay::Store> sealed, Front& front)
      : press(journal, {folder.packs(), std::chrono::milliseconds(options.pack_quiet_ms)}),
        feed({folder.town, folder.operator_token}, journal, press, front.site, front.common.events),
        keepers(owner_rules(folder), journal),
        letters(relay_rules(options, folder, journal), std::move(sealed)),
        sums(folder.usage(), std::chrono::milliseconds(options.usage_write_ms),
             [] { return static_cast<std::int64_t>(std::time(nullptr)); }),
        usage(k_usage_per_hour, sums),
        status(front.common.metrics,
               {[this, &journal] { return journal.healthy() && letters.healthy(); },
                [this](std::string& text) { feed.append_metrics(text); }}) {
    front.common.routes = {{relay::Relay::prefix(folder.town) + "/", &letters},
                           {relay::Relay::prefix(folder.town), &letters, true},
                           {owners::Owners::prefix(folder.town), &keepers},
                           {usage::Usage::path(folder.town), &usage, true},
                           {"/api/", &feed},
                           {"/healthz", &status},
                           {"/metrics", &status}};
    journal.on_moved([this](const store::Position& at) {
      press.notice(at);
      feed.announce(at);
    });
  }
  sync::Press press;
  sync::Feed feed;
  owners::Owners keepers;
  relay::Relay letters;
  usage::Sums sums;
  usage::Usage usage;
  http::Status status;
};

// Returns when a signal said so and the running requests have ended.
void serve_until_signal(const Options& options, const sigset_t& signals, http::Server& server) {
  std::printf("listening on %s\n", url_of(options, server.port()).c_str());
  std::fflush(stdout);
  log::Line(log::Level::info, "started");
  int signal = 0;
  sigwait(&signals, &signal);
  log::Line(log::Level::info, "stopping");
  server.stop();
  log::Line(log::Level::info, "stopped");
}

int run(const Options& options) {
  const sigset_t signals = hold_back_signals();
  raise_descriptor_limit();
  bound_memory();
  const auto folder = open_data_folder(options.data_folder);
  if (!folder.ok()) return give_up(folder.error());
  Front front(options, folder.value());
  // Declared before whoever may still answer through it while the rooms close.
  std::unique_ptr<http::Server> server;
  auto journal = store::open_sqlite_journal(folder.value().journal());
  if (!journal.ok()) {
    return give_up({Code::invalid, "--data",
                    "town.sqlite cannot be used (" + journal.error().expected +
                        "): restore a backup or give the right to write"});
  }
  auto sealed = relay::open_sqlite_store(folder.value().relay());
  if (!sealed.ok()) {
    return give_up({Code::invalid, "--data",
                    "relay.sqlite cannot be used (" + sealed.error().expected +
                        "): restore a backup or give the right to write"});
  }
  Town town(options, folder.value(), *journal.value(), std::move(sealed).value(), front);
  auto started = http::Server::start(options.endpoint, front.common);
  if (!started.ok()) return give_up(started.error());
  server = std::move(started).value();
  serve_until_signal(options, signals, *server);
  journal.value()->on_moved(nullptr);
  return 0;
}

}  // namespace
}  // namespace stadtkern::server

int main(int count, char** arguments) {
  using namespace stadtkern::server;
  const auto options = read_options({arguments + 1, arguments + count});
  if (!options.ok()) return give_up(options.error());
  if (options.value().help) {
    std::fputs(help_text().c_str(), stdout);
    return 0;
  }
  return run(options.value());
}
