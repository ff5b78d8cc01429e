// Real input that lies outside the repository: $STADTKERN_DATA, else ../shared/data beside the
// checkout.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

namespace stadtkern::testing {

// The path of a file of the shared data. Without it the test is counted as skipped (tools/test
// reads the line), and with CI=true it fails: a skipped test must not look like a passed one.
inline std::optional<std::filesystem::path> shared_data(const std::string& relative) {
  const char* root = std::getenv("STADTKERN_DATA");
  const auto path = std::filesystem::path(root != nullptr ? root : "../shared/data") / relative;
  if (std::filesystem::exists(path)) return path;
  std::cout << "stadtkern-skip: no " << relative << " in the shared data\n";
  const char* ci = std::getenv("CI");
  if (ci != nullptr && std::string(ci) == "true") throw std::runtime_error("missing " + relative);
  return std::nullopt;
}

}  // namespace stadtkern::testing
