#include "hours/words.hpp"

namespace stadtkern::hours {
namespace {

// One line per meaning: the specification's word, then other spellings in lower case. A blank
// stands for any blanks, hyphens, slashes or none. The "оff" has a Cyrillic o.
constexpr std::string_view k_lines =
    "Mo|monday|mondays|mon|montag|montags|m|lundi|lunes|lun|lu|lunedì|maandag"
    "|poniedziałek|pon|segunda\n"
    "Tu|tuesday|tuesdays|tues|tue|t|dienstag|dienstags|di|mardi|martes|martedì|dinsdag\n"
    "We|wednesday|wednesdays|wed|weds|w|mittwoch|mittwochs|mi|mit|mercredi|miércoles"
    "|miercoles|mercoledì|mer|me|woensdag|wo\n"
    "Th|thursday|thursdays|thurs|thur|thu|donnerstag|donnerstags|do|don|jeudi|jeu|je"
    "|jueves|giovedì|gio|donderdag\n"
    "Fr|friday|fridays|fri|f|freitag|freitags|vendredi|ven|ve|viernes|venerdì|vrijdag|vr\n"
    "Sa|saturday|saturdays|sat|samstag|samstags|sonnabend|sonnabends|samedi|sam|sábado"
    "|sabado|sab|sabato|zaterdag|za\n"
    "Su|sunday|sundays|sun|sonntag|sonntags|so|son|dimanche|dim|domingo|dom|domenica"
    "|zondag|zo\n"
    "Su,|sonn und\n"
    "Su,PH|sonn feiertag|sonn feiertags|sonn feiertage|sonn feiertagen\n"
    "Mo-Su|daily|every day|all days|each day|täglich|tägl|tgl|jeden tag|7 days a week"
    "|7 days/week|7/7|7j/7\n"
    "Mo-Fr|weekday|weekdays|work day|work days|wochentags\n"
    "Mo-Sa|werktag|werktags|werktage\n"
    "Sa,Su|weekend|weekends|wochenende|am wochenende\n"
    "PH|feiertag|feiertags|feiertage|feiertagen|an feiertagen|holiday|holidays"
    "|public holiday|public holidays|bank holidays|gesetzliche feiertage\n"
    "SH|schulferien|ferien|school holiday|school holidays\n"
    "easter|easter|ostern\n"
    "Jan|january|januar|jänner|janvier|enero|ene|gennaio|gen|januari\n"
    "Feb|february|februar|febr|février|fevrier|febrero|febbraio|februari\n"
    "Mar|march|märz|maerz|mär|mrz|mars|marzo|maart|mrt\n"
    "Apr|april|avril|abril|aprile\n"
    "May|mai|mayo|maggio|mei\n"
    "Jun|june|juni|juin|junio|giugno\n"
    "Jul|july|juli|juillet|julio|luglio\n"
    "Aug|august|août|aout|agosto|augustus\n"
    "Sep|september|sept|septembre|septiembre|settembre\n"
    "Oct|october|oktober|okt|octobre|octubre|ottobre\n"
    "Nov|november|novembre|noviembre\n"
    "Dec|december|dezember|dez|décembre|decembre|diciembre|dicembre\n"
    "week|weeks|kw|woche\n"
    "24/7|24x7|24 hours|24 hours 7 days a week|24 hour|24 h|24 stunden|24 std|24/24"
    "|24 hrs|always|always open|non stop|anytime|all day|rund um die uhr|immer|jederzeit"
    "|ganztägig\n"
    "off|geschlossen|geschl|ruhetag|ruhetage|fermé|gesloten|chiuso|cerrado|close|except"
    "|оff\n"
    "open|opened|yes\n"
    "unknown|unbekannt\n"
    "\"by appointment\"|by appointment\n"
    "\"on appointment\"|on appointment\n"
    "\"nach Vereinbarung\"|nach vereinbarung|n.v.\n"
    "\"nach Absprache\"|nach absprache\n"
    "\"auf Anfrage\"|auf anfrage\n"
    "\"nach telefonischer Vereinbarung\"|nach telefonischer vereinbarung\n"
    "\"nach Terminvereinbarung\"|nach terminvereinbarung\n"
    "\"Sur rendez-vous\"|sur rendez vous\n"
    "12:00|noon|midday|mittag\n"
    "00:00|midnight|mitternacht\n"
    "sunrise|sonnenaufgang\n"
    "sunset|sonnenuntergang\n"
    "am|a.m.\n"
    "pm|p.m.\n"
    "+|open end|ende offen|offenes ende|late|til late|till late|until late\n"
    "-|bis|bis zum|to|til|till|until|through|thru|a|à\n"
    ",|und|and|u|et|sowie|y\n"
    "|geöffnet|durchgehend|uhr|h|hrs|hours|std|von|vom|from|ab|an|nur|on|jeden"
    "|öffnungszeit|öffnungszeiten|öffnungszeit:|öffnungszeiten:|opening hours ="
    "|opening hours:\n";

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
std::size_t covered(std::string_view text, std::string_view written) {
  std::size_t at = 0;
  for (const char letter : written) {
    if (letter == ' ') {
      while (at < text.size() && is_filler(text[at])) ++at;
      continue;
    }
    if (at >= text.size() || lower(text[at], at > 0 ? text[at - 1] : '\0') != letter) return 0;
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
  std::string_view meaning;
  std::size_t start = 0;
  bool is_meaning = true;  // the first word of a line
  for (std::size_t at = 0; at < k_lines.size(); ++at) {
    if (k_lines[at] != '|' && k_lines[at] != '\n') continue;
    const std::string_view word = k_lines.substr(start, at - start);
    if (is_meaning) meaning = word;
    const std::size_t length = !is_meaning && word[0] == first ? covered(text, word) : 0;
    const bool cuts_number =
        length > 0 && is_digit(text[length - 1]) && length < text.size() && is_digit(text[length]);
    if (length > 0 && !cuts_number && (!best || best->length < length)) {
      best = Phrase{length, meaning};
    }
    is_meaning = k_lines[at] == '\n';
    start = at + 1;
  }
  return best;
}

}  // namespace stadtkern::hours
