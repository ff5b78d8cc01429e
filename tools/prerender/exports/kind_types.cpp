#include "exports/kind_types.hpp"

#include <algorithm>
#include <iterator>

namespace stadtkern::prerender {
namespace {

struct Known {
  std::string_view kind;  // see tools/importer/kinds.json
  std::string_view type;
};

constexpr Known k_known[] = {{"bags", "Store"},
                             {"bakery", "Bakery"},
                             {"bank", "BankOrCreditUnion"},
                             {"beekeeper", "GroceryStore"},
                             {"beverages", "LiquorStore"},
                             {"bicycle", "BikeStore"},
                             {"books", "BookStore"},
                             {"butcher", "GroceryStore"},
                             {"cafe", "CafeOrCoffeeShop"},
                             {"car-repair", "AutoRepair"},
                             {"cinema", "MovieTheater"},
                             {"clinic", "MedicalClinic"},
                             {"clothes", "ClothingStore"},
                             {"confectionery", "GroceryStore"},
                             {"cosmetics", "BeautySalon"},
                             {"craft", "HomeAndConstructionBusiness"},
                             {"dairy", "GroceryStore"},
                             {"drugstore", "Store"},
                             {"electronics", "ElectronicsStore"},
                             {"farm", "GroceryStore"},
                             {"fish", "GroceryStore"},
                             {"fitness", "ExerciseGym"},
                             {"florist", "Florist"},
                             {"fuel", "GasStation"},
                             {"furniture", "FurnitureStore"},
                             {"garden", "GardenStore"},
                             {"gifts", "Store"},
                             {"greengrocer", "GroceryStore"},
                             {"hairdresser", "HairSalon"},
                             {"hardware", "HardwareStore"},
                             {"home-textiles", "HomeGoodsStore"},
                             {"ice-cream", "IceCreamShop"},
                             {"jewelry", "JewelryStore"},
                             {"laundry", "DryCleaningOrLaundry"},
                             {"library", "Library"},
                             {"lodging", "LodgingBusiness"},
                             {"medical-supply", "Store"},
                             {"music", "MusicStore"},
                             {"office", "ProfessionalService"},
                             {"optician", "Optician"},
                             {"organic", "GroceryStore"},
                             {"pets", "PetStore"},
                             {"pharmacy", "Pharmacy"},
                             {"photo", "Store"},
                             {"post", "PostOffice"},
                             {"pub", "BarOrPub"},
                             {"recycling", "RecyclingCenter"},
                             {"restaurant", "Restaurant"},
                             {"second-hand", "Store"},
                             {"shoes", "ShoeStore"},
                             {"sports", "SportingGoodsStore"},
                             {"stationery", "Store"},
                             {"supermarket", "GroceryStore"},
                             {"swimming-pool", "PublicSwimmingPool"},
                             {"takeaway", "FastFoodRestaurant"},
                             {"tourist-info", "TouristInformationCenter"},
                             {"town-hall", "GovernmentOffice"},
                             {"toys", "ToyStore"},
                             {"travel-agency", "TravelAgency"},
                             {"village-shop", "GroceryStore"}};

}  // namespace

std::string_view schema_type_of(std::string_view kind) {
  const auto* found = std::find_if(std::begin(k_known), std::end(k_known),
                                   [kind](const Known& known) { return known.kind == kind; });
  return found == std::end(k_known) ? std::string_view("LocalBusiness") : found->type;
}

}  // namespace stadtkern::prerender
