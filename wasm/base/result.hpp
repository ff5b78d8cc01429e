// A value, or the reason why there is none. Errors of the core are values: nothing throws.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace stadtkern {

// Why something could not be done. Closed on purpose: each code has one remedy.
enum class Code {
  malformed,   // the bytes are not of the form they claim to have
  invalid,     // well-formed, but a field is missing or holds what it must not
  too_large,   // a bound was exceeded
  not_found,   // what was asked for does not exist
  unsupported  // a newer version or a kind this build does not know
};

struct Error {
  Code code;
  std::string field;     // the offending field or position, "" where there is none
  std::string expected;  // what would have been right, in English, without the offending value
};

// Holds either a T or an Error. Requires: ok() before value(), !ok() before error().
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : content_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return std::holds_alternative<T>(content_); }
  explicit operator bool() const { return ok(); }

  const T& value() const& { return *checked(std::get_if<T>(&content_)); }
  T& value() & { return *checked(std::get_if<T>(&content_)); }
  T&& value() && { return std::move(*checked(std::get_if<T>(&content_))); }
  const Error& error() const { return *checked(std::get_if<Error>(&content_)); }

 private:
  template <class P>
  static P* checked(P* pointer) {
    assert(pointer != nullptr);
    return pointer;
  }
  std::variant<T, Error> content_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    assert(error_.has_value());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace stadtkern
