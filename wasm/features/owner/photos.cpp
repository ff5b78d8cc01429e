#include "features/owner/photos.hpp"

#include <algorithm>

#include "wire/form.hpp"

namespace stadtkern::owner {
namespace {

constexpr std::string_view k_fields[] = {"photo", "photos", "photo_texts", "photo_credits"};
// Empty lines would be lost: this stands for one.
constexpr std::string_view k_no_words = "–";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string words_at(const std::vector<std::string>& lines, std::size_t at) {
  return at < lines.size() && lines[at] != k_no_words ? lines[at] : "";
}

// One line, so that the others keep their places.
std::string one_line(std::string_view words) {
  std::string line;
  for (const char c : words) line += c == '\n' || c == '\r' ? ' ' : c;
  return line;
}

OwnPhotos::iterator find(OwnPhotos& photos, std::string_view name) {
  return std::find_if(photos.begin(), photos.end(),
                      [&](const OwnPhoto& photo) { return photo.name() == name; });
}

bool names(const wire::Sayings& fields, std::string_view name) {
  const auto photos = fields.find("photos");
  if (photos == fields.end()) return false;
  return photos->second.now.find(name) != std::string::npos ||
         photos->second.was.find(name) != std::string::npos;
}

bool any_names(const std::vector<Deed>& deeds, std::string_view name) {
  return std::any_of(deeds.begin(), deeds.end(),
                     [&](const Deed& deed) { return names(deed.edit.fields, name); });
}

}  // namespace

bool is_photo_field(std::string_view field) {
  return std::find(std::begin(k_fields), std::end(k_fields), field) != std::end(k_fields);
}

std::string_view photo_in(std::string_view field, std::string_view prefix) {
  return field.starts_with(prefix) ? field.substr(prefix.size()) : std::string_view();
}

OwnPhotos photos_shown(const Book& book, const model::Content& content) {
  const auto texts = lines_of(shown_value(book, content, "photo_texts"));
  const auto credits = lines_of(shown_value(book, content, "photo_credits"));
  OwnPhotos photos;
  for (std::string& line : lines_of(shown_value(book, content, "photos"))) {
    const std::size_t at = photos.size();
    photos.push_back({std::move(line), words_at(texts, at), words_at(credits, at)});
  }
  return photos;
}

bool photos_changed(const Book& book) {
  return std::any_of(std::begin(k_fields), std::end(k_fields),
                     [&](std::string_view field) { return book.draft.contains(field); });
}

bool reword(OwnPhotos& photos, std::string_view field, std::string_view words) {
  const std::string_view text = photo_in(field, "photo_text-");
  const auto photo = find(photos, text.empty() ? photo_in(field, "photo_credit-") : text);
  if (photo == photos.end()) return false;
  (text.empty() ? photo->credit : photo->text) = one_line(words);
  return true;
}

bool rearrange(OwnPhotos& photos, std::string_view action, std::string_view name) {
  const auto photo = find(photos, name);
  if (photo == photos.end()) return false;
  if (action == "owner-photo-remove") {
    photos.erase(photo);
  } else if (action == "owner-photo-up" && photo != photos.begin()) {
    std::iter_swap(photo, photo - 1);
  } else if (action == "owner-photo-down" && photo + 1 != photos.end()) {
    std::iter_swap(photo, photo + 1);
  } else {
    return false;
  }
  return true;
}

bool place(OwnPhotos& photos, std::string_view slot, std::string line) {
  OwnPhoto fresh{std::move(line), "", ""};
  if (wire::form_fault("photos 1", fresh.line) != wire::FormFault::none) return false;
  if (find(photos, fresh.name()) != photos.end()) return false;
  const auto old = find(photos, photo_in(slot, "photo-"));
  if (old != photos.end()) {
    old->line = std::move(fresh.line);
    return true;
  }
  if (photos.size() >= k_photos_max) return false;
  photos.push_back(std::move(fresh));
  return true;
}

wire::Fields fields_of(const OwnPhotos& photos) {
  wire::Fields fields{{"photo", photos.empty() ? "" : photos.front().line}};
  for (const std::string_view field : {"photos", "photo_texts", "photo_credits"}) {
    std::string lines;
    for (const OwnPhoto& photo : photos) {
      const std::string& words = field == "photos"        ? photo.line
                                 : field == "photo_texts" ? photo.text
                                                          : photo.credit;
      if (!lines.empty()) lines += '\n';
      lines += words.empty() ? std::string(k_no_words) : words;
    }
    fields.emplace(field, std::move(lines));
  }
  return fields;
}

HeldPhoto* find_held(Book& book, std::string_view name) {
  for (HeldPhoto& photo : book.photos) {
    if (photo.name == name) return &photo;
  }
  return nullptr;
}

HeldPhoto* photo_to_send(Book& book, const wire::OwnerEdit& edit) {
  const auto said = edit.fields.find("photos");
  if (said == edit.fields.end()) return nullptr;
  for (HeldPhoto& photo : book.photos) {
    const bool fresh = said->second.now.find(photo.name) != std::string::npos &&
                       said->second.was.find(photo.name) == std::string::npos;
    if (fresh && !photo.sent) return &photo;
  }
  return nullptr;
}

std::vector<std::string> photos_forgotten(const Book& book) {
  std::vector<std::string> forgotten;
  for (const HeldPhoto& photo : book.photos) {
    const bool named = photo.foreign || names(book.draft, photo.name) ||
                       any_names(book.waiting, photo.name) || any_names(book.past, photo.name);
    if (!named) forgotten.push_back(photo.name);
  }
  return forgotten;
}

}  // namespace stadtkern::owner
