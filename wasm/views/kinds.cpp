#include "views/kinds.hpp"

#include <algorithm>
#include <iterator>

namespace stadtkern::views {
namespace {

struct Kind {
  std::string_view name;
  Drawing drawing;
};

constexpr Kind k_kinds[] = {
    {"bags", Drawing::clothes},
    {"bakery", Drawing::bakery},
    {"bank", Drawing::office},
    {"beekeeper", Drawing::beekeeper},
    {"beverages", Drawing::beverages},
    {"bicycle", Drawing::bicycle},
    {"boat-rental", Drawing::boat},
    {"books", Drawing::books},
    {"butcher", Drawing::butcher},
    {"cafe", Drawing::cafe},
    {"car-repair", Drawing::craft},
    {"cinema", Drawing::culture},
    {"clinic", Drawing::pharmacy},
    {"clothes", Drawing::clothes},
    {"confectionery", Drawing::gift},
    {"cosmetics", Drawing::pharmacy},
    {"craft", Drawing::craft},
    {"dairy", Drawing::dairy},
    {"driving-school", Drawing::taxi},
    {"drugstore", Drawing::pharmacy},
    {"electronics", Drawing::electronics},
    {"farm", Drawing::farm},
    {"fish", Drawing::fish},
    {"fitness", Drawing::sports},
    {"florist", Drawing::florist},
    {"fuel", Drawing::taxi},
    {"furniture", Drawing::furniture},
    {"garden", Drawing::garden},
    {"gifts", Drawing::gift},
    {"greengrocer", Drawing::greengrocer},
    {"hairdresser", Drawing::hairdresser},
    {"hardware", Drawing::craft},
    {"home-textiles", Drawing::tailor},
    {"ice-cream", Drawing::ice_cream},
    {"jewelry", Drawing::jewelry},
    {"laundry", Drawing::clothes},
    {"library", Drawing::books},
    {"lodging", Drawing::lodging},
    {"market", Drawing::market},
    {"medical-supply", Drawing::pharmacy},
    {"museum", Drawing::culture},
    {"music", Drawing::culture},
    {"office", Drawing::office},
    {"optician", Drawing::optician},
    {"organic", Drawing::greengrocer},
    {"pets", Drawing::pets},
    {"pharmacy", Drawing::pharmacy},
    {"photo", Drawing::electronics},
    {"physiotherapy", Drawing::pharmacy},
    {"post", Drawing::post},
    {"pub", Drawing::beverages},
    {"recycling", Drawing::garden},
    {"repair-cafe", Drawing::craft},
    {"restaurant", Drawing::restaurant},
    {"second-hand", Drawing::furniture},
    {"shoe-repair", Drawing::shoes},
    {"shoes", Drawing::shoes},
    {"sports", Drawing::sports},
    {"stationery", Drawing::office},
    {"supermarket", Drawing::supermarket},
    {"swimming-pool", Drawing::boat},
    {"tailor", Drawing::tailor},
    {"takeaway", Drawing::restaurant},
    {"taxi", Drawing::taxi},
    {"toys", Drawing::toys},
    {"vending-machine", Drawing::vending_machine},
    {"veterinary", Drawing::pets},
};

}  // namespace

Drawing kind_drawing(std::string_view kind) {
  const auto found =
      std::lower_bound(std::begin(k_kinds), std::end(k_kinds), kind,
                       [](const Kind& one, std::string_view name) { return one.name < name; });
  return found != std::end(k_kinds) && found->name == kind ? found->drawing : Drawing::shop;
}

}  // namespace stadtkern::views
