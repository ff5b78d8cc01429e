// A whole document from the page template that the build left in WEB/page.html.
#pragma once

#include <map>
#include <string>

#include "core/view.hpp"
#include "exports/publication.hpp"

namespace stadtkern::prerender {

// A template with {{names}} for text, which is escaped, and {{{names}}} for markup. Throws
// std::runtime_error where a name is unknown or never closed.
class Template {
 public:
  explicit Template(std::string text) : text_(std::move(text)) {}
  std::string fill(const std::map<std::string, std::string>& values) const;

 private:
  std::string text_;
};

struct Edition {
  std::string town;
  std::string build;
  std::int64_t sequence = 0;
  std::string icon;      // path of the portal's picture for previews, may be empty
  std::string care_key;  // the town's public key for the care finder, may be empty
};

// The document of a page. `path` is its address without language.
std::string document_of(const Template& page, const Edition& edition,
                        const Publication& publication, const core::Document& document,
                        const std::string& path);

// The document without content that the service worker shows while the core fills it.
std::string shell_of(const Template& page, const Edition& edition, views::Language language);

}  // namespace stadtkern::prerender
