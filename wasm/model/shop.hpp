// One shop as the shop window knows it: the named fields of a record of the collection "shops"
// (tools/demo/README.md lists them).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/collection.hpp"

namespace stadtkern::model {

struct Coordinates {
  double latitude = 0;   // degrees, WGS 84
  double longitude = 0;  // degrees, WGS 84
};

// "54.1234567" → 54.1234567; nothing where it is no plain decimal number in [-180, 180].
std::optional<double> degrees_of(std::string_view text);

// "a; b ;c" → {"a", "b", "c"}.
std::vector<std::string_view> items_of(std::string_view text);
// The lines of a text; the line feed of packs (U+000B) and a real one both end a line. Empty lines
// are left out.
std::vector<std::string_view> lines_of(std::string_view text);

struct Photo {
  std::string_view hash;
  int width = 0;  // of the source, pixels
  int height = 0;
  std::string_view
      ending;             // "webp" or "jpg" where that is all there is; "" where AVIF is there too
  std::string_view text;  // what can be seen, for those who cannot
  std::string_view credit;  // "" where none is due
};

// "HASH 1280x960", of an owner "HASH 1280x960 webp"; nothing where it is neither.
std::optional<Photo> photo_of(std::string_view line);

// A record seen as a shop. Views live as long as the collection is unchanged.
class Shop {
 public:
  // `said` lies over the record's fields: what an owner wants it to be. May be null.
  Shop(const Collection& shops, Row row, const wire::Fields* said = nullptr)
      : shops_(&shops), row_(row), said_(said) {}

  std::string_view slug() const { return shops_->id(row_); }
  std::string_view field(std::string_view name) const {
    if (said_ != nullptr) {
      if (const auto found = said_->find(name); found != said_->end()) return found->second;
    }
    return shops_->value(row_, name);
  }
  std::string_view name() const { return field("name"); }
  std::string_view kind() const { return field("kind"); }
  std::string_view place() const { return field("place"); }
  std::string_view opening_hours() const { return field("opening_hours"); }
  bool invented() const { return field("invented") == "yes"; }
  bool has_detail() const { return shops_->has_detail(row_); }
  Row row() const { return row_; }

  std::optional<Coordinates> position() const;
  std::optional<Photo> first_photo() const;  // needs list fields only
  std::vector<Photo> photos() const;         // needs detail fields

 private:
  const Collection* shops_;
  Row row_;
  const wire::Fields* said_;
};

}  // namespace stadtkern::model
