#include "base/url.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace stadtkern {
namespace {

constexpr std::size_t k_url_bytes_max = 2048;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// In a query a plus is a space (WHATWG URL, application/x-www-form-urlencoded).
bool decode(std::string_view text, bool plus_is_space, std::string& decoded) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
      const int low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
      if (high < 0 || low < 0) return false;
      c = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return false;
    decoded += c;
  }
  return is_utf8(decoded);
}

// Calls take(part) for every part of text between separators; false as soon as take says so.
template <class Take>
bool split(std::string_view text, char separator, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0 && !take(text.substr(0, end))) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

bool read_segment(std::string_view part, Url& url) {
  std::string segment;
  if (!decode(part, false, segment) || segment == "." || segment == "..") return false;
  if (segment.find('/') != std::string::npos) return false;
  url.segments.push_back(std::move(segment));
  return true;
}

bool read_parameter(std::string_view part, Url& url) {
  const std::size_t equals = std::min(part.find('='), part.size());
  std::string name;
  std::string value;
  if (!decode(part.substr(0, equals), true, name)) return false;
  if (equals < part.size() && !decode(part.substr(equals + 1), true, value)) return false;
  url.query.emplace_back(std::move(name), std::move(value));
  return true;
}

}  // namespace

std::string_view Url::parameter(std::string_view name) const {
  const auto found = std::find_if(query.begin(), query.end(),
                                  [&](const auto& pair) { return pair.first == name; });
  return found == query.end() ? std::string_view() : std::string_view(found->second);
}

Result<Url> parse_url(std::string_view text) {
  const Error malformed{Code::malformed, "url", "a path and query inside the portal"};
  if (text.size() > k_url_bytes_max || text.empty() || text.front() != '/') return malformed;
  text = text.substr(0, text.find('#'));
  const std::size_t question = std::min(text.find('?'), text.size());
  Url url;
  if (!split(text.substr(0, question), '/',
             [&](std::string_view part) { return read_segment(part, url); })) {
    return malformed;
  }
  text.remove_prefix(std::min(question + 1, text.size()));
  if (!split(text, '&', [&](std::string_view part) { return read_parameter(part, url); }))
    return malformed;
  return url;
}

std::string percent_encode(std::string_view text) {
  static constexpr char k_digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (unreserved) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += k_digits[byte >> 4U];
      encoded += k_digits[byte & 15U];
    }
  }
  return encoded;
}

std::string to_text(const Url& url) {
  std::string text = "/";
  for (const std::string& segment : url.segments) text += percent_encode(segment) + "/";
  char separator = '?';
  for (const auto& [name, value] : url.query) {
    text += separator;
    text += percent_encode(name) + "=" + percent_encode(value);
    separator = '&';
  }
  return text;
}

}  // namespace stadtkern
