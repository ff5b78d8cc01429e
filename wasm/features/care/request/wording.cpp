#include "features/care/request/wording.hpp"

#include <chrono>

#include "views/components/facts.hpp"

namespace stadtkern::care {
namespace {

using views::Key;

// Rows of which each owns its words, until all of them are written.
class Rows {
 public:
  explicit Rows(views::Language language, UrlOf url_of = nullptr)
      : language_(language), url_of_(url_of) {}

  // `field`: what is changed where the row is a link.
  void add(Key name, std::string value, Field field = Field::verdict) {
    if (value.empty()) return;
    rows_.push_back(
        {name, std::move(value), url_of_ == nullptr ? std::string() : url_of_(language_, field)});
  }
  void add(Field field, const AllChosen& chosen) {
    add(question(field).title, words_of(language_, field, chosen[static_cast<std::size_t>(field)]),
        field);
  }
  Html write() const {
    std::vector<views::Fact> facts;
    for (const Row& row : rows_)
      facts.push_back({views::text(language_, row.name), row.value, row.url});
    return views::facts(facts);
  }

 private:
  struct Row {
    Key name;
    std::string value;
    std::string url;
  };
  views::Language language_;
  UrlOf url_of_;
  std::vector<Row> rows_;
};

// One task a line, with its rhythm.
std::string task_lines(views::Language language, const Request& request) {
  std::string lines;
  for (std::size_t task = 0; task < k_tasks; ++task) {
    if (!has(request.of(Field::task), task)) continue;
    if (!lines.empty()) lines += '\n';
    lines += word_of(language, Field::task, task);
    const std::string rhythm = rhythm_words(language, request.rhythm[task]);
    if (!rhythm.empty()) lines += ": " + rhythm;
  }
  return lines;
}

std::string two(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string week_words(views::Language language, std::int64_t day) {
  if (day <= 0) return {};
  return views::text(language, Key::care_week, {{"day", day_words(language, day)}});
}

}  // namespace

std::string_view word_of(views::Language language, Field field, std::size_t choice) {
  return views::text(language,
                     static_cast<Key>(static_cast<std::size_t>(question(field).first) + choice));
}

std::string words_of(views::Language language, Field field, Chosen chosen) {
  std::string words;
  for (std::size_t choice = 0; choice < choices(field); ++choice) {
    if (!has(chosen, choice)) continue;
    if (!words.empty()) words += ", ";
    words += word_of(language, field, choice);
  }
  return words;
}

std::string rhythm_words(views::Language language, const Rhythm& rhythm) {
  std::string words;
  if (rhythm.days > 0) words = views::counted(language, views::Plural::care_days, rhythm.days);
  if (rhythm.times > 0) {
    if (!words.empty()) words += ", ";
    words += views::counted(language, views::Plural::care_times, rhythm.times);
  }
  return words;
}

std::string day_words(views::Language language, std::int64_t day) {
  using namespace std::chrono;
  const year_month_day date{sys_days{days{day}}};
  const std::string year = std::to_string(int{date.year()});
  const std::string month = two(unsigned{date.month()});
  const std::string of_month = two(unsigned{date.day()});
  if (language == views::Language::en) return year + "-" + month + "-" + of_month;
  return of_month + "." + month + "." + year;
}

Html request_facts(views::Language language, const Request& request, UrlOf url_of) {
  Rows rows(language, url_of);
  rows.add(Field::whom, request.chosen);
  rows.add(Key::care_ask_place, request.place_name, Field::verdict);
  for (const Field field : {Field::form, Field::age, Field::level}) rows.add(field, request.chosen);
  rows.add(question(Field::task).title, task_lines(language, request), Field::task);
  rows.add(Key::care_ask_from, week_words(language, request.from_day), Field::time);
  for (const Field field : {Field::time, Field::urgency, Field::duration, Field::carer,
                            Field::language, Field::circumstance})
    rows.add(field, request.chosen);
  rows.add(Key::care_ask_note, request.note, Field::circumstance);
  return rows.write();
}

Html answer_facts(views::Language language, const Answer& answer) {
  Rows rows(language);
  rows.add(Field::reason, answer.chosen);
  rows.add(Key::care_can_do, words_of(language, Field::task, answer.of(Field::task)));
  rows.add(Field::time, answer.chosen);
  if (answer.from_day > 0) rows.add(Key::care_ask_from, day_words(language, answer.from_day));
  if (answer.valid_until > 0)
    rows.add(Key::care_valid_until, day_words(language, answer.valid_until));
  rows.add(Key::care_contact, answer.contact);
  rows.add(Key::care_phone_hours, answer.phone_hours);
  rows.add(Key::care_said, answer.note);
  return rows.write();
}

}  // namespace stadtkern::care
