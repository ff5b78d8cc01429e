// Stored: the keys of the care finder in the device's store.
#pragma once

#include <string>

namespace stadtkern::care {

inline std::string care_prefix(const std::string& town) {
  return town + "/care/";
}
inline std::string draft_key(const std::string& town) {
  return care_prefix(town) + "draft";
}
inline std::string list_key(const std::string& town) {
  return care_prefix(town) + "list";
}
inline std::string pin_key(const std::string& town) {
  return care_prefix(town) + "pin";
}
inline std::string thread_key(const std::string& town, int number) {
  return care_prefix(town) + "thread/" + std::to_string(number);
}

}  // namespace stadtkern::care
