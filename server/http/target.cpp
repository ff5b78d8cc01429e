#include "http/target.hpp"

#include "base/utf8.hpp"

namespace stadtkern::http {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// The decoded path, or nothing where an escape is broken or hides a slash.
std::optional<std::string> unescaped(std::string_view path) {
  if (path.find('%') == std::string_view::npos) return std::string(path);
  std::string plain;
  plain.reserve(path.size());
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path[at] != '%') {
      plain.push_back(path[at]);
      continue;
    }
    if (at + 2 >= path.size()) return std::nullopt;
    const int high = hex_value(path[at + 1]);
    const int low = hex_value(path[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    plain.push_back(static_cast<char>(high * 16 + low));
    if (plain.back() == '/') return std::nullopt;
    at += 2;
  }
  return plain;
}

bool has_forbidden_characters(std::string_view path) {
  for (const char letter : path) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20 || byte == 0x7F || byte == '\\') return true;
  }
  return !is_utf8(path);
}

bool has_forbidden_segments(std::string_view path) {
  std::size_t at = 1;
  while (at <= path.size()) {
    const auto slash = path.find('/', at);
    const auto segment = path.substr(at, slash == std::string_view::npos ? slash : slash - at);
    if (slash == std::string_view::npos) return segment == "." || segment == "..";
    if (segment.empty() || segment == "." || segment == "..") return true;
    at = slash + 1;
  }
  return false;
}

std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto end = target.find_first_of("/?#", scheme.size());
    if (end == std::string_view::npos || target[end] != '/') return "/";
    return target.substr(end);
  }
  return target;
}

}  // namespace

Result<Target> decode_target(std::string_view target) {
  const Error refused{Code::malformed, "", "a path of UTF-8 with valid percent escapes"};
  target = without_authority(target);
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return refused;
  const auto mark = target.find('?');
  auto path = unescaped(target.substr(0, mark));
  if (!path || has_forbidden_characters(*path) || has_forbidden_segments(*path)) return refused;
  return Target{std::move(*path),
                mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1)};
}

std::optional<std::string_view> parameter(std::string_view query, std::string_view name) {
  std::optional<std::string_view> value;
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) != name) continue;
    if (value || equals == std::string_view::npos) return std::nullopt;
    value = pair.substr(equals + 1);
  }
  return value;
}

}  // namespace stadtkern::http
