// Text inside XML 1.0: escaped, and without the characters that XML cannot hold.
#pragma once

#include <string>
#include <string_view>

namespace stadtkern::prerender {

inline std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') {
      out += c;
    }
  }
  return out;
}

// <name>text</name>; nothing where the text is empty.
inline std::string xml_element(const std::string& name, std::string_view text) {
  return text.empty() ? std::string() : "<" + name + ">" + xml_text(text) + "</" + name + ">\n";
}

}  // namespace stadtkern::prerender
