// Names of states and holidays: a program that knows codes and asks for no name does not link them.
#include <iterator>

#include "hours/holidays.hpp"

namespace stadtkern::hours {
namespace {

constexpr std::string_view k_lands[] = {"Baden-Württemberg",
                                        "Bayern",
                                        "Berlin",
                                        "Brandenburg",
                                        "Bremen",
                                        "Hamburg",
                                        "Hessen",
                                        "Mecklenburg-Vorpommern",
                                        "Niedersachsen",
                                        "Nordrhein-Westfalen",
                                        "Rheinland-Pfalz",
                                        "Saarland",
                                        "Sachsen",
                                        "Sachsen-Anhalt",
                                        "Schleswig-Holstein",
                                        "Thüringen"};

constexpr std::string_view k_names[] = {"",
                                        "Neujahr",
                                        "Heilige Drei Könige",
                                        "Internationaler Frauentag",
                                        "Karfreitag",
                                        "Ostersonntag",
                                        "Ostermontag",
                                        "Tag der Arbeit",
                                        "Tag der Befreiung",
                                        "Christi Himmelfahrt",
                                        "Pfingstsonntag",
                                        "Pfingstmontag",
                                        "75. Jahrestag des Volksaufstands",
                                        "Fronleichnam",
                                        "Mariä Himmelfahrt",
                                        "Weltkindertag",
                                        "Tag der Deutschen Einheit",
                                        "Reformationstag",
                                        "Allerheiligen",
                                        "Buß- und Bettag",
                                        "1. Weihnachtstag",
                                        "2. Weihnachtstag"};

}  // namespace

std::optional<Land> land_named(std::string_view name) {
  for (std::size_t i = 0; i < std::size(k_lands); ++i) {
    if (name == k_lands[i]) return static_cast<Land>(i + 1);
  }
  const Land land = land_coded(name);
  return land == Land::none ? std::nullopt : std::optional(land);
}

std::string_view german_name(PublicHoliday holiday) {
  return k_names[static_cast<std::size_t>(holiday)];
}

}  // namespace stadtkern::hours
