#include "features/directory/shop_index.hpp"

#include <utility>

#include "model/shop.hpp"
#include "model/town.hpp"

namespace stadtkern::directory {
namespace {

search::Index built(const model::Content& content, views::Language language) {
  const model::Collection& shops = content.collection("shops");
  const model::Town town(content);
  search::Builder builder;
  for (model::Row row = 0; row < shops.size(); ++row) {
    const model::Shop shop(shops, row);
    search::Document document;
    document.name = shop.name();
    document.kind = town.kind_label(shop.kind(), views::language_value(language));
    document.assortment = shop.field("assortment");
    document.place = town.place_name(shop.place());
    document.district = shop.field("district");
    document.street = shop.field("street");
    document.postal_code = shop.field("postal_code");
    document.description = shop.has_detail() ? shop.field("description") : shop.field("summary");
    if (const auto position = shop.position()) {
      document.lat = position->latitude;
      document.lon = position->longitude;
    }
    builder.add(document);
  }
  return search::Index(builder.finish());
}

search::Synonyms synonyms_of(const model::Content& content) {
  const model::Collection& groups = content.collection("synonyms");
  std::string text;
  for (model::Row row = 0; row < groups.size(); ++row)
    text.append(groups.value(row, "words")).append("\n");
  return search::Synonyms(std::move(text));
}

// What an index is of: other code folds and stems words in other ways.
std::string label_of(const model::Content& content, const Edition& edition,
                     views::Language language) {
  return std::string(edition.build) + ' ' + content.epoch() + ' ' +
         std::to_string(content.sequence()) + ' ' + std::string(views::language_value(language)) +
         '\n';
}

// Stored: the name of a key. The value is the label and the index (search/FORMAT.md).
std::string key_of(std::string_view town) {
  return std::string(town) + "/index";
}

std::optional<search::Index> taken(ShopIndex& shops, const std::string& label, std::size_t rows) {
  Bytes found = std::exchange(shops.found, {});
  if (as_text(found).substr(0, label.size()) != label) return std::nullopt;
  found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(label.size()));
  auto index = search::Index::load(std::move(found));
  if (!index.ok() || index.value().rows() != rows) return std::nullopt;
  shops.kept = label;
  return std::move(index).value();
}

}  // namespace

void update(ShopIndex& shops, const port::Event& event, std::string_view town, const ListPage* list,
            port::Effects& effects) {
  if (!shops.asked && list != nullptr && !town.empty()) {
    shops.asked = true;
    shops.awaited = effects.ask(port::Load{0, key_of(town)});
  }
  const auto* loaded = std::get_if<port::Loaded>(&event.fact);
  if (loaded != nullptr && shops.awaited != 0 && loaded->id == shops.awaited)
    shops.found = loaded->value;
}

void refresh(ShopIndex& shops, const model::Content& content, const Edition& edition,
             views::Language language) {
  const bool fresh = shops.made_for == edition.revision && shops.language == language &&
                     (shops.complete || !edition.complete);
  if (fresh) return;
  shops.index.reset();
  shops.complete = edition.complete;
  if (!shops.found.empty()) {
    shops.index =
        taken(shops, label_of(content, edition, language), content.collection("shops").size());
    if (shops.index) shops.complete = true;
  }
  if (!shops.index) shops.index = built(content, language);
  shops.synonyms = synonyms_of(content);
  shops.made_for = edition.revision;
  shops.language = language;
}

void keep(ShopIndex& shops, const model::Content& content, const Edition& edition,
          std::string_view town, port::Effects& effects) {
  if (!shops.index || !shops.complete || shops.made_for != edition.revision) return;
  std::string label = label_of(content, edition, shops.language);
  if (label == shops.kept) return;
  const BytesView index = shops.index->store();
  port::Store store;
  store.puts.push_back({key_of(town), Bytes(label.begin(), label.end())});
  Bytes& value = store.puts.back().value;
  value.insert(value.end(), index.begin(), index.end());
  effects.ask(std::move(store));
  shops.kept = std::move(label);
}

}  // namespace stadtkern::directory
