#include "store/epoch.hpp"

#include <random>

namespace stadtkern::store {

std::string new_epoch() {
  std::random_device random;
  static constexpr char k_digits[] = "0123456789abcdef";
  std::string epoch;
  for (int digit = 0; digit < 16; ++digit) epoch.push_back(k_digits[random() % 16]);
  return epoch;
}

}  // namespace stadtkern::store
