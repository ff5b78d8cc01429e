#include "exports/vcard.hpp"

#include "features/directory/routes.hpp"
#include "views/components/contact.hpp"

namespace stadtkern::prerender {
namespace {

// RFC 6350, 3.4: what would end a value or one of its components.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ',' || c == ';') out += '\\';
    if (c == '\n' || c == '\v') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

class Card {
 public:
  // Lines are cut after 75 bytes at most, never within a character (RFC 6350, 3.2).
  void line(std::string_view text) {
    constexpr std::size_t k_line_bytes_max = 75;
    std::size_t room = k_line_bytes_max;
    while (text.size() > room) {
      std::size_t cut = room;
      while ((static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
      out_.append(text.substr(0, cut)).append("\r\n ");
      text.remove_prefix(cut);
      room = k_line_bytes_max - 1;
    }
    out_.append(text).append("\r\n");
  }

  void property(const std::string& name, const std::string& value) {
    if (!value.empty()) line(name + ":" + value);
  }

  std::string finish() && { return std::move(out_); }

 private:
  std::string out_;
};

std::string address_of(const model::Shop& shop, std::string_view place) {
  // PO box; extension; street; locality; region; code; country: the first two stay empty (6.3.1).
  return ";;" + escaped(shop.field("street")) + ";" + escaped(place) + ";;" +
         escaped(shop.field("postal_code")) + ";Deutschland";
}

}  // namespace

std::string vcard(const Publication& publication, const model::Shop& shop) {
  const std::string path = directory::path_of(directory::ShopPage{std::string(shop.slug())});
  const model::Town town = publication.town();
  const std::string name = escaped(shop.name());
  const std::string page = publication.address(path);
  const std::string_view phone = shop.field("phone");
  Card card;
  card.line("BEGIN:VCARD");
  card.line("VERSION:4.0");
  card.line("KIND:org");
  card.property("FN", name);
  card.property("ORG", name);
  card.property("ADR;TYPE=work", address_of(shop, town.place_name(shop.place())));
  if (!phone.empty()) card.property("TEL;TYPE=\"work,voice\";VALUE=uri", views::phone_url(phone));
  card.property("EMAIL;TYPE=work", escaped(shop.field("email")));
  card.property("URL;TYPE=work", std::string(shop.field("website")));
  if (shop.position()) {
    card.property("GEO",
                  "geo:" + std::string(shop.field("lat")) + "," + std::string(shop.field("lon")));
  }
  card.property("CATEGORIES", escaped(town.kind_label(shop.kind(), "de")));
  card.property("NOTE", escaped(shop.field("summary")));
  card.property("SOURCE", publication.address(directory::card_path(shop.slug())));
  card.property("UID", page);
  card.line("END:VCARD");
  return std::move(card).finish();
}

}  // namespace stadtkern::prerender
