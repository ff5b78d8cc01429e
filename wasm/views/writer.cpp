#include "views/writer.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace stadtkern::views {
namespace {

// Appends value with the characters of `special` replaced by their references.
void append_escaped(std::string& out, std::string_view value, std::string_view special) {
  for (;;) {
    const auto at = value.find_first_of(special);
    out += value.substr(0, at);
    if (at == std::string_view::npos) return;
    switch (value[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += "&quot;";
        break;
    }
    value.remove_prefix(at + 1);
  }
}

bool holds_address(std::string_view name) {
  return name == "href" || name == "src" || name == "action";
}

}  // namespace

bool is_safe_url(std::string_view url) {
  const auto is_control_or_space = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  if (url.empty() || std::any_of(url.begin(), url.end(), is_control_or_space)) return false;
  if (url.starts_with("#") || url.starts_with("?")) return true;
  // Browsers read a backslash as a slash, so "/\host" leaves the site like "//host" does.
  if (url.starts_with("/")) return url.size() == 1 || (url[1] != '/' && url[1] != '\\');
  static constexpr std::array<std::string_view, 5> k_schemes{"https://", "http://",
                                                             "mailto:", "tel:", "geo:"};
  return std::any_of(k_schemes.begin(), k_schemes.end(),
                     [url](std::string_view scheme) { return url.starts_with(scheme); });
}

void Writer::append_text(const char* words, std::size_t size) {
  append_escaped(out_, {words, size}, "&<>");
}

void Writer::open(const char* tag) {
  open(tag, nullptr, 0);
}

void Writer::open(const char* tag, const Attribute* attributes, std::size_t count) {
  open_.push_back(tag);
  out_ += '<';
  for (; *tag != '\0'; ++tag) out_ += *tag == '\'' ? '"' : *tag;
  for (const auto& [name, value, present] : std::span(attributes, count)) {
    if (!present || (holds_address(name) && !is_safe_url(value))) continue;
    out_ += ' ';
    out_ += name;
    if (value.empty()) continue;
    out_ += "=\"";
    append_escaped(out_, value, "&\"<");
    out_ += '"';
  }
  out_ += '>';
}

void Writer::close() {
  out_ += "</";
  for (const char* tag = open_.back(); *tag != '\0' && *tag != ' '; ++tag) out_ += *tag;
  out_ += '>';
  open_.pop_back();
}

}  // namespace stadtkern::views
