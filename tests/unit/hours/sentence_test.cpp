#include <catch2/catch.hpp>

#include "hours/week.hpp"
#include "iso_time.hpp"

using namespace stadtkern::hours;
using stadtkern::hours_program::instant_of;

namespace {

std::string said(const char* value, const char* now, Language language = Language::german) {
  const auto rules = parse(value);
  REQUIRE(rules.has_value());
  Context context;
  context.land = Land::mv;
  return sentence(rules.value(), instant_of(now).value(), context, language);
}

constexpr const char* k_wednesday_noon = "2026-06-10T12:00:00+02:00";
constexpr const char* k_friday_evening = "2026-06-12T20:00:00+02:00";

}  // namespace

TEST_CASE("the sentence says until when it is open, or when it opens") {
  CHECK(said("Mo-Fr 08:00-18:00", k_wednesday_noon) == "geöffnet bis 18 Uhr");
  CHECK(said("Mo-Fr 08:00-12:00,14:00-18:00", k_wednesday_noon) == "öffnet um 14 Uhr");
  CHECK(said("Mo-Fr 09:00-11:30", k_wednesday_noon) == "öffnet morgen um 9 Uhr");
  CHECK(said("Mo-Fr 08:00-18:00", k_friday_evening) == "geschlossen bis Montag 8 Uhr");
  CHECK(said("Dec 08:00-18:00", k_wednesday_noon) == "geschlossen bis 1. Dezember");
  CHECK(said("2027 Dec 01 08:00-18:00", k_wednesday_noon) == "geschlossen bis 1. Dezember 2027");
  CHECK(said("24/7", k_wednesday_noon) == "durchgehend geöffnet");
  CHECK(said("off", k_wednesday_noon) == "geschlossen");
  CHECK(said("off \"Umbau\"", k_wednesday_noon) == "geschlossen (Umbau)");
  CHECK(said("Mo-Su 08:30-24:00", k_friday_evening) == "geöffnet bis 24 Uhr");
  CHECK(said("Mo-Su 18:00-02:00", k_friday_evening) == "geöffnet bis 2 Uhr");
}

TEST_CASE("an open end and hours by appointment are said as what they are") {
  CHECK(said("17:00+", k_friday_evening) == "geöffnet, Ende offen");
  CHECK(said("10:00-17:00+", k_wednesday_noon) == "geöffnet mindestens bis 17 Uhr");
  CHECK(said("\"nach Vereinbarung\"", k_wednesday_noon) ==
        "vielleicht geöffnet (nach Vereinbarung)");
  CHECK(said("Mo 08:00-10:00 || \"nach Vereinbarung\"", k_friday_evening) ==
        "geschlossen bis Montag 8 Uhr, sonst: nach Vereinbarung");
}

TEST_CASE("the sentence in English and Leichte Sprache") {
  CHECK(said("Mo-Fr 08:00-18:00", k_wednesday_noon, Language::english) == "open until 18:00");
  CHECK(said("Mo-Fr 08:00-18:00", k_friday_evening, Language::english) ==
        "closed until Monday 8:00");
  CHECK(said("Mo-Fr 09:00-11:30", k_wednesday_noon, Language::english) == "opens tomorrow at 9:00");
  CHECK(said("Mo-Fr 08:00-18:00", k_wednesday_noon, Language::easy) ==
        "Jetzt ist offen. Offen ist bis 18 Uhr.");
  CHECK(said("Mo-Fr 08:00-18:00", k_friday_evening, Language::easy) ==
        "Jetzt ist zu. Zu ist bis Montag um 8 Uhr.");
}

TEST_CASE("a public holiday is closed where the value says so, in the state that keeps it") {
  CHECK(said("Mo-Fr 08:00-18:00; PH off", "2027-03-08T09:00:00+01:00") == "öffnet morgen um 8 Uhr");
  CHECK(said("Mo-Fr 08:00-18:00", "2027-03-08T09:00:00+01:00") == "geöffnet bis 18 Uhr");
}

TEST_CASE("the week table has seven days, marks today and keeps the night with its evening") {
  const auto rules = parse("Mo-Th 08:00-12:30,14:00+; Fr-Sa 18:00-02:00; PH off || \"nach Anruf\"");
  const auto now = instant_of(k_wednesday_noon).value();
  const auto table = week_table(rules.value(), day_of(2026, 6, 8), now, {}, Language::german);
  REQUIRE(table.days.size() == 7);
  CHECK(table.today == 2);
  CHECK(table.otherwise == "nach Anruf");
  CHECK(table.days[0].name == "Montag");
  CHECK(table.days[0].times == "8–12:30 Uhr\nab 14 Uhr");
  CHECK(table.days[5].times == "18–2 Uhr");
  CHECK(table.days[6].times.empty());
  CHECK(table.closed_text == "geschlossen");
}
