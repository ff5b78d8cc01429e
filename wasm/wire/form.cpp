#include "wire/form.hpp"

#include <algorithm>

#include "wire/names.hpp"

namespace stadtkern::wire {
namespace {

constexpr int k_phone_digits_min = 6;
constexpr int k_phone_digits_max = 20;
constexpr int k_email_max = 254;  // RFC 5321, section 4.5.3.1.3, without its brackets
constexpr int k_url_max = 500;
constexpr std::size_t k_decimals_max = 7;
constexpr std::size_t k_hash_letters = 22;
constexpr int k_pixels_max = 20'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has(std::string_view text, const char* any) {
  return text.find_first_of(any) != std::string_view::npos;
}

std::string_view word_of(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) {
    if (!is_digit(c) || number > 99'999) return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

// Unicode scalar values of valid UTF-8.
int characters_of(std::string_view text) {
  int count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

bool is_phone(std::string_view text) {
  int digits = 0;
  bool after_gap = true;
  if (text.empty() || text[0] != '+') return false;
  for (const char c : text.substr(1)) {
    const bool gap = c == ' ' || c == '-';
    if (!gap && !is_digit(c)) return false;
    if (gap && after_gap) return false;
    after_gap = gap;
    digits += gap ? 0 : 1;
  }
  return !after_gap && digits >= k_phone_digits_min && digits <= k_phone_digits_max;
}

// Labels with at least one full stop between, none empty.
bool is_host(std::string_view host) {
  if (host.empty() || host.find('.') == std::string_view::npos) return false;
  return host.front() != '.' && host.back() != '.' && host.find("..") == std::string_view::npos &&
         !has(host, " @<>()\"',;\\[]{}|^`?#/");
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || characters_of(text) > k_email_max) return false;
  const std::string_view host = text.substr(at + 1);
  return !has(text.substr(0, at), " <>()\"',:;\\[]{}|^`") && is_host(host) && !has(host, ":");
}

bool is_web_address(std::string_view text) {
  if (text.size() > k_url_max || has(text, " <>\"{}|\\^`")) return false;
  if (text.starts_with("https://")) {
    text.remove_prefix(8);
  } else if (text.starts_with("http://")) {
    text.remove_prefix(7);
  } else {
    return false;
  }
  return is_host(text.substr(0, text.find_first_of("/?#")));
}

// "-12.3456789"
bool is_degrees(std::string_view text, int bound) {
  if (text.starts_with("-")) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const bool pointed = point < text.size();
  const std::string_view decimals = pointed ? text.substr(point + 1) : std::string_view();
  const bool spelled = !whole.empty() && whole.size() <= 3 && pointed != decimals.empty() &&
                       decimals.size() <= k_decimals_max &&
                       std::all_of(whole.begin(), whole.end(), is_digit) &&
                       std::all_of(decimals.begin(), decimals.end(), is_digit);
  const bool above = decimals.find_first_not_of('0') != std::string_view::npos;
  return spelled && number_of(whole) + (above ? 1 : 0) <= bound;
}

bool is_pixels(std::string_view digits) {
  const int number = digits.empty() || digits[0] == '0' ? 0 : number_of(digits);
  return number > 0 && number <= k_pixels_max;
}

// "HASH 1280x960", of an owner "HASH 1280x960 webp"
bool is_photo(std::string_view line) {
  const std::string_view hash = word_of(line);
  const std::string_view measures = word_of(line);
  const std::size_t cross = std::min(measures.find('x'), measures.size());
  const bool letters = std::all_of(hash.begin(), hash.end(), [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
  return hash.size() == k_hash_letters && letters && is_pixels(measures.substr(0, cross)) &&
         cross < measures.size() && is_pixels(measures.substr(cross + 1)) &&
         (line.empty() || line == "webp" || line == "jpg");
}

bool are_photos(std::string_view lines, int bound) {
  for (int count = 1; count <= bound; ++count) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    if (!is_photo(lines.substr(0, end))) return false;
    if (end == lines.size()) return true;
    lines.remove_prefix(end + 1);
  }
  return false;
}

bool is_among(std::string_view words, std::string_view value) {
  while (!words.empty()) {
    if (word_of(words) == value) return true;
  }
  return false;
}

FormFault unless(bool right, FormFault fault) {
  return right ? FormFault::none : fault;
}

}  // namespace

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = number_of(text.substr(0, 4));
  const int month = number_of(text.substr(5, 2));
  const int day = number_of(text.substr(8, 2));
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days = month == 2                                              ? (leap ? 29 : 28)
                   : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                           : 31;
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= days;
}

int form_bound(std::string_view form) {
  word_of(form);
  return number_of(form);
}

FormFault form_fault(std::string_view form, std::string_view value) {
  const int bound = form_bound(form);
  const std::string_view kind = word_of(form);
  if (value.empty()) return unless(kind != "title", FormFault::empty);
  if (!is_value(value)) return FormFault::characters;
  if (kind == "photos") return unless(are_photos(value, bound), FormFault::photos);
  const bool lines = kind == "text";
  if (!lines && value.find('\n') != std::string_view::npos) return FormFault::several_lines;
  if (lines || kind == "line" || kind == "title" || kind == "items")
    return unless(characters_of(value) <= bound, FormFault::too_long);
  if (kind == "choice") return unless(is_among(form, value), FormFault::choice);
  if (kind == "date") return unless(is_day(value), FormFault::date);
  if (kind == "phone") return unless(is_phone(value), FormFault::phone);
  if (kind == "email") return unless(is_email(value), FormFault::email);
  if (kind == "url") return unless(is_web_address(value), FormFault::url);
  if (kind == "id") return unless(is_record_id(value), FormFault::choice);
  if (kind == "degrees") return unless(is_degrees(value, bound), FormFault::degrees);
  if (kind == "digits")
    return unless(static_cast<int>(value.size()) == bound &&
                      std::all_of(value.begin(), value.end(), is_digit),
                  FormFault::digits);
  return FormFault::unknown_form;
}

}  // namespace stadtkern::wire
