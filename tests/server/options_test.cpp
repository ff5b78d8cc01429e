#include <catch2/catch.hpp>

#include "main/options.hpp"

using stadtkern::server::read_options;

TEST_CASE("options: are read with and without an equals sign") {
  const auto options = read_options({"--data", "d", "--web=w", "--port=0", "--threads", "3",
                                     "--trusted-proxy", "10.0.0.0/8", "--rate", "0.5"});
  REQUIRE(options.ok());
  CHECK(options.value().data_folder == "d");
  CHECK(options.value().web_folder == "w");
  CHECK(options.value().endpoint.port == 0);
  CHECK(options.value().endpoint.threads == 3);
  CHECK(options.value().trusted_proxies.size() == 1);
  CHECK(options.value().limits.rate_per_second == 0.5);
}

TEST_CASE("options: a wrong one is named") {
  const auto fault = [](std::vector<std::string> more) {
    std::vector<std::string> words = {"--data", "d", "--web", "w"};
    words.insert(words.end(), more.begin(), more.end());
    const auto options = read_options(words);
    return options.ok() ? std::string("none") : options.error().field;
  };
  CHECK(fault({"--port", "70000"}) == "--port");
  CHECK(fault({"--port", "80x"}) == "--port");
  CHECK(fault({"--port"}) == "--port");
  CHECK(fault({"--colour"}) == "--colour");
  CHECK(fault({"--trusted-proxy", "10/8"}) == "--trusted-proxy");
  CHECK(fault({"--tls-cert", "c"}) == "--tls-cert");
  CHECK(fault({}) == "none");
  CHECK(read_options({"--web", "w"}).error().field == "--data");
  CHECK(read_options({"--help"}).value().help);
}
