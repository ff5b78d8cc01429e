// The town's own words, as its operator wrote them into town.json: published like everything else,
// so no build is needed to change them.
#pragma once

#include <string>
#include <string_view>

#include "model/content.hpp"

namespace stadtkern::model {

class Town {
 public:
  explicit Town(const Content& content) : content_(&content) {}

  // A field of the record "town" of the collection "town", "" where there is none.
  std::string_view field(std::string_view name) const;
  // The same in a language ("de", "leicht", "en"), in German where the town wrote none.
  std::string_view field_in(std::string_view name, std::string_view language) const;
  std::string_view name() const { return field("name"); }
  // What the town says itself in place of the portal's text `id` ("home-lead"), "" where it says
  // nothing in this language.
  std::string_view text(std::string_view id, std::string_view language) const;
  bool has_feature(std::string_view feature) const;

  // What a kind of shop or a place is called; the slug itself where nobody gave it a name.
  std::string_view kind_label(std::string_view kind, std::string_view language) const;
  // What a code in a field is called: word("payment", "cash"); the code itself where nobody said.
  std::string_view word(std::string_view field, std::string_view code,
                        std::string_view language) const;
  std::string_view place_name(std::string_view place) const;

 private:
  const Content* content_;
};

}  // namespace stadtkern::model
