// What a service answers, with one click and without typing where it likes. A later answer of the
// same service replaces the earlier one; taking one back is a matter of the relay.
#pragma once

#include "features/care/request/request.hpp"

namespace stadtkern::care {

struct Answer {
  AllChosen chosen{};            // verdict; with `partly`: task, time; with `no`: reason
  std::int64_t from_day = 0;     // with `from`: days since 1970
  std::int64_t valid_until = 0;  // the last day on which it holds, days since 1970; 0: not said
  std::string contact;           // whom to ask for
  std::string phone_hours;
  std::string note;
  bool operator==(const Answer&) const = default;
  Chosen of(Field field) const { return chosen[static_cast<std::size_t>(field)]; }
};

struct ServiceSays {
  FromService inside;
  std::variant<Answer, Words> said;
};

// The fields of an answer alone, as a device keeps them.
void write_answer(wire::Writer& payload, const Answer& answer);
Answer read_answer(const wire::Reader& payload);

// CBOR; the payload that the device signs. Signed first, then sealed.
Bytes encode_answer(const FromService& inside, const Answer& answer);
Bytes encode_words(const FromService& inside, const Words& words);
// Strict: any fault refuses the whole and names the field.
Result<ServiceSays> decode_service(BytesView cbor);

}  // namespace stadtkern::care
