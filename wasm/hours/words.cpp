#include "hours/words.hpp"

namespace stadtkern::hours {

// One line per meaning: the specification's word, then other spellings in lower case. A blank
// stands for any blanks, hyphens, slashes or none.
extern const char k_everyday_phrases[] =
    "Mo|monday|mondays|mon|montag|montags|m\n"
    "Tu|tuesday|tuesdays|tues|tue|t|dienstag|dienstags|di\n"
    "We|wednesday|wednesdays|wed|weds|w|mittwoch|mittwochs|mi|mit\n"
    "Th|thursday|thursdays|thurs|thur|thu|donnerstag|donnerstags|do|don\n"
    "Fr|friday|fridays|fri|f|freitag|freitags\n"
    "Sa|saturday|saturdays|sat|samstag|samstags|sonnabend|sonnabends\n"
    "Su|sunday|sundays|sun|sonntag|sonntags|so|son\n"
    "Su,|sonn und\n"
    "Su,PH|sonn feiertag|sonn feiertags|sonn feiertage|sonn feiertagen\n"
    "Mo-Su|daily|every day|all days|each day|täglich|tägl|tgl|jeden tag|7 days a week"
    "|7 days/week|7/7\n"
    "Mo-Fr|weekday|weekdays|work day|work days|wochentags\n"
    "Mo-Sa|werktag|werktags|werktage\n"
    "Sa,Su|weekend|weekends|wochenende|am wochenende\n"
    "PH|feiertag|feiertags|feiertage|feiertagen|an feiertagen|holiday|holidays"
    "|public holiday|public holidays|bank holidays|gesetzliche feiertage\n"
    "SH|schulferien|ferien|school holiday|school holidays\n"
    "easter|ostern\n"
    "Jan|january|januar|jänner\n"
    "Feb|february|februar|febr\n"
    "Mar|march|märz|maerz|mär|mrz\n"
    "Apr|april\n"
    "May|mai\n"
    "Jun|june|juni\n"
    "Jul|july|juli\n"
    "Aug|august\n"
    "Sep|september|sept\n"
    "Oct|october|oktober|okt\n"
    "Nov|november\n"
    "Dec|december|dezember|dez\n"
    "week|weeks|kw|woche\n"
    "24/7|24x7|24 hours|24 hours 7 days a week|24 hour|24 h|24 stunden|24 std|24/24"
    "|24 hrs|always|always open|non stop|anytime|all day|rund um die uhr|immer|jederzeit"
    "|ganztägig\n"
    "off|geschlossen|geschl|ruhetag|ruhetage|close|except\n"
    "open|opened|yes\n"
    "unknown|unbekannt\n"
    "\"by appointment\"|by appointment\n"
    "\"on appointment\"|on appointment\n"
    "\"nach Vereinbarung\"|nach vereinbarung|n.v.\n"
    "\"nach Absprache\"|nach absprache\n"
    "\"auf Anfrage\"|auf anfrage\n"
    "\"nach telefonischer Vereinbarung\"|nach telefonischer vereinbarung\n"
    "\"nach Terminvereinbarung\"|nach terminvereinbarung\n"
    "12:00|noon|midday|mittag\n"
    "00:00|midnight|mitternacht\n"
    "sunrise|sonnenaufgang\n"
    "sunset|sonnenuntergang\n"
    "am|a.m.\n"
    "pm|p.m.\n"
    "+|open end|ende offen|offenes ende|late|til late|till late|until late\n"
    "-|bis|bis zum|to|til|till|until|through|thru\n"
    ",|und|and|u|sowie\n"
    "|geöffnet|durchgehend|uhr|h|hrs|hours|std|von|vom|from|ab|an|nur|on|jeden"
    "|öffnungszeit|öffnungszeiten|öffnungszeit:|öffnungszeiten:|opening hours ="
    "|opening hours:\n";

// The "оff" has a Cyrillic o.
extern const char k_foreign_phrases[] =
    "Mo|lundi|lunes|lun|lu|lunedì|maandag|poniedziałek|pon|segunda\n"
    "Tu|mardi|martes|martedì|dinsdag\n"
    "We|mercredi|miércoles|miercoles|mercoledì|mer|me|woensdag|wo\n"
    "Th|jeudi|jeu|je|jueves|giovedì|gio|donderdag\n"
    "Fr|vendredi|ven|ve|viernes|venerdì|vrijdag|vr\n"
    "Sa|samedi|sam|sábado|sabado|sab|sabato|zaterdag|za\n"
    "Su|dimanche|dim|domingo|dom|domenica|zondag|zo\n"
    "Mo-Su|7j/7\n"
    "Jan|janvier|enero|ene|gennaio|gen|januari\n"
    "Feb|février|fevrier|febrero|febbraio|februari\n"
    "Mar|mars|marzo|maart|mrt\n"
    "Apr|avril|abril|aprile\n"
    "May|mayo|maggio|mei\n"
    "Jun|juin|junio|giugno\n"
    "Jul|juillet|julio|luglio\n"
    "Aug|août|aout|agosto|augustus\n"
    "Sep|septembre|septiembre|settembre\n"
    "Oct|octobre|octubre|ottobre\n"
    "Nov|novembre|noviembre\n"
    "Dec|décembre|decembre|diciembre|dicembre\n"
    "off|fermé|gesloten|chiuso|cerrado|оff\n"
    "\"Sur rendez-vous\"|sur rendez vous\n"
    "-|a|à\n"
    ",|et|y\n";

namespace {

bool is_filler(char letter) {
  return letter == ' ' || letter == '\t' || letter == '_' || letter == '-' || letter == '/';
}

// ASCII and the Latin-1 capitals, which end in a byte behind 0xC3.
char lower_accented(char letter, char previous) {
  const auto byte = static_cast<unsigned char>(letter);
  const bool is_capital = previous == '\xC3' && byte >= 0x80 && byte <= 0x9E;
  return is_capital ? static_cast<char>(byte + 0x20) : lower(letter);
}

// The end of what a spelling, which ends at a | or a line's end, covers of the text.
const char* covered(const char* text, const char* spelling) {
  char previous = 0;
  for (; *spelling != '|' && *spelling != '\n'; ++spelling) {
    if (*spelling == ' ') {
      while (is_filler(*text)) ++text;
      previous = ' ';
      continue;
    }
    if (lower_accented(*text, previous) != *spelling) return nullptr;
    previous = *text++;
  }
  const bool cuts_word = is_letter(text[-1]) && is_letter(*text);
  const bool cuts_number = is_digit(text[-1]) && is_digit(*text);
  return cuts_word || cuts_number ? nullptr : text;
}

}  // namespace

bool is_letter(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  if (code < 0x80) return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
  // Lead bytes of blanks, quotes and dashes: U+0080-U+00BF, U+2000-U+2FFF, U+3000, U+FF00.
  return code != 0xC2 && code != 0xE2 && code != 0xE3 && code != 0xEF;
}

Phrase phrase_at(const char* text, const char* phrases) {
  Phrase best;
  std::string_view meaning;
  const char* spelling = nullptr;  // none: the first word of a line
  for (const char* at = phrases; *at != '\0';) {
    const char* const word = at;
    while (*at != '|' && *at != '\n') ++at;
    if (spelling == nullptr) {
      meaning = {word, static_cast<std::size_t>(at - word)};
    } else if (const char* end = covered(text, word); end != nullptr && end > best.end) {
      best = {end, meaning};
    }
    spelling = *at++ == '|' ? word : nullptr;
  }
  return best;
}

}  // namespace stadtkern::hours
