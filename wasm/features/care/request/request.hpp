// What a citizen asks for: closed choices, a place but never a street, and at most a few free
// words. What is not said is absent; only `whom`, the place and the form of care are always there.
#pragma once

#include <array>
#include <variant>

#include "features/care/request/inside.hpp"
#include "features/care/request/vocabulary.hpp"

namespace stadtkern::care {

inline constexpr std::size_t k_tasks = 20;
inline constexpr std::size_t k_note_bytes_max = 1000;
inline constexpr std::size_t k_words_bytes_max = 4000;

// How often a task is wanted; 0: not said.
struct Rhythm {
  int days = 0;   // of the week, to 7
  int times = 0;  // a day, to 9
  bool operator==(const Rhythm&) const = default;
};

struct Request {
  AllChosen chosen{};
  std::string place;       // a place of the town by its id, or a postal code
  std::string place_name;  // as people say it
  std::array<Rhythm, k_tasks> rhythm{};
  std::int64_t from_day = 0;  // the Monday of the week, days since 1970; 0: not said
  std::string note;           // free words; off unless the person asks for it
  bool operator==(const Request&) const = default;
  Chosen of(Field field) const { return chosen[static_cast<std::size_t>(field)]; }
};

// Written on in a thread: the first time with who the citizen is, to the one service that was
// chosen.
struct Words {
  std::string name;
  std::string phone;
  std::string text;
};

struct CitizenSays {
  FromCitizen inside;
  std::variant<Request, Words> said;
};

// The fields of a request alone, as a draft keeps them.
void write_request(wire::Writer& content, const Request& request);
// A draft may lack anything.
Request read_request(const wire::Reader& content);

// CBOR, to be sealed. At most k_content_bytes_max as JSON: every text is bounded when it is read
// from its form.
Bytes encode_request(const FromCitizen& inside, const Request& request);
Bytes encode_words(const FromCitizen& inside, const Words& words);
// Strict: any fault refuses the whole and names the field. A request lacks neither `whom`, `place`
// nor `forms`.
Result<CitizenSays> decode_citizen(BytesView cbor);

}  // namespace stadtkern::care
