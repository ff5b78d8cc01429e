#include "main/options.hpp"

#include <charconv>
#include <functional>
#include <thread>

namespace stadtkern::server {
namespace {

struct Option {
  const char* name;
  const char* argument;  // null: none
  const char* help;
  std::function<bool(Options&, const std::string&)> set;
};

template <class Number>
bool read_number(const std::string& text, Number low, Number high, Number& number) {
  Number read{};
  const auto end = text.data() + text.size();
  const auto [stopped, fault] = std::from_chars(text.data(), end, read);
  if (fault != std::errc() || stopped != end || read < low || read > high) return false;
  number = read;
  return true;
}

template <class Number>
auto number(Number http::Limits::*member, Number low, Number high) {
  return [=](Options& options, const std::string& text) {
    return read_number(text, low, high, options.limits.*member);
  };
}

auto seconds(int http::Limits::*member) {
  return number(member, 1, 3600);
}

auto text(std::string& (*member)(Options&)) {
  return [=](Options& options, const std::string& value) {
    member(options) = value;
    return !value.empty();
  };
}

const std::vector<Option>& all_options() {
  using http::Limits;
  static const std::vector<Option> k_options = {
      {"--data", "DIR", "where town.json lies and the server keeps what it knows (required)",
       text([](Options& o) -> std::string& { return o.data_folder; })},
      {"--web", "DIR", "the built portal: what a browser loads as it is (required)",
       text([](Options& o) -> std::string& { return o.web_folder; })},
      {"--port", "N", "where to listen, 0 = any free port (default 8080)",
       [](Options& o, const std::string& v) {
         return read_number<std::uint16_t>(v, 0, 65535, o.endpoint.port);
       }},
      {"--address", "IP", "on which address (default 127.0.0.1)",
       text([](Options& o) -> std::string& { return o.endpoint.address; })},
      {"--threads", "N", "event loops (default: one per core)",
       [](Options& o, const std::string& v) {
         return read_number<unsigned>(v, 1, 256, o.endpoint.threads);
       }},
      {"--tls-cert", "FILE", "certificate chain, PEM; speaks TLS then",
       text([](Options& o) -> std::string& { return o.endpoint.tls_certificate_file; })},
      {"--tls-key", "FILE", "its key, PEM",
       text([](Options& o) -> std::string& { return o.endpoint.tls_key_file; })},
      {"--trusted-proxy", "CIDR", "believe X-Forwarded-For from there; may be repeated",
       [](Options& o, const std::string& v) {
         o.trusted_proxies.push_back(v);
         return http::Network::parse(v).has_value();
       }},
      {"--rate", "N", "requests per second and address, 0 = no limit (default 100)",
       [](Options& o, const std::string& v) {
         return read_number<double>(v, 0, 1e9, o.limits.rate_per_second);
       }},
      {"--burst", "N", "requests an address may make at once (default 1000)",
       [](Options& o, const std::string& v) {
         return read_number<double>(v, 1, 1e9, o.limits.rate_burst);
       }},
      {"--connections", "N", "connections in all (default 10000)",
       number<std::size_t>(&Limits::connections_max, 1, 1'000'000)},
      {"--connections-per-address", "N", "connections of one address (default 256)",
       number<std::size_t>(&Limits::connections_per_address_max, 1, 1'000'000)},
      {"--header-timeout", "S", "seconds for a request's header (default 10)",
       seconds(&Limits::header_timeout_s)},
      {"--body-timeout", "S", "seconds for its body, plus its size (default 30)",
       seconds(&Limits::body_timeout_s)},
      {"--idle-timeout", "S", "seconds between two requests (default 60)",
       seconds(&Limits::idle_timeout_s)},
      {"--write-timeout", "S", "seconds for an answer, plus its size (default 30)",
       seconds(&Limits::write_timeout_s)},
      {"--stop-timeout", "S", "seconds for running requests when stopped (default 10)",
       seconds(&Limits::stop_timeout_s)},
      {"--pack-quiet", "MS", "pack any change after so long without another (default 30000)",
       [](Options& o, const std::string& v) {
         return read_number(v, 0, 86'400'000, o.pack_quiet_ms);
       }},
      {"--relay-per-hour", "N",
       "sealed threads per hour and address, messages per inbox; 0 = no limit (default 360)",
       [](Options& o, const std::string& v) {
         return read_number(v, 0, 1'000'000, o.relay_per_hour);
       }},
      {"--relay-work", "BITS", "work that opening a thread costs a browser, 0 to 28 (default 16)",
       [](Options& o, const std::string& v) { return read_number(v, 0, 28, o.relay_work_bits); }},
      {"--relay-sweep", "MS", "look so often for what has expired (default 30000)",
       [](Options& o, const std::string& v) {
         return read_number(v, 10, 3'600'000, o.relay_sweep_ms);
       }},
      {"--relay-ahead", "S",
       "the relay's clock runs so far ahead: for tests of what expires (default 0)",
       [](Options& o, const std::string& v) {
         return read_number(v, 0, 366 * 86'400, o.relay_ahead_s);
       }},
      {"--usage-write", "MS", "write weekly sums of use so often (default 3600000)",
       [](Options& o, const std::string& v) {
         return read_number(v, 10, 86'400'000, o.usage_write_ms);
       }},
      {"--help", nullptr, "this text",
       [](Options& o, const std::string&) { return o.help = true; }},
  };
  return k_options;
}

const Option* find_option(const std::string& name) {
  for (const Option& option : all_options()) {
    if (name == option.name) return &option;
  }
  return nullptr;
}

Result<void> check(const Options& options) {
  if (options.help) return {};
  if (options.data_folder.empty()) return Error{Code::invalid, "--data", "a folder; see --help"};
  if (options.web_folder.empty()) return Error{Code::invalid, "--web", "a folder; see --help"};
  if (options.endpoint.tls_certificate_file.empty() != options.endpoint.tls_key_file.empty()) {
    return Error{Code::invalid, "--tls-cert", "to be given together with --tls-key"};
  }
  return {};
}

}  // namespace

Result<Options> read_options(const std::vector<std::string>& arguments) {
  Options options;
  options.endpoint.threads = std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    std::string name = arguments[at];
    std::optional<std::string> value;
    if (const auto equals = name.find('='); equals != std::string::npos) {
      value = name.substr(equals + 1);
      name.resize(equals);
    }
    const Option* option = find_option(name);
    if (option == nullptr) return Error{Code::invalid, name, "one of the options in --help"};
    if (option->argument != nullptr && !value) {
      if (++at == arguments.size()) return Error{Code::invalid, name, option->argument};
      value = arguments[at];
    }
    if (!option->set(options, value.value_or(""))) {
      return Error{Code::invalid, name, std::string(option->argument) + ": " + option->help};
    }
  }
  if (const auto whole = check(options); !whole.ok()) return whole.error();
  return options;
}

std::string help_text() {
  constexpr std::size_t k_column = 32;
  std::string text = "stadtkern-server --data DIR --web DIR [options]\n\n";
  for (const Option& option : all_options()) {
    std::string line = std::string("  ") + option.name;
    if (option.argument != nullptr) line.append(" ").append(option.argument);
    line.resize(std::max(k_column, line.size() + 1), ' ');
    text.append(line).append(option.help).append("\n");
  }
  return text +
         "\n/metrics answers on this machine and to trusted proxies only. Stop it with SIGTERM.\n";
}

}  // namespace stadtkern::server
