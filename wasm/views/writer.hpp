// Writes HTML by nesting calls, so that no element is left open and no text becomes markup.
//
// Promises: text and attribute values are escaped (WHATWG HTML, 13.3); an address in href, src or
// action that could run code or leave for an unexpected scheme is left out together with its
// attribute. Must not know any component.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/html.hpp"

namespace stadtkern::views {

// Words for people: escaped when written. A view: whoever made it keeps the characters alive until
// it is written.
struct Text {
  std::string_view value;
  constexpr Text() = default;
  constexpr Text(std::string_view view) : value(view) {}   // NOLINT(google-explicit-constructor)
  constexpr Text(const char* literal) : value(literal) {}  // NOLINT(google-explicit-constructor)
  Text(const std::string& owned) : value(owned) {}         // NOLINT(google-explicit-constructor)
  constexpr bool empty() const { return value.empty(); }
};

// name="value"; just the name where the value is empty; nothing at all where it is not `present`.
struct Attribute {
  const char* name;
  std::string_view value = {};
  bool present = true;
};
using Attributes = std::initializer_list<Attribute>;

// True where an address may stand in a page: a path, query or fragment of this site, or http,
// https, mailto, tel, geo.
bool is_safe_url(std::string_view url);

class Writer {
 public:
  // <tag …>inside</tag>, where inside is text, finished markup, or a callable that writes what
  // belongs there. A tag is a literal: the element's name, then the attributes that never change,
  // in single quotes: "ul class='cards' data-slot".
  template <class Inside>
  void element(const char* tag, Attributes attributes, Inside&& inside) {
    open(tag, attributes.begin(), attributes.size());
    write_inside(inside);
    close();
  }
  template <class Inside>
  void element(const char* tag, Inside&& inside) {
    open(tag);
    write_inside(inside);
    close();
  }

  // An element that has no inside and no end tag: img, input, source, hr, br.
  void void_element(const char* tag, Attributes attributes = {}) {
    open(tag, attributes.begin(), attributes.size());
    open_.pop_back();
  }

  void text(Text words) { append_text(words.value.data(), words.value.size()); }
  void markup(const Html& finished) { out_ += finished.markup; }

  Html finish() && { return Html{std::move(out_)}; }

 private:
  template <class Inside>
  void write_inside(Inside& inside) {
    if constexpr (std::is_invocable_v<Inside>) {
      inside();
    } else if constexpr (std::is_same_v<std::remove_cv_t<Inside>, Html>) {
      markup(inside);
    } else {
      text(inside);
    }
  }

  // These take plain values instead of views: WebAssembly hands structs over through memory, and
  // they are called from everywhere (measured: 2 kB of Brotli in all).
  void open(const char* tag);
  void open(const char* tag, const Attribute* attributes, std::size_t count);
  void close();
  void append_text(const char* words, std::size_t size);

  std::string out_;
  std::vector<const char*> open_;  // the tags that await their end
};

}  // namespace stadtkern::views
