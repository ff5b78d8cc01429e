// The links of a list: what narrows it, what orders it, and, where it is empty, what may lead on.
#pragma once

#include "features/directory/results.hpp"
#include "features/directory/wording.hpp"
#include "views/components/chips.hpp"

namespace stadtkern::directory {

// Links, and the addresses and words they show, which live as long as this.
class Choices {
 public:
  Choices(const Sight& sight, const ListPage& page, const Results& results)
      : sight_(sight), page_(page), results_(results) {}
  Choices(const Choices&) = delete;
  Choices& operator=(const Choices&) = delete;

  void add_times();   // any time, now, the moment chosen; and a button for what is near
  void add_kinds();   // all, and each
  void add_places();  // all, and each
  void add_orders();
  void add_ways();  // for a list without entries: each drops what narrowed it, where that helps
  void add_correction();

  const std::vector<views::Chip>& chips() const { return chips_; }

 private:
  void add(views::Text text, const ListPage& to, std::int64_t count, bool chosen);
  void add_moment_meant(ListPage to);
  void add_facets(const std::vector<Facet>& facets, std::string ListPage::*field, views::Key all);

  const Sight& sight_;
  const ListPage& page_;
  const Results& results_;
  std::vector<views::Chip> chips_;
  std::vector<std::string> urls_;
  std::string words_;
};

}  // namespace stadtkern::directory
