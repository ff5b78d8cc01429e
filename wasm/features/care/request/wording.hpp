// Requests and answers in words, as the citizen's summary and the desk show them.
#pragma once

#include "features/care/request/answer.hpp"
#include "views/writer.hpp"

namespace stadtkern::care {

// The word of one choice.
std::string_view word_of(views::Language language, Field field, std::size_t choice);
// The words of all that is chosen, joined by commas; "" where nothing is.
std::string words_of(views::Language language, Field field, Chosen chosen);
// "7 Tage je Woche, 2-mal am Tag"; "" where nothing is said.
std::string rhythm_words(views::Language language, const Rhythm& rhythm);
// "23.11.2026". Days since 1970.
std::string day_words(views::Language language, std::int64_t day);

// Everything that is said, as pairs of question and answer.
// The address of the page where a field is changed; the place goes by `verdict`, which nobody asks.
using UrlOf = std::string (*)(views::Language, Field);
// With `url_of` every row leads there.
Html request_facts(views::Language language, const Request& request, UrlOf url_of = nullptr);
// The same without the verdict, which deserves a heading.
Html answer_facts(views::Language language, const Answer& answer);

}  // namespace stadtkern::care
