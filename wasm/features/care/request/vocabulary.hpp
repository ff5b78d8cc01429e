// The closed choices of a request for care and of its answers. They follow what an intake sheet of
// a care service asks, never the billing codes, which differ per state.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "views/texts.hpp"
#include "wire/document.hpp"

namespace stadtkern::care {

// What is asked for and answered by choices. Positions in memory only: on the wire fields have
// names.
enum class Field : std::uint8_t {
  whom,
  form,
  age,
  level,
  task,
  time,
  urgency,
  duration,
  carer,
  language,
  circumstance,
  verdict,  // from here on: what a service answers
  reason
};
inline constexpr std::size_t k_fields = 13;
inline constexpr std::size_t k_choices_max = 32;

// The chosen of one field, a bit for each choice in the order of the vocabulary.
using Chosen = std::uint32_t;
using AllChosen = std::array<Chosen, k_fields>;

struct Question {
  const char* name;   // on the wire, in forms and in addresses. Sent: do not rename
  const char* codes;  // of its choices, joined by blanks. Sent: do not rename, append only
  bool many;          // more than one may be chosen
  views::Key title;
  views::Key first;  // the word of the first choice; those of the others follow it
};
const Question& question(Field field);

std::size_t choices(Field field);
// The code of a choice. Requires: choice < choices(field).
std::string_view code_of(Field field, std::size_t choice);
// The bit of a code; 0 where the field has no such choice.
Chosen bit_of(Field field, std::string_view code);
// The bits of codes joined by line feeds, as a form sends them; unknown ones are left out.
Chosen bits_of(Field field, std::string_view codes);

inline bool has(Chosen chosen, std::size_t choice) {
  return (chosen >> choice & 1U) != 0;
}

// Reads and writes fields as texts (one of) and arrays of texts (any of); what is not chosen is
// absent. A code that the vocabulary does not have sets the fault.
void read_chosen(const wire::Reader& map, Field field, AllChosen& chosen);
void write_chosen(wire::Writer& map, Field field, const AllChosen& chosen);

}  // namespace stadtkern::care
