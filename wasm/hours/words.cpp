#include "hours/words.hpp"

namespace stadtkern::hours {
namespace {

struct Entry {
  const char* written;  // lower case; a blank stands for any blanks, hyphens, slashes or none
  const char* meaning;
};

constexpr Entry k_entries[] = {
    // Days of the week.
    {"monday", "Mo"},
    {"mondays", "Mo"},
    {"mon", "Mo"},
    {"montag", "Mo"},
    {"montags", "Mo"},
    {"m", "Mo"},
    {"lundi", "Mo"},
    {"lunes", "Mo"},
    {"lun", "Mo"},
    {"lu", "Mo"},
    {"lunedì", "Mo"},
    {"maandag", "Mo"},
    {"poniedziałek", "Mo"},
    {"pon", "Mo"},
    {"segunda", "Mo"},
    {"tuesday", "Tu"},
    {"tuesdays", "Tu"},
    {"tues", "Tu"},
    {"tue", "Tu"},
    {"t", "Tu"},
    {"dienstag", "Tu"},
    {"dienstags", "Tu"},
    {"di", "Tu"},
    {"mardi", "Tu"},
    {"martes", "Tu"},
    {"martedì", "Tu"},
    {"dinsdag", "Tu"},
    {"wednesday", "We"},
    {"wednesdays", "We"},
    {"wed", "We"},
    {"weds", "We"},
    {"w", "We"},
    {"mittwoch", "We"},
    {"mittwochs", "We"},
    {"mi", "We"},
    {"mit", "We"},
    {"mercredi", "We"},
    {"miércoles", "We"},
    {"miercoles", "We"},
    {"mercoledì", "We"},
    {"mer", "We"},
    {"me", "We"},
    {"woensdag", "We"},
    {"wo", "We"},
    {"thursday", "Th"},
    {"thursdays", "Th"},
    {"thurs", "Th"},
    {"thur", "Th"},
    {"thu", "Th"},
    {"donnerstag", "Th"},
    {"donnerstags", "Th"},
    {"do", "Th"},
    {"don", "Th"},
    {"jeudi", "Th"},
    {"jeu", "Th"},
    {"je", "Th"},
    {"jueves", "Th"},
    {"giovedì", "Th"},
    {"gio", "Th"},
    {"donderdag", "Th"},
    {"friday", "Fr"},
    {"fridays", "Fr"},
    {"fri", "Fr"},
    {"f", "Fr"},
    {"freitag", "Fr"},
    {"freitags", "Fr"},
    {"vendredi", "Fr"},
    {"ven", "Fr"},
    {"ve", "Fr"},
    {"viernes", "Fr"},
    {"venerdì", "Fr"},
    {"vrijdag", "Fr"},
    {"vr", "Fr"},
    {"saturday", "Sa"},
    {"saturdays", "Sa"},
    {"sat", "Sa"},
    {"samstag", "Sa"},
    {"samstags", "Sa"},
    {"sonnabend", "Sa"},
    {"sonnabends", "Sa"},
    {"samedi", "Sa"},
    {"sam", "Sa"},
    {"sábado", "Sa"},
    {"sabado", "Sa"},
    {"sab", "Sa"},
    {"sabato", "Sa"},
    {"zaterdag", "Sa"},
    {"za", "Sa"},
    {"sunday", "Su"},
    {"sundays", "Su"},
    {"sun", "Su"},
    {"sonntag", "Su"},
    {"sonntags", "Su"},
    {"so", "Su"},
    {"son", "Su"},
    {"dimanche", "Su"},
    {"dim", "Su"},
    {"domingo", "Su"},
    {"dom", "Su"},
    {"domenica", "Su"},
    {"zondag", "Su"},
    {"zo", "Su"},
    {"sonn und", "Su,"},
    {"sonn feiertag", "Su,PH"},
    {"sonn feiertags", "Su,PH"},
    {"sonn feiertage", "Su,PH"},
    {"sonn feiertagen", "Su,PH"},
    // Groups of days.
    {"daily", "Mo-Su"},
    {"every day", "Mo-Su"},
    {"all days", "Mo-Su"},
    {"each day", "Mo-Su"},
    {"täglich", "Mo-Su"},
    {"tägl", "Mo-Su"},
    {"tgl", "Mo-Su"},
    {"jeden tag", "Mo-Su"},
    {"7 days a week", "Mo-Su"},
    {"7 days/week", "Mo-Su"},
    {"7/7", "Mo-Su"},
    {"7j/7", "Mo-Su"},
    {"weekday", "Mo-Fr"},
    {"weekdays", "Mo-Fr"},
    {"work day", "Mo-Fr"},
    {"work days", "Mo-Fr"},
    {"wochentags", "Mo-Fr"},
    {"werktag", "Mo-Sa"},
    {"werktags", "Mo-Sa"},
    {"werktage", "Mo-Sa"},
    {"weekend", "Sa,Su"},
    {"weekends", "Sa,Su"},
    {"wochenende", "Sa,Su"},
    {"am wochenende", "Sa,Su"},
    // Holidays.
    {"feiertag", "PH"},
    {"feiertags", "PH"},
    {"feiertage", "PH"},
    {"feiertagen", "PH"},
    {"an feiertagen", "PH"},
    {"holiday", "PH"},
    {"holidays", "PH"},
    {"public holiday", "PH"},
    {"public holidays", "PH"},
    {"bank holidays", "PH"},
    {"gesetzliche feiertage", "PH"},
    {"schulferien", "SH"},
    {"ferien", "SH"},
    {"school holiday", "SH"},
    {"school holidays", "SH"},
    {"easter", "easter"},
    {"ostern", "easter"},
    // Months.
    {"january", "Jan"},
    {"januar", "Jan"},
    {"jänner", "Jan"},
    {"janvier", "Jan"},
    {"enero", "Jan"},
    {"ene", "Jan"},
    {"gennaio", "Jan"},
    {"gen", "Jan"},
    {"januari", "Jan"},
    {"february", "Feb"},
    {"februar", "Feb"},
    {"febr", "Feb"},
    {"février", "Feb"},
    {"fevrier", "Feb"},
    {"febrero", "Feb"},
    {"febbraio", "Feb"},
    {"februari", "Feb"},
    {"march", "Mar"},
    {"märz", "Mar"},
    {"maerz", "Mar"},
    {"mär", "Mar"},
    {"mrz", "Mar"},
    {"mars", "Mar"},
    {"marzo", "Mar"},
    {"maart", "Mar"},
    {"mrt", "Mar"},
    {"april", "Apr"},
    {"avril", "Apr"},
    {"abril", "Apr"},
    {"aprile", "Apr"},
    {"mai", "May"},
    {"mayo", "May"},
    {"maggio", "May"},
    {"mei", "May"},
    {"june", "Jun"},
    {"juni", "Jun"},
    {"juin", "Jun"},
    {"junio", "Jun"},
    {"giugno", "Jun"},
    {"july", "Jul"},
    {"juli", "Jul"},
    {"juillet", "Jul"},
    {"julio", "Jul"},
    {"luglio", "Jul"},
    {"august", "Aug"},
    {"août", "Aug"},
    {"aout", "Aug"},
    {"agosto", "Aug"},
    {"augustus", "Aug"},
    {"september", "Sep"},
    {"sept", "Sep"},
    {"septembre", "Sep"},
    {"septiembre", "Sep"},
    {"settembre", "Sep"},
    {"october", "Oct"},
    {"oktober", "Oct"},
    {"okt", "Oct"},
    {"octobre", "Oct"},
    {"octubre", "Oct"},
    {"ottobre", "Oct"},
    {"november", "Nov"},
    {"novembre", "Nov"},
    {"noviembre", "Nov"},
    {"december", "Dec"},
    {"dezember", "Dec"},
    {"dez", "Dec"},
    {"décembre", "Dec"},
    {"decembre", "Dec"},
    {"diciembre", "Dec"},
    {"dicembre", "Dec"},
    // Weeks.
    {"weeks", "week"},
    {"kw", "week"},
    {"woche", "week"},
    // Whether it is open.
    {"24x7", "24/7"},
    {"24 hours", "24/7"},
    {"24 hours 7 days a week", "24/7"},
    {"24 hour", "24/7"},
    {"24 h", "24/7"},
    {"24 stunden", "24/7"},
    {"24 std", "24/7"},
    {"24/24", "24/7"},
    {"24 hrs", "24/7"},
    {"always", "24/7"},
    {"always open", "24/7"},
    {"non stop", "24/7"},
    {"anytime", "24/7"},
    {"all day", "24/7"},
    {"rund um die uhr", "24/7"},
    {"immer", "24/7"},
    {"jederzeit", "24/7"},
    {"ganztägig", "24/7"},
    {"geschlossen", "off"},
    {"geschl", "off"},
    {"ruhetag", "off"},
    {"ruhetage", "off"},
    {"fermé", "off"},
    {"gesloten", "off"},
    {"chiuso", "off"},
    {"cerrado", "off"},
    {"close", "off"},
    {"except", "off"},
    {"оff", "off"},  // with a Cyrillic o
    {"opened", "open"},
    {"yes", "open"},
    {"unbekannt", "unknown"},
    {"by appointment", "\"by appointment\""},
    {"on appointment", "\"on appointment\""},
    {"nach vereinbarung", "\"nach Vereinbarung\""},
    {"n.v.", "\"nach Vereinbarung\""},
    {"nach absprache", "\"nach Absprache\""},
    {"auf anfrage", "\"auf Anfrage\""},
    {"nach telefonischer vereinbarung", "\"nach telefonischer Vereinbarung\""},
    {"nach terminvereinbarung", "\"nach Terminvereinbarung\""},
    {"sur rendez vous", "\"Sur rendez-vous\""},
    // Times.
    {"noon", "12:00"},
    {"midday", "12:00"},
    {"mittag", "12:00"},
    {"midnight", "00:00"},
    {"mitternacht", "00:00"},
    {"sonnenaufgang", "sunrise"},
    {"sonnenuntergang", "sunset"},
    {"a.m.", "am"},
    {"p.m.", "pm"},
    {"open end", "+"},
    {"ende offen", "+"},
    {"offenes ende", "+"},
    {"late", "+"},
    {"til late", "+"},
    {"till late", "+"},
    {"until late", "+"},
    // Between selectors.
    {"bis", "-"},
    {"bis zum", "-"},
    {"to", "-"},
    {"til", "-"},
    {"till", "-"},
    {"until", "-"},
    {"through", "-"},
    {"thru", "-"},
    {"a", "-"},
    {"à", "-"},
    {"und", ","},
    {"and", ","},
    {"u", ","},
    {"et", ","},
    {"sowie", ","},
    {"y", ","},
    // What adds nothing.
    {"geöffnet", ""},
    {"durchgehend", ""},
    {"uhr", ""},
    {"h", ""},
    {"hrs", ""},
    {"hours", ""},
    {"std", ""},
    {"von", ""},
    {"vom", ""},
    {"from", ""},
    {"ab", ""},
    {"an", ""},
    {"nur", ""},
    {"on", ""},
    {"jeden", ""},
    {"öffnungszeit", ""},
    {"öffnungszeiten", ""},
    {"öffnungszeit:", ""},
    {"öffnungszeiten:", ""},
    {"opening hours =", ""},
    {"opening hours:", ""},
};

bool is_filler(char letter) {
  return letter == ' ' || letter == '\t' || letter == '_' || letter == '-' || letter == '/';
}

// ASCII and the Latin-1 capitals; `second` continues a two-byte sequence.
char lower(char letter, char previous) {
  if (letter >= 'A' && letter <= 'Z') return static_cast<char>(letter + 32);
  const auto byte = static_cast<unsigned char>(letter);
  if (previous == '\xC3' && byte >= 0x80 && byte <= 0x9E) return static_cast<char>(byte + 0x20);
  return letter;
}

// The bytes of text that the phrase covers, 0 where it does not stand there.
std::size_t covered(std::string_view text, const char* written) {
  std::size_t at = 0;
  for (; *written != '\0'; ++written) {
    if (*written == ' ') {
      while (at < text.size() && is_filler(text[at])) ++at;
      continue;
    }
    if (at >= text.size() || lower(text[at], at > 0 ? text[at - 1] : '\0') != *written) return 0;
    ++at;
  }
  const bool ends_in_letter = is_letter_at(text, at - 1);
  return ends_in_letter && is_letter_at(text, at) ? 0 : at;
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

}  // namespace

bool is_letter_at(std::string_view text, std::size_t position) {
  if (position >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 0x80) return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
  // Lead bytes of blanks, quotes and dashes: U+0080-U+00BF, U+2000-U+2FFF, U+3000, U+FF00.
  return byte != 0xC2 && byte != 0xE2 && byte != 0xE3 && byte != 0xEF;
}

std::optional<Phrase> phrase_at(std::string_view text) {
  std::optional<Phrase> best;
  const char first = lower(text[0], '\0');
  for (const Entry& entry : k_entries) {
    if (entry.written[0] != first) continue;
    const std::size_t length = covered(text, entry.written);
    if (length == 0 || (best && best->length >= length)) continue;
    if (is_digit(text[length - 1]) && length < text.size() && is_digit(text[length])) continue;
    best = Phrase{length, entry.meaning};
  }
  return best;
}

}  // namespace stadtkern::hours
