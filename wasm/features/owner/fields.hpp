// Which fields of an entry its owner is asked for, how they are asked, and what is wrong with a
// value.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "features/owner/entry.hpp"
#include "features/owner/words.hpp"

namespace stadtkern::owner {

// `kinds` and `places` are records of the town, of which one is chosen; `payment` and `languages`
// codes, of which several may be ticked.
enum class Look { line, area, date, choice, kinds, places, payment, languages };

struct Field {
  const char* name;
  Key label;
  Look look = Look::line;
  const char* type = "text";   // of the input
  Key hint = Key::page_title;  // page_title: none
};
struct Group {
  Key title;
  std::span<const Field> fields;
};
std::span<const Group> groups();
// "Telefon"; the name itself for a field that nobody is asked for.
std::string_view label_of(Language language, std::string_view field);
// "line 160"; "" where its owner may not say it.
std::string_view form_of(std::string_view field);

// As it is published: without blanks around, a phone number with its country, an address with its
// scheme. What cannot be meant otherwise, and nothing else.
std::string tidied(std::string_view field, std::string_view typed);

// A tick's name is its field and its code: "payment-cash".
struct Tick {
  std::string field;
  std::string code;
};
std::optional<Tick> tick_in(std::string_view name);
// The codes with this one in or out, those that were there first.
std::string ticked(std::string_view codes, std::string_view code, bool on);

struct Fault {
  std::string field;
  std::string message;
};
// Everything wrong with the draft, in the order of the form.
std::vector<Fault> faults_of(Language language, const Book& book, const model::Content& content);

// The hours in the specification's spelling where it differs from what was typed and means
// something; "" otherwise.
std::string hours_suggestion(std::string_view typed);

}  // namespace stadtkern::owner
