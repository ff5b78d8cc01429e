#include "exports/atom.hpp"

#include "exports/xml.hpp"
#include "features/directory/routes.hpp"

namespace stadtkern::prerender {
namespace {

std::string link(const char* relation, const char* type, const std::string& address) {
  return "<link rel=\"" + std::string(relation) + "\" type=\"" + type + "\" href=\"" +
         xml_text(address) + "\"/>\n";
}

// "Hofladen, Upahl. Eier und Honig."
std::string summary_of(const Publication& publication, const model::Shop& shop,
                       views::Language language) {
  const model::Town town = publication.town();
  std::string text(town.kind_label(shop.kind(), views::language_value(language)));
  const std::string_view place = town.place_name(shop.place());
  if (!text.empty() && !place.empty()) text += ", ";
  text += place;
  if (!text.empty()) text += ". ";
  return text += shop.field("summary");
}

std::string entry(const Publication& publication, const NewsItem& item, views::Language language) {
  const model::Shop shop(publication.shops(), item.row);
  const std::string path = directory::path_of(directory::ShopPage{std::string(shop.slug())});
  const std::string address = publication.address(language, path);
  return "<entry>\n" + xml_element("id", address) + xml_element("title", shop.name()) +
         xml_element("updated", item.at) + link("alternate", "text/html", address) +
         xml_element("summary", summary_of(publication, shop, language)) + "</entry>\n";
}

}  // namespace

std::string atom(const Publication& publication, const News& news, views::Language language) {
  const auto items = news.newest(publication.shops(), k_atom_entries_max);
  const model::Town town = publication.town();
  const std::string self = publication.address(language, k_atom_path);
  const std::string title = views::text(
      language, views::Key::title_page,
      {{"page", views::text(language, views::Key::service_directory)}, {"town", town.name()}});
  const std::string_view body = town.field("imprint_body");
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  out += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
         std::string(views::language_tag(language)) + "\">\n";
  out += xml_element("id", self) + xml_element("title", title);
  // A feed has to have a date even where nothing has ever happened (4.1.1).
  out += xml_element("updated", items.empty() ? "1970-01-01T00:00:00Z" : items.front().at);
  out += link("self", "application/atom+xml", self);
  out += link("alternate", "text/html",
              publication.address(language, directory::path_of(directory::ListPage{})));
  out += "<author>" + xml_element("name", body.empty() ? town.name() : body) + "</author>\n";
  out += xml_element("rights", town.field_in("credit", views::language_value(language)));
  for (const NewsItem& item : items) out += entry(publication, item, language);
  return out += "</feed>\n";
}

}  // namespace stadtkern::prerender
