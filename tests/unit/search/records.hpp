// Small towns to search in.
#pragma once

#include <string>
#include <vector>

#include "search/index.hpp"

namespace stadtkern::search::testing {

inline Index index_of(const std::vector<Document>& documents) {
  Builder builder;
  for (const Document& document : documents) builder.add(document);
  return Index(builder.finish());
}

// A few words of the trade.
inline const Synonyms& some_synonyms() {
  static const Synonyms synonyms(
      "Bäckerei Bäcker Backstube /bakery: Brot Brötchen Semmel Kuchen\n"
      "Friseur Frisör: Haarschnitt Haare\n"
      "Schuh Schuhgeschäft Schuhladen: Stiefel\n"
      "Hofladen Bauernladen: Erzeuger\nMilch Rohmilch\nLaden Geschäft Shop");
  return synonyms;
}

// Rows that answer a query, best first.
inline std::vector<Row> rows_for(const Index& index, std::string_view text, Options options = {}) {
  std::vector<Row> rows;
  options.synonyms = &some_synonyms();
  for (const Hit& hit : index.query(text, options).hits) rows.push_back(hit.row);
  return rows;
}

inline Document named(std::string_view name, std::string_view kind = {},
                      std::string_view assortment = {}, std::string_view description = {}) {
  Document document;
  document.name = name;
  document.kind = kind;
  document.assortment = assortment;
  document.description = description;
  return document;
}

}  // namespace stadtkern::search::testing
