#include "features/owner/fields.hpp"

#include <algorithm>

#include "features/owner/photos.hpp"
#include "hours/review.hpp"
#include "model/shop.hpp"
#include "wire/form.hpp"
#include "wire/shop_fields.hpp"

namespace stadtkern::owner {
namespace {

using wire::FormFault;

constexpr Field k_about[] = {
    {"name", Key::field_name},
    {"kind", Key::field_kind, Look::kinds},
    {"summary", Key::field_summary},
    {"description", Key::field_description, Look::area},
    {"assortment", Key::field_assortment, Look::line, "text", Key::field_assortment_hint}};
constexpr Field k_hours[] = {
    {"opening_hours", Key::field_opening_hours, Look::line, "text", Key::field_hours_hint},
    {"opening_hours_note", Key::field_opening_hours_note}};
constexpr Field k_closed[] = {{"closed_from", Key::field_closed_from, Look::date},
                              {"closed_until", Key::field_closed_until, Look::date},
                              {"closed_reason", Key::field_closed_reason}};
constexpr Field k_contact[] = {{"phone", Key::field_phone, Look::line, "tel"},
                               {"email", Key::field_email},
                               {"website", Key::field_website},
                               {"street", Key::field_street},
                               {"postal_code", Key::field_postal_code},
                               {"place", Key::field_place, Look::places},
                               {"district", Key::field_district}};
constexpr Field k_position[] = {
    {"lat", Key::field_lat, Look::line, "text", Key::field_degrees_hint}, {"lon", Key::field_lon}};
constexpr Field k_service[] = {{"delivery", Key::field_delivery, Look::area},
                               {"pickup", Key::field_pickup, Look::area},
                               {"payment", Key::field_payment, Look::payment},
                               {"languages", Key::field_languages, Look::languages},
                               {"wheelchair", Key::field_wheelchair, Look::choice}};
constexpr Group k_groups[] = {{Key::group_hours, k_hours},     {Key::group_closed, k_closed},
                              {Key::group_contact, k_contact}, {Key::group_position, k_position},
                              {Key::group_about, k_about},     {Key::group_service, k_service}};

std::string_view trimmed(std::string_view text) {
  constexpr const char* k_blank = " \t\n";
  const auto first = text.find_first_not_of(k_blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(k_blank) - first + 1);
}

// "(03881) 12 34/5" → "+49 3881 12 34 5"
std::string phone_of(std::string_view typed) {
  std::string number;
  for (const char c : typed) {
    const bool gap = c == ' ' || c == '/' || c == '(' || c == ')' || c == '.';
    if (!gap) number += c;
    if (gap && !number.empty() && number.back() != ' ') number += ' ';
  }
  if (number.starts_with("00")) number.replace(0, 2, "+");
  if (number.starts_with("0")) number.replace(0, 1, "+49 ");
  return std::string(trimmed(number));
}

int characters_of(std::string_view text) {
  int count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

Key key_of(FormFault fault) {
  switch (fault) {
    case FormFault::empty:
      return Key::fault_empty;
    case FormFault::too_long:
      return Key::fault_too_long;
    case FormFault::several_lines:
      return Key::fault_several_lines;
    case FormFault::date:
      return Key::fault_date;
    case FormFault::phone:
      return Key::fault_phone;
    case FormFault::email:
      return Key::fault_email;
    case FormFault::url:
      return Key::fault_url;
    case FormFault::digits:
      return Key::fault_digits;
    case FormFault::degrees:
      return Key::fault_degrees;
    default:
      return Key::fault_characters;
  }
}

constexpr std::size_t k_rest_bytes_max = 24;

// A whole number of characters.
std::string_view cut(std::string_view text) {
  if (text.size() <= k_rest_bytes_max) return text;
  std::size_t end = k_rest_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

// The byte from which it is unclear what a value means, none where it is clear. What a forgotten
// semicolon makes of it, nobody means.
std::optional<std::size_t> unclear_from(std::string_view hours) {
  const auto reviewed = hours::review(hours);
  if (reviewed.ok()) {
    for (const hours::Notice& notice : reviewed.value().notices) {
      if (notice.kind == hours::NoticeKind::separator_missing) return notice.position;
    }
    return std::nullopt;
  }
  std::size_t position = 0;
  for (const char c : reviewed.error().field) {
    if (c >= '0' && c <= '9') position = position * 10 + static_cast<std::size_t>(c - '0');
  }
  return std::min(position, hours.size());
}

std::string hours_fault(Language language, std::string_view label, const std::string& value) {
  const auto unclear = unclear_from(value);
  if (!unclear) return {};
  const std::size_t position = *unclear;
  const std::string at =
      std::to_string(characters_of(std::string_view(value).substr(0, position)) + 1);
  return say(
      language, Key::fault_hours,
      {{"field", label}, {"at", at}, {"rest", cut(std::string_view(value).substr(position))}});
}

std::string fault_of(Language language, const Field& field, const std::string& value) {
  const std::string_view label = say(language, field.label);
  const std::string_view form = form_of(field.name);
  const FormFault fault = wire::form_fault(form, value);
  const std::string bound = std::to_string(wire::form_bound(form));
  const std::string count = std::to_string(characters_of(value));
  if (fault != FormFault::none) {
    return say(language, key_of(fault), {{"field", label}, {"bound", bound}, {"count", count}});
  }
  const bool hours = std::string_view(field.name) == "opening_hours" && !value.empty();
  return hours ? hours_fault(language, label, value) : "";
}

// Closed from and until belong together.
void check_closure(Language language, const Book& book, const model::Content& content,
                   std::vector<Fault>& faults) {
  if (!book.draft.contains("closed_from") && !book.draft.contains("closed_until")) return;
  const std::string from = shown_value(book, content, "closed_from");
  const std::string until = shown_value(book, content, "closed_until");
  const std::string_view label = say(language, Key::field_closed_until);
  if (!from.empty() && until.empty()) {
    faults.push_back({"closed_until", say(language, Key::fault_until, {{"field", label}})});
  } else if (wire::is_day(from) && wire::is_day(until) && until < from) {
    faults.push_back({"closed_until", say(language, Key::fault_order, {{"field", label}})});
  }
}

// Half a position is none.
void check_position(Language language, const Book& book, const model::Content& content,
                    std::vector<Fault>& faults) {
  if (!book.draft.contains("lat") && !book.draft.contains("lon")) return;
  const bool north = shown_value(book, content, "lat").empty();
  const bool east = shown_value(book, content, "lon").empty();
  if (north != east)
    faults.push_back({north ? "lat" : "lon", std::string(say(language, Key::fault_position))});
}

// Whoever cannot see a photo is told what it shows.
void check_photos(Language language, const Book& book, const model::Content& content,
                  std::vector<Fault>& faults) {
  constexpr int k_text_max = 300;
  if (!photos_changed(book)) return;
  int number = 0;
  for (const OwnPhoto& photo : photos_shown(book, content)) {
    const std::string label = say(language, Key::photo_nth, {{"n", std::to_string(++number)}});
    const std::string name(photo.name());
    if (trimmed(photo.text).empty()) {
      faults.push_back(
          {"photo_text-" + name, say(language, Key::fault_photo_text, {{"field", label}})});
    }
    for (const auto& [field, words] :
         {std::pair("photo_text-", &photo.text), std::pair("photo_credit-", &photo.credit)}) {
      const int count = characters_of(*words);
      if (count <= k_text_max) continue;
      faults.push_back({field + name, say(language, Key::fault_too_long,
                                          {{"field", label},
                                           {"bound", std::to_string(k_text_max)},
                                           {"count", std::to_string(count)}})});
    }
  }
}

}  // namespace

std::span<const Group> groups() {
  return k_groups;
}

std::string_view label_of(Language language, std::string_view field) {
  if (is_photo_field(field)) return say(language, Key::group_photos);
  if (field == "confirmed_on") return say(language, Key::field_confirmed_on);
  for (const Group& group : k_groups) {
    for (const Field& one : group.fields) {
      if (field == one.name) return say(language, one.label);
    }
  }
  return field;
}

std::string_view form_of(std::string_view field) {
  for (const wire::FieldForm& one : wire::k_shop_fields) {
    if (field == one.name) return one.form;
  }
  return {};
}

std::string tidied(std::string_view field, std::string_view typed) {
  std::string text;
  for (const char c : typed) {
    if (c != '\r') text += c;
  }
  text = trimmed(text);
  if (field == "lat" || field == "lon") std::replace(text.begin(), text.end(), ',', '.');
  if (field == "phone" && !text.empty()) return phone_of(text);
  const bool bare = field == "website" && !text.empty() && text.find(':') == std::string::npos;
  return bare ? "https://" + text : text;
}

std::optional<Tick> tick_in(std::string_view name) {
  for (const std::string_view field : {"payment", "languages"}) {
    if (!name.starts_with(field) || name.size() <= field.size() + 1) continue;
    if (name[field.size()] != '-') continue;
    return Tick{std::string(field), std::string(name.substr(field.size() + 1))};
  }
  return std::nullopt;
}

std::string ticked(std::string_view codes, std::string_view code, bool on) {
  std::string result;
  const auto add = [&](std::string_view one) {
    result.append(result.empty() ? "" : "; ").append(one);
  };
  bool found = false;
  for (const std::string_view one : model::items_of(codes)) {
    found = found || one == code;
    if (one != code || on) add(one);
  }
  if (on && !found) add(code);
  return result;
}

std::vector<Fault> faults_of(Language language, const Book& book, const model::Content& content) {
  std::vector<Fault> faults;
  for (const Group& group : k_groups) {
    for (const Field& field : group.fields) {
      const auto typed = book.draft.find(field.name);
      if (typed == book.draft.end()) continue;
      std::string message = fault_of(language, field, tidied(field.name, typed->second.now));
      if (!message.empty()) faults.push_back({field.name, std::move(message)});
    }
    if (group.title == Key::group_closed) check_closure(language, book, content, faults);
    if (group.title == Key::group_position) check_position(language, book, content, faults);
    if (group.title == Key::group_about) check_photos(language, book, content, faults);
  }
  return faults;
}

std::string hours_suggestion(std::string_view typed) {
  const auto rules = hours::parse(typed);
  if (!rules || typed.empty() || unclear_from(typed)) return {};
  std::string canonical = hours::canonical(*rules);
  return canonical == typed ? "" : canonical;
}

}  // namespace stadtkern::owner
