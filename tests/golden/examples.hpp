// Examples of every component and page, made once for goldens, gallery and browser checks.
#pragma once

#include <string>
#include <vector>

#include "base/html.hpp"
#include "views/texts.hpp"

namespace stadtkern::examples {

struct Example {
  std::string name;  // of the golden file and the gallery page
  Html html;
};

// One component each, in German unless the language is the point.
std::vector<Example> components();

// A whole page inside its frame, in each of its languages.
struct Page {
  std::string name;
  views::Language language;
  std::string title;
  Html html;
};
std::vector<Page> pages();

// The inside of pages that features write themselves; pages() puts them into their frame.
struct Main {
  std::string name;
  std::string path;
  Html html;
};
std::vector<Main> saved_pages(views::Language language);

}  // namespace stadtkern::examples
