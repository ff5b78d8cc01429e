#include "features/directory/choices.hpp"

#include "features/directory/moments.hpp"
#include "features/directory/nearby.hpp"
#include "features/directory/opening.hpp"

namespace stadtkern::directory {
namespace {

using views::Key;

std::int64_t sum_of(const std::vector<Facet>& facets) {
  std::size_t sum = 0;
  for (const Facet& facet : facets) sum += facet.count;
  return static_cast<std::int64_t>(sum);
}

}  // namespace

void Choices::add(views::Text text, const ListPage& to, std::int64_t count, bool chosen) {
  ListPage first = to;
  first.page = 1;
  urls_.push_back(views::localized(sight_.language, path_of(first)));
  views::Chip chip;
  chip.name = text;
  chip.url = urls_.back();
  chip.count = count;
  chip.chosen = chosen;
  chips_.push_back(chip);
}

void Choices::add_times() {
  urls_.reserve(3);
  ListPage to = page_;
  to.open_now = false;
  to.open_at.clear();
  add(views::text(sight_.language, Key::directory_any_time), to, -1, page_.any_time());
  to.open_now = true;
  add(views::text(sight_.language, Key::directory_open_now), to, -1, page_.open_now);
  chips_.back().counted_here = page_.open_at.empty();
  if (const auto moment = moment_named(page_.open_at)) {
    words_ = moment_text(sight_, *moment);
    add(words_, page_, -1, true);
    chips_.back().counted_here = true;
  }
  if (results_.time_known) chips_.back().count = static_cast<std::int64_t>(results_.open);
  if (sight_.now && page_.open_at.empty()) add_moment_meant(to);
  views::Chip near;
  near.name = views::text(sight_.language, Key::near_here);
  near.action = "locate";
  chips_.push_back(near);
}

// "heute abend brot": what is open then, one press away.
void Choices::add_moment_meant(ListPage to) {
  to.open_now = false;
  to.open_at = moment_meant(page_.query, *sight_.now);
  if (to.open_at.empty()) return;
  words_ = moment_text(sight_, *moment_named(to.open_at));
  add(words_, to, -1, false);
}

// What is chosen stays in sight among the first.
void Choices::add_facets(const std::vector<Facet>& facets, std::string ListPage::*field, Key all) {
  urls_.reserve(facets.size() + 1);
  ListPage to = page_;
  const std::string& chosen = page_.*field;
  const bool kinds = field == &ListPage::kind;
  const auto add_one = [&](const Facet& facet) {
    to.*field = facet.slug;
    const std::string_view name =
        kinds ? kind_text(sight_, facet.slug) : sight_.town().place_name(facet.slug);
    add(name, to, static_cast<std::int64_t>(facet.count), facet.slug == chosen);
  };
  (to.*field).clear();
  add(views::text(sight_.language, all), to, -1, chosen.empty());
  for (const bool first : {true, false}) {
    for (const Facet& facet : facets) {
      if (!facet.slug.empty() && (facet.slug == chosen) == first) add_one(facet);
    }
  }
}

void Choices::add_kinds() {
  add_facets(results_.kinds, &ListPage::kind, Key::directory_all_kinds);
}

void Choices::add_places() {
  add_facets(results_.places, &ListPage::place, Key::directory_all_places);
}

void Choices::add_orders() {
  urls_.reserve(3);
  static constexpr Key k_names[] = {Key::order_best, Key::order_name, Key::order_distance};
  for (const Order order : {Order::best, Order::name, Order::distance}) {
    if (order == Order::best && page_.query.empty()) continue;
    ListPage to = page_;
    to.order = order;
    // Without words the names decide anyway.
    const bool chosen = page_.order == order ||
                        (page_.query.empty() && order == Order::name && page_.order == Order::best);
    add(views::text(sight_.language, k_names[static_cast<std::size_t>(order)]), to, -1, chosen);
  }
}

void Choices::add_correction() {
  if (results_.corrected.empty()) return;
  ListPage to = page_;
  to.query = results_.corrected;
  add(results_.corrected, to, -1, false);
}

void Choices::add_ways() {
  urls_.reserve(4);
  add_correction();
  const auto add_way = [&](Key key, const ListPage& to, std::int64_t count) {
    if (count > 0) add(views::text(sight_.language, key), to, count, false);
  };
  ListPage to = page_;
  to.place.clear();
  if (!page_.place.empty()) add_way(Key::directory_all_places, to, sum_of(results_.places));
  to = page_;
  to.kind.clear();
  if (!page_.kind.empty()) add_way(Key::directory_all_kinds, to, sum_of(results_.kinds));
  to = page_;
  to.open_now = false;
  to.open_at.clear();
  if (!page_.any_time())
    add_way(Key::directory_any_time, to, static_cast<std::int64_t>(results_.any_time));
}

}  // namespace stadtkern::directory
