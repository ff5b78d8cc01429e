#include "model/town.hpp"

#include <algorithm>

#include "model/shop.hpp"

namespace stadtkern::model {
namespace {

std::string_view value_of(const Collection& collection, std::string_view id,
                          std::string_view field) {
  const auto row = collection.find(id);
  return row ? collection.value(*row, field) : std::string_view();
}

// In German where there is nothing in the language.
std::string_view label_of(const Collection& collection, std::string_view id,
                          std::string_view language) {
  const std::string_view label = value_of(collection, id, language);
  return label.empty() ? value_of(collection, id, "de") : label;
}

}  // namespace

std::string_view Town::field(std::string_view name) const {
  return value_of(content_->collection("town"), "town", name);
}

std::string_view Town::field_in(std::string_view name, std::string_view language) const {
  const std::string_view own = field(std::string(name) + "_" + std::string(language));
  return own.empty() ? field(std::string(name) + "_de") : own;
}

std::string_view Town::text(std::string_view id, std::string_view language) const {
  return value_of(content_->collection("texts"), id, language);
}

bool Town::has_feature(std::string_view feature) const {
  const auto features = items_of(field("features"));
  return std::find(features.begin(), features.end(), feature) != features.end();
}

std::string_view Town::kind_label(std::string_view kind, std::string_view language) const {
  const std::string_view label = label_of(content_->collection("kinds"), kind, language);
  return label.empty() ? kind : label;
}

std::string_view Town::word(std::string_view field, std::string_view code,
                            std::string_view language) const {
  const std::string id = std::string(field).append("-").append(code);
  const std::string_view word = label_of(content_->collection("words"), id, language);
  return word.empty() ? code : word;
}

std::string_view Town::place_name(std::string_view place) const {
  const std::string_view name = value_of(content_->collection("places"), place, "name");
  return name.empty() ? place : name;
}

}  // namespace stadtkern::model
