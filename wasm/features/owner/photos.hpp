// The photos of an entry: four fields of its record, line by line, and what of them lies on this
// device.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "features/owner/entry.hpp"

namespace stadtkern::owner {

inline constexpr std::size_t k_photos_max = 8;

struct OwnPhoto {
  std::string line;    // "HASH 1280x960 webp"
  std::string text;    // what can be seen on it
  std::string credit;  // who made it, under which licence

  std::string_view name() const { return std::string_view(line).substr(0, line.find(' ')); }
};
using OwnPhotos = std::vector<OwnPhoto>;

// "photo", "photos", "photo_texts", "photo_credits".
bool is_photo_field(std::string_view field);
// The name behind "photo_text-", "photo_credit-" or "photo-"; "" where `field` is none of these.
std::string_view photo_in(std::string_view field, std::string_view prefix);

OwnPhotos photos_shown(const Book& book, const model::Content& content);
bool photos_changed(const Book& book);

// What an order in the form does; false where it does nothing.
bool reword(OwnPhotos& photos, std::string_view field, std::string_view words);
bool rearrange(OwnPhotos& photos, std::string_view action, std::string_view name);
// `slot` is "photo-add" or "photo-NAME" of the one that is replaced. False where it is there
// already.
bool place(OwnPhotos& photos, std::string_view slot, std::string line);

// The four fields as they are stored.
wire::Fields fields_of(const OwnPhotos& photos);

HeldPhoto* find_held(Book& book, std::string_view name);
// The next photo that must be at the server before this edit may be; null where there is none.
HeldPhoto* photo_to_send(Book& book, const wire::OwnerEdit& edit);
// Photos of this device that no draft, no edit that waits and none that can be undone names.
std::vector<std::string> photos_forgotten(const Book& book);

}  // namespace stadtkern::owner
