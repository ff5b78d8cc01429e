#include "views/components/contact.hpp"

#include <array>

#include "views/components/button.hpp"
#include "views/components/facts.hpp"

namespace stadtkern::views {
namespace {

// RFC 5870. A browser without a map app ignores it, so the address itself stays readable beside it.
std::string map_url(const Contact& contact) {
  if (contact.lat.empty() || contact.lon.empty()) return {};
  return std::string("geo:").append(contact.lat.value).append(",").append(contact.lon.value);
}

std::string route_url(const Contact& contact) {
  if (contact.lat.empty() || contact.lon.empty()) return {};
  return std::string("https://www.openstreetmap.org/directions?to=")
      .append(contact.lat.value)
      .append("%2C")
      .append(contact.lon.value);
}

std::string postal_address(const Contact& contact) {
  std::string lines(contact.street.value);
  if (!lines.empty() && !(contact.postal_code.empty() && contact.place.empty())) lines += '\n';
  lines += contact.postal_code.value;
  if (!contact.postal_code.empty() && !contact.place.empty()) lines += ' ';
  lines += contact.place.value;
  return lines;
}

void write_buttons(Writer& w, Language language, const Contact& contact, std::string_view mail) {
  const auto offer = [&](Key key, std::string_view url, Drawing icon, Weight weight,
                         std::string_view file = {}) {
    if (url.empty()) return;
    w.markup(link_button(
        {.text = text(language, key), .url = url, .weight = weight, .icon = icon, .file = file}));
  };
  w.element("p class='buttons'", [&] {
    if (!contact.phone.empty()) {
      offer(Key::shop_call, phone_url(contact.phone.value), Drawing::phone, Weight::primary);
    }
    offer(Key::shop_email, mail, Drawing::mail, Weight::secondary);
    offer(Key::shop_website, contact.website.value, Drawing::globe, Weight::secondary);
    offer(Key::shop_route, route_url(contact), Drawing::pin, Weight::secondary);
    offer(Key::shop_save_contact, contact.card_url, Drawing::address_book, Weight::secondary,
          std::string(contact.name.value) + ".vcf");
    const auto press = [&](Key key, std::string_view action, std::string_view value, Drawing icon) {
      w.markup(button({.text = text(language, key),
                       .action = action,
                       .value = value,
                       .weight = Weight::secondary,
                       .icon = icon}));
    };
    press(Key::shop_share, "hand_on", text(language, Key::shop_shared), Drawing::share);
    press(Key::shop_print, "print", "", Drawing::print);
  });
  w.element("p id='shared' role='status'", Text());
}

}  // namespace

std::string phone_url(std::string_view phone) {
  std::string url = "tel:";
  for (const char c : phone) {
    if ((c >= '0' && c <= '9') || c == '+') url += c;
  }
  return url;
}

std::string_view website_name(std::string_view url) {
  for (const std::string_view prefix : {"https://", "http://", "www."}) {
    if (url.starts_with(prefix)) url.remove_prefix(prefix.size());
  }
  if (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

Html contact(Language language, const Contact& contact) {
  const auto word = [&](Key key) { return text(language, key); };
  const std::string mail =
      contact.email.empty() ? std::string() : "mailto:" + std::string(contact.email.value);
  const std::string phone = contact.phone.empty() ? std::string() : phone_url(contact.phone.value);
  const std::string address = postal_address(contact);
  const std::string map = map_url(contact);
  const Text map_name = map.empty() ? Text() : Text(word(Key::shop_on_map));
  const std::array<Fact, 5> rows{
      {{word(Key::shop_address), address, {}},
       {word(Key::shop_map), map_name, map},
       {word(Key::shop_phone), contact.phone, phone},
       {word(Key::shop_email), contact.email, mail},
       {word(Key::shop_website), website_name(contact.website.value), contact.website.value}}};
  Writer w;
  write_buttons(w, language, contact, mail);
  w.markup(facts(rows));
  return std::move(w).finish();
}

}  // namespace stadtkern::views
