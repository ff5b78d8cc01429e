#include "features/directory/nearby.hpp"

#include "features/directory/results.hpp"
#include "views/components/place_field.hpp"

namespace stadtkern::directory {
namespace {

using views::Key;

class Step {
 public:
  Step(Nearby& nearby, const model::Content& content, ListPage* list, port::Effects& effects)
      : nearby_(nearby), content_(content), list_(list), effects_(effects) {}

  bool operator()(const port::Pressed& pressed) {
    if (pressed.action != "locate") return false;
    nearby_.asked = Nearby::Asked::under_way;
    nearby_.awaited = effects_.ask(port::Locate{});
    return true;
  }
  bool operator()(const port::Located& located) {
    if (located.id != nearby_.awaited) return false;
    return take({located.lat_millidegrees / 1000.0, located.lon_millidegrees / 1000.0}, "");
  }
  bool operator()(const port::LocateFailed& failed) {
    if (failed.id != nearby_.awaited) return false;
    nearby_.asked = failed.reason == "denied" ? Nearby::Asked::denied : Nearby::Asked::unavailable;
    return true;
  }
  bool operator()(const port::FormSubmitted& form) {
    const auto chosen = form.fields.find("centre");
    if (chosen == form.fields.end()) return false;
    const model::Collection& places = content_.collection("places");
    const auto row = places.find(chosen->second);
    const auto position = row ? model::Shop(places, *row).position() : std::nullopt;
    return position && take(*position, chosen->second);
  }
  bool operator()(const port::Wiped&) {
    nearby_ = Nearby();
    return false;
  }
  template <class Other>
  bool operator()(const Other&) {
    return false;
  }

 private:
  bool take(const model::Coordinates& from, const std::string& place) {
    nearby_.asked = Nearby::Asked::no;
    nearby_.awaited = 0;
    nearby_.from = from;
    nearby_.place = place;
    if (list_ != nullptr) {
      list_->order = Order::distance;
      list_->page = 1;
    }
    return true;
  }

  Nearby& nearby_;
  const model::Content& content_;
  ListPage* list_;
  port::Effects& effects_;
};

// The places that have a position, by their id, which is made of the name.
std::vector<views::PlaceChoice> places_of(const Sight& sight) {
  const model::Collection& places = sight.content.collection("places");
  std::vector<views::PlaceChoice> all;
  for (model::Row row = 0; row < places.size(); ++row) {
    if (model::Shop(places, row).position())
      all.push_back(
          {places.id(row), places.value(row, "name"), sight.nearby->place == places.id(row)});
  }
  return all;
}

std::string words_of(const Sight& sight, const Nearby& nearby) {
  static constexpr Key k_words[] = {Key::near_ask, Key::near_under_way, Key::near_denied,
                                    Key::near_unavailable};
  if (nearby.asked != Nearby::Asked::no || !nearby.from)
    return std::string(
        views::text(sight.language, k_words[static_cast<std::size_t>(nearby.asked)]));
  if (nearby.place.empty()) return std::string(views::text(sight.language, Key::near_from_here));
  const std::string_view name = sight.town().place_name(nearby.place);
  return views::text(sight.language, Key::near_from_place, {{"place", name}});
}

}  // namespace

bool update(Nearby& nearby, const port::Event& event, const model::Content& content, ListPage* list,
            port::Effects& effects) {
  return std::visit(Step(nearby, content, list, effects), event.fact);
}

std::string distance_text(const Sight& sight, const model::Shop& shop) {
  if (sight.nearby == nullptr || !sight.nearby->from) return {};
  const std::uint32_t metres = metres_to(shop, *sight.nearby->from);
  if (metres == k_far_away) return {};
  // The position is known to about a hundred metres.
  if (metres < 950) return std::to_string((metres + 50) / 100 * 100) + " m";
  if (metres >= 9'950) return views::grouped(sight.language, (metres + 500) / 1000) + " km";
  const std::uint32_t tenths = (metres + 50) / 100;
  std::string text = std::to_string(tenths / 10);
  text += sight.language == views::Language::en ? '.' : ',';
  return text.append(std::to_string(tenths % 10)).append(" km");
}

Html nearby_panel(const Sight& sight, const ListPage& page) {
  if (sight.nearby == nullptr) return {};
  const Nearby& nearby = *sight.nearby;
  if (nearby.asked == Nearby::Asked::no && page.order != Order::distance) return {};
  const std::string words = words_of(sight, nearby);
  // While the device is asked there is nothing to choose: what opens later must be new, because
  // what stands already opens and closes by the person's hand alone.
  std::vector<views::PlaceChoice> places;
  if (nearby.asked != Nearby::Asked::under_way) places = places_of(sight);
  return views::place_field(sight.language, {words, places, !nearby.from});
}

}  // namespace stadtkern::directory
