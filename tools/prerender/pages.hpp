// Everything that is published: pages in all languages, and the exports beside them.
#pragma once

#include "document.hpp"
#include "exports/news.hpp"
#include "exports/publication.hpp"
#include "mirror.hpp"
#include "site.hpp"

namespace stadtkern::prerender {

class Pages {
 public:
  // `desk` is the page of the provider's desk, null where it was not built.
  Pages(Mirror& mirror, const Template& page, const Template* desk, const Edition& edition,
        const Publication& publication, Site& site)
      : mirror_(mirror),
        page_(page),
        desk_(desk),
        edition_(edition),
        publication_(publication),
        site_(site) {}

  // Writes them all. Throws std::filesystem::filesystem_error where the disk refuses.
  void write(News& news);
  // Writes the pages at these addresses ("/schaufenster/") in all languages, the shell's own, and
  // leaves all other files as they are.
  void write_pages(const std::vector<std::string>& paths);

 private:
  void write_page(const std::string& path, views::Language language);
  void write_desk();
  void write_exports(News& news);

  Mirror& mirror_;
  const Template& page_;
  const Template* desk_;
  const Edition& edition_;
  const Publication& publication_;
  Site& site_;
  std::vector<std::string> indexed_;  // what search engines may list, without language
};

}  // namespace stadtkern::prerender
