#include "main/command.hpp"

#include <charconv>
#include <cstdio>

namespace stadtkern::server {
namespace {

constexpr int k_days = 14;
constexpr int k_days_max = 90;

}  // namespace

int fail(const std::string& sentence) {
  std::fprintf(stderr, "tools/admin: %s\n", sentence.c_str());
  return 1;
}

int days_of(const std::vector<std::string>& words, std::size_t at) {
  if (words.size() <= at) return k_days;
  int days = 0;
  const char* end = words[at].data() + words[at].size();
  const auto [stopped, fault] = std::from_chars(words[at].data(), end, days);
  const bool right = fault == std::errc() && stopped == end && days > 0 && days <= k_days_max;
  return right ? days : 0;
}

}  // namespace stadtkern::server
