// Keys of invented services: P-256, each from its number, so that every run has the same ones.
#pragma once

#include <string>

#include "wire/sealed.hpp"

namespace stadtkern::sim {

class Key {
 public:
  // Kept for the life of the process.
  static const Key& of(int number);

  ~Key();
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;

  const wire::Point& point() const { return point_; }
  const std::string& name() const { return name_; }  // thumbprint
  std::string sign(const std::string& text) const;   // as RELAY.md has it

 private:
  explicit Key(int number);
  wire::Point point_;
  std::string name_;
  void* secret_ = nullptr;  // an EVP_PKEY
};

}  // namespace stadtkern::sim
