#include "model/town.hpp"

#include <algorithm>
#include <map>

#include "base/sort.hpp"
#include "model/shop.hpp"

namespace stadtkern::model {
namespace {

std::string_view value_of(const Collection& collection, std::string_view id,
                          std::string_view field) {
  const auto row = collection.find(id);
  return row ? collection.value(*row, field) : std::string_view();
}

}  // namespace

std::string_view Town::field(std::string_view name) const {
  return value_of(content_->collection("town"), "town", name);
}

std::string_view Town::field_in(std::string_view name, std::string_view language) const {
  const std::string_view own = field(std::string(name) + "_" + std::string(language));
  return own.empty() ? field(std::string(name) + "_de") : own;
}

bool Town::has_feature(std::string_view feature) const {
  const auto features = items_of(field("features"));
  return std::find(features.begin(), features.end(), feature) != features.end();
}

std::string_view Town::kind_label(std::string_view kind, std::string_view language) const {
  const Collection& kinds = content_->collection("kinds");
  std::string_view label = value_of(kinds, kind, language);
  if (label.empty()) label = value_of(kinds, kind, "de");
  return label.empty() ? kind : label;
}

std::string_view Town::place_name(std::string_view place) const {
  const std::string_view name = value_of(content_->collection("places"), place, "name");
  return name.empty() ? place : name;
}

std::vector<Source> Town::sources() const {
  const Collection& shops = content_->collection("shops");
  std::map<std::string_view, Source> by_name;
  for (Row row = 0; row < shops.size(); ++row) {
    const std::string_view name = shops.value(row, "source");
    if (name.empty()) continue;
    Source& source = by_name[name];
    source.name = name;
    if (source.url.empty()) source.url = shops.value(row, "source_licence_url");
    if (source.licence.empty()) source.licence = shops.value(row, "licence");
    ++source.records;
  }
  std::vector<Source> sources;
  for (const auto& [name, source] : by_name) sources.push_back(source);
  sort(sources, [](const Source& a, const Source& b) {
    return a.records != b.records ? a.records > b.records : a.name < b.name;
  });
  return sources;
}

}  // namespace stadtkern::model
