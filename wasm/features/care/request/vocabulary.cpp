#include "features/care/request/vocabulary.hpp"

#include <algorithm>

namespace stadtkern::care {
namespace {

using views::Key;

constexpr Question k_questions[k_fields] = {
    {"whom", "me relative other", false, Key::care_ask_whom, Key::care_whom_me},
    {"forms", "home day night short-term substitute residential shared-flat relief palliative",
     true, Key::care_ask_form, Key::care_form_home},
    {"age", "under-18 18-59 60-74 75-89 90-up", false, Key::care_ask_age, Key::care_age_under_18},
    {"level", "none applied 1 2 3 4 5 unknown", false, Key::care_ask_level, Key::care_level_none},
    {"tasks",
     "wash shower toilet repositioning mobility eating medication dressings stockings blood-sugar "
     "insulin oxygen stoma shopping cooking cleaning laundry company advice training",
     true, Key::care_ask_task, Key::care_task_wash},
    {"times", "morning noon afternoon evening night weekend", true, Key::care_ask_time,
     Key::care_time_morning},
    {"urgency", "now days weeks later", false, Key::care_ask_urgency, Key::care_urgency_now},
    {"duration", "once weeks months long unknown", false, Key::care_ask_duration,
     Key::care_duration_once},
    {"carer", "any woman man", false, Key::care_ask_carer, Key::care_carer_any},
    {"languages", "de en pl ru uk ar tr dgs", true, Key::care_ask_language, Key::care_language_de},
    {"circumstances", "dementia pets stairs", true, Key::care_ask_circumstance,
     Key::care_circumstance_dementia},
    {"verdict", "yes partly from waiting-list no", false, Key::care_ask_verdict,
     Key::care_verdict_yes},
    {"reason", "no-capacity too-far not-our-service", false, Key::care_ask_reason,
     Key::care_reason_no_capacity}};

constexpr std::size_t words_in(std::string_view codes) {
  std::size_t count = 1;
  for (const char c : codes) count += c == ' ' ? 1 : 0;
  return count;
}

// The words of a field stand one after another in the texts, as many as it has codes.
constexpr bool has_words(Field field, Key last) {
  const Question& asked = k_questions[static_cast<std::size_t>(field)];
  return static_cast<std::size_t>(last) - static_cast<std::size_t>(asked.first) + 1 ==
         words_in(asked.codes);
}
static_assert(has_words(Field::whom, Key::care_whom_other));
static_assert(has_words(Field::form, Key::care_form_palliative));
static_assert(has_words(Field::age, Key::care_age_90_up));
static_assert(has_words(Field::level, Key::care_level_unknown));
static_assert(has_words(Field::task, Key::care_task_training));
static_assert(has_words(Field::time, Key::care_time_weekend));
static_assert(has_words(Field::urgency, Key::care_urgency_later));
static_assert(has_words(Field::duration, Key::care_duration_unknown));
static_assert(has_words(Field::carer, Key::care_carer_man));
static_assert(has_words(Field::language, Key::care_language_dgs));
static_assert(has_words(Field::circumstance, Key::care_circumstance_stairs));
static_assert(has_words(Field::verdict, Key::care_verdict_no));
static_assert(has_words(Field::reason, Key::care_reason_not_our_service));

}  // namespace

const Question& question(Field field) {
  return k_questions[static_cast<std::size_t>(field)];
}

std::size_t choices(Field field) {
  return words_in(question(field).codes);
}

std::string_view code_of(Field field, std::size_t choice) {
  std::string_view codes = question(field).codes;
  for (; choice > 0; --choice) codes.remove_prefix(codes.find(' ') + 1);
  return codes.substr(0, codes.find(' '));
}

Chosen bit_of(Field field, std::string_view code) {
  for (std::size_t choice = 0; choice < choices(field); ++choice) {
    if (code_of(field, choice) == code) return Chosen{1} << choice;
  }
  return 0;
}

Chosen bits_of(Field field, std::string_view codes) {
  Chosen bits = 0;
  for (std::size_t at = 0; at <= codes.size();) {
    const std::size_t end = std::min(codes.find('\n', at), codes.size());
    bits |= bit_of(field, codes.substr(at, end - at));
    at = end + 1;
  }
  return bits;
}

void read_chosen(const wire::Reader& map, Field field, AllChosen& chosen) {
  const Question& asked = question(field);
  if (!map.has(asked.name)) return;
  std::vector<std::string> codes;
  if (asked.many) {
    codes = map.texts(asked.name, choices(field), 20);
  } else {
    codes.push_back(map.text(asked.name, 20));
  }
  Chosen& bits = chosen[static_cast<std::size_t>(field)];
  for (const std::string& code : codes) {
    const Chosen bit = bit_of(field, code);
    map.expect(bit != 0, asked.name, "a choice of the vocabulary");
    bits |= bit;
  }
}

void write_chosen(wire::Writer& map, Field field, const AllChosen& all) {
  const Question& asked = question(field);
  const Chosen chosen = all[static_cast<std::size_t>(field)];
  std::vector<std::string> codes;
  for (std::size_t choice = 0; choice < choices(field); ++choice) {
    if (has(chosen, choice)) codes.emplace_back(code_of(field, choice));
  }
  if (codes.empty()) return;
  if (asked.many) {
    map.texts(asked.name, codes);
  } else {
    map.text(asked.name, codes.front());
  }
}

}  // namespace stadtkern::care
