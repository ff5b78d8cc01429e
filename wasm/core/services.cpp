#include "core/services.hpp"

#include "model/town.hpp"

namespace stadtkern::core {
namespace {

using views::Drawing;
using views::Key;

struct Service {
  Key title;
  Key lead;
  const char* path;
  Drawing drawing;
  const char* feature;  // of the town's "features", "" where every town has it
};
constexpr Service k_services[] = {
    {Key::service_directory, Key::service_directory_lead, "/schaufenster/", Drawing::directory, ""},
    {Key::service_care, Key::service_care_lead, "/pflege/", Drawing::care, "care"},
    {Key::service_saved, Key::service_saved_lead, "/merkliste/", Drawing::saved, ""},
    {Key::service_settings, Key::service_settings_lead, "/einstellungen/", Drawing::office, ""}};

}  // namespace

std::vector<views::Tile> services_of(const model::Content& content, views::Language language) {
  const model::Town town(content);
  std::vector<views::Tile> tiles;
  tiles.reserve(std::size(k_services));
  for (const Service& service : k_services) {
    if (*service.feature && !town.has_feature(service.feature)) continue;
    tiles.push_back({views::text(language, service.title), views::text(language, service.lead),
                     service.path, service.drawing});
  }
  return tiles;
}

}  // namespace stadtkern::core
