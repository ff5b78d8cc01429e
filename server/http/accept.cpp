#include "http/accept.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace stadtkern::http {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}

bool same(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view cut(std::string_view& rest, char at) {
  const auto end = rest.find(at);
  const auto piece = trimmed(rest.substr(0, end));
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return piece;
}

// A weight in thousandths (RFC 9110, section 12.4.2); -1 where it is not one.
int weight_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return -1;
  int weight = (text[0] - '0') * 1000;
  if (text.size() > 1 && text[1] != '.') return -1;
  int scale = 100;
  for (std::size_t at = 2; at < text.size(); ++at, scale /= 10) {
    if (text[at] < '0' || text[at] > '9') return -1;
    weight += (text[at] - '0') * scale;
  }
  return weight > 1000 ? -1 : weight;
}

struct Element {
  std::string_view name;
  int weight = 1000;
};

Element next_element(std::string_view& list) {
  std::string_view rest = cut(list, ',');
  Element element{cut(rest, ';')};
  while (!rest.empty()) {
    std::string_view value = cut(rest, ';');
    const auto name = cut(value, '=');
    if (same(name, "q")) element.weight = weight_of(trimmed(value));
  }
  if (element.weight < 0) element.name = {};
  return element;
}

}  // namespace

Coding choose_coding(std::string_view accept_encoding, bool has_br, bool has_gzip) {
  int br = -1;
  int gzip = -1;
  int others = 0;
  int identity = -1;
  while (!accept_encoding.empty()) {
    const Element element = next_element(accept_encoding);
    if (same(element.name, "br")) br = element.weight;
    if (same(element.name, "gzip") || same(element.name, "x-gzip")) gzip = element.weight;
    if (same(element.name, "identity")) identity = element.weight;
    if (element.name == "*") others = element.weight;
  }
  br = has_br ? (br < 0 ? others : br) : 0;
  gzip = has_gzip ? (gzip < 0 ? others : gzip) : 0;
  if (br > 0 && br >= gzip && br >= identity) return Coding::br;
  if (gzip > 0 && gzip >= identity) return Coding::gzip;
  return Coding::identity;
}

bool prefers_json(std::string_view accept) {
  int json = 0;
  int cbor = 0;
  while (!accept.empty()) {
    const Element element = next_element(accept);
    if (same(element.name, "application/json")) json = element.weight;
    if (same(element.name, "application/cbor")) cbor = element.weight;
  }
  return json > cbor;
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    std::string_view named = cut(if_none_match, ',');
    if (named == "*") return true;
    if (named.starts_with("W/")) named.remove_prefix(2);
    if (named == etag) return true;
  }
  return false;
}

}  // namespace stadtkern::http
