#include "features/owner/stored.hpp"

#include "features/owner/photos.hpp"
#include "wire/names.hpp"

namespace stadtkern::owner {
namespace {

std::string_view part_of(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('/'), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

void insert(std::vector<Deed>& deeds, wire::OwnerEdit edit) {
  auto at = deeds.begin();
  while (at != deeds.end() && at->edit.number < edit.number) ++at;
  if (at != deeds.end() && at->edit.number == edit.number) return;
  deeds.insert(at, Deed{std::move(edit), 0});
}

}  // namespace

std::string stored_prefix(std::string_view town) {
  return std::string(town) + "/owner/";
}

std::string stored_key(const State& state, std::string_view slug, std::string_view what,
                       std::int64_t number) {
  std::string key = stored_prefix(state.town);
  key.append(slug).append("/").append(what);
  if (number > 0) key += "/" + std::to_string(number);
  return key;
}

std::string photo_key(const State& state, std::string_view slug, std::string_view name) {
  return stored_key(state, slug, "photo/").append(name);
}

bool is_photo_key(std::string_view prefix, std::string_view key) {
  const std::string_view slug = slug_in(prefix, key);
  return !slug.empty() && key.substr(prefix.size() + slug.size()).starts_with("/photo/");
}

std::string_view slug_in(std::string_view prefix, std::string_view key) {
  if (!key.starts_with(prefix)) return {};
  key.remove_prefix(prefix.size());
  const std::string_view slug = part_of(key);
  return wire::is_record_id(slug) ? slug : std::string_view();
}

void put_back(State& state, std::string_view key, BytesView value) {
  const std::string prefix = stored_prefix(state.town);
  const std::string_view slug = slug_in(prefix, key);
  if (slug.empty()) return;
  std::string_view rest = key.substr(prefix.size() + slug.size());
  if (rest.empty()) return;  // an entry, and nothing of it
  rest.remove_prefix(1);
  const std::string_view what = part_of(rest);
  Book& book = book_of(state, slug);
  if (what == "key") {
    book.owned = true;
  } else if (what == "photo") {
    if (find_held(book, rest) == nullptr)
      book.photos.push_back({std::string(rest), {}, false, state.listed});
  } else if (what == "joining") {
    book.invitation = as_text(value);
    book.word = Word::join_waiting;
  } else if (auto edit = wire::decode_owner_edit(value, wire::Encoding::cbor); edit.ok()) {
    if (what == "draft") book.draft = std::move(edit.value().fields);
    if (what == "waiting") insert(book.waiting, std::move(edit).value());
    if (what == "past") insert(book.past, std::move(edit).value());
    if (!book.waiting.empty()) book.word = Word::waiting;
  }
}

}  // namespace stadtkern::owner
