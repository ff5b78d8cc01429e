#include "views/kinds.hpp"

#include <algorithm>
#include <iterator>

namespace stadtkern::views {
namespace {

struct Kind {
  std::string_view name;
  Key word;
  Drawing drawing;
};

constexpr Kind k_kinds[] = {
    {"farm", Key::kind_farm, Drawing::farm},
    {"marketplace", Key::kind_marketplace, Drawing::marketplace},
    {"vending_machine", Key::kind_vending_machine, Drawing::vending_machine},
    {"beekeeper", Key::kind_beekeeper, Drawing::beekeeper},
    {"honey", Key::kind_honey, Drawing::honey},
    {"dairy", Key::kind_dairy, Drawing::dairy},
    {"bakery", Key::kind_bakery, Drawing::bakery},
    {"butcher", Key::kind_butcher, Drawing::butcher},
    {"supermarket", Key::kind_supermarket, Drawing::supermarket},
    {"greengrocer", Key::kind_greengrocer, Drawing::greengrocer},
    {"seafood", Key::kind_seafood, Drawing::seafood},
    {"beverages", Key::kind_beverages, Drawing::beverages},
    {"cafe", Key::kind_cafe, Drawing::cafe},
    {"restaurant", Key::kind_restaurant, Drawing::restaurant},
    {"florist", Key::kind_florist, Drawing::florist},
    {"garden", Key::kind_garden, Drawing::garden},
    {"books", Key::kind_books, Drawing::books},
    {"clothes", Key::kind_clothes, Drawing::clothes},
    {"shoes", Key::kind_shoes, Drawing::shoes},
    {"pharmacy", Key::kind_pharmacy, Drawing::pharmacy},
    {"optician", Key::kind_optician, Drawing::optician},
    {"hairdresser", Key::kind_hairdresser, Drawing::hairdresser},
    {"bicycle", Key::kind_bicycle, Drawing::bicycle},
    {"craft", Key::kind_craft, Drawing::craft},
    {"hardware", Key::kind_hardware, Drawing::craft},
    {"electronics", Key::kind_electronics, Drawing::electronics},
    {"toys", Key::kind_toys, Drawing::toys},
    {"gift", Key::kind_gift, Drawing::gift},
    {"furniture", Key::kind_furniture, Drawing::furniture},
    {"jewelry", Key::kind_jewelry, Drawing::jewelry},
    {"service", Key::kind_service, Drawing::service},
};
constexpr Kind k_unknown_kind{"shop", Key::kind_shop, Drawing::shop};

const Kind& kind_named(std::string_view name) {
  const auto found = std::find_if(std::begin(k_kinds), std::end(k_kinds),
                                  [name](const Kind& kind) { return kind.name == name; });
  return found == std::end(k_kinds) ? k_unknown_kind : *found;
}

}  // namespace

std::string_view kind_text(Language language, std::string_view kind) {
  return text(language, kind_named(kind).word);
}

Drawing kind_drawing(std::string_view kind) {
  return kind_named(kind).drawing;
}

}  // namespace stadtkern::views
