// Forms of values and the messages of owners (PROTOCOL.md, "Owners").
#include "wire/owner.hpp"

#include <catch2/catch.hpp>

#include "wire/form.hpp"
#include "wire/shop_fields.hpp"

using namespace stadtkern;
using wire::FormFault;

namespace {

struct Example {
  const char* form;
  const char* value;
  FormFault fault;
};

const Example k_examples[] = {
    {"line 3", "äöü", FormFault::none},
    {"line 3", "äöüß", FormFault::too_long},
    {"line 30", "a\nb", FormFault::several_lines},
    {"line 30", "a\tb", FormFault::characters},
    {"line 30", "\xff", FormFault::characters},
    {"line 30", "<b>fett</b>", FormFault::none},
    {"line 30", "", FormFault::none},
    {"title 30", "", FormFault::empty},
    {"text 30", "a\nb", FormFault::none},
    {"choice yes no", "no", FormFault::none},
    {"choice yes no", "n", FormFault::choice},
    {"date", "2028-02-29", FormFault::none},
    {"date", "2027-02-29", FormFault::date},
    {"date", "1.2.2027", FormFault::date},
    {"phone", "+49 3881 12345", FormFault::none},
    {"phone", "03881 12345", FormFault::phone},
    {"phone", "+49  3881 12345", FormFault::phone},
    {"phone", "+49 3881 12345 ", FormFault::phone},
    {"phone", "+49 1", FormFault::phone},
    {"email", "laden@hof.example", FormFault::none},
    {"email", "laden@hof", FormFault::email},
    {"email", "la den@hof.example", FormFault::email},
    {"email", "@hof.example", FormFault::email},
    {"url", "https://hof.example/a?b=c", FormFault::none},
    {"url", "hof.example", FormFault::url},
    {"url", "javascript:alert(1)", FormFault::url},
    {"url", "https://anna@hof.example/", FormFault::url},
    {"url", "https://hof..example/", FormFault::url},
    {"digits 5", "23936", FormFault::none},
    {"digits 5", "2393", FormFault::digits},
    {"digits 5", "2393a", FormFault::digits},
    {"id", "cafe-1", FormFault::none},
    {"id", "Café", FormFault::choice},
    {"degrees 90", "53.8633", FormFault::none},
    {"degrees 90", "-90", FormFault::none},
    {"degrees 90", "90.0000001", FormFault::degrees},
    {"degrees 180", "53,8", FormFault::degrees},
    {"degrees 180", "5e1", FormFault::degrees},
    {"degrees 180", "53.", FormFault::degrees},
    {"degrees 180", ".5", FormFault::degrees},
    {"degrees 180", "-", FormFault::degrees},
    {"photos 2", "aaaaaaaaaaaaaaaaaaaaa_ 1280x960", FormFault::none},
    {"photos 2", "aaaaaaaaaaaaaaaaaaaaa- 1x1 jpg", FormFault::none},
    {"photos 2", "aaaaaaaaaaaaaaaaaaaaaa 1x1 webp\nbbbbbbbbbbbbbbbbbbbbbb 2x2 webp",
     FormFault::none},
    {"photos 1", "aaaaaaaaaaaaaaaaaaaaaa 1x1 webp\nbbbbbbbbbbbbbbbbbbbbbb 2x2 webp",
     FormFault::photos},
    {"photos 2", "aaaaaaaaaaaaaaaaaaaaaa 1x1 gif", FormFault::photos},
    {"photos 2", "aaaaaaaaaaaaaaaaaaaaaa 01x1", FormFault::photos},
    {"photos 2", "aaaaaaaaaaaaaaaaaaaaaa 1x", FormFault::photos},
    {"photos 2", "aaaaaaaaaaaaaaaaaaaaa. 1x1", FormFault::photos},
    {"photos 2", "aaaaaaaaaaaaaaaaaaaaaa 1x1\n", FormFault::photos},
    {"poem 4", "a", FormFault::unknown_form}};

}  // namespace

TEST_CASE("forms: every form tells the values that are of it from those that are not") {
  for (const Example& example : k_examples) {
    CAPTURE(example.form, example.value);
    CHECK(wire::form_fault(example.form, example.value) == example.fault);
  }
}

TEST_CASE("forms: every field of a shop has a form that is known") {
  for (const wire::FieldForm& field : wire::k_shop_fields) {
    CAPTURE(field.name);
    CHECK(wire::form_fault(field.form, "x") != FormFault::unknown_form);
  }
}

TEST_CASE("owners: an edit is read as it was written, in both encodings") {
  const wire::OwnerEdit edit{9, {{"name", {"A", "B"}}, {"phone", {"", "+49 1"}}}};
  const auto encoding = GENERATE(wire::Encoding::cbor, wire::Encoding::json);
  const auto read = wire::decode_owner_edit(wire::encode_owner_edit(edit, encoding), encoding);
  REQUIRE(read.ok());
  CHECK(read.value().number == 9);
  CHECK(read.value().fields == edit.fields);
}

TEST_CASE("owners: an edit that is not one is refused by its field") {
  const auto field_of = [](const std::string& text) {
    const auto read = wire::decode_owner_edit(as_bytes(text), wire::Encoding::json);
    REQUIRE_FALSE(read.ok());
    return read.error().field;
  };
  CHECK(field_of(R"({"version":2,"number":1,"fields":{"a":{"was":"","now":"b"}}})") == "version");
  CHECK(field_of(R"({"version":1,"number":0,"fields":{"a":{"was":"","now":"b"}}})") == "number");
  CHECK(field_of(R"({"version":1,"number":1,"fields":{}})") == "fields");
  CHECK(field_of(R"({"version":1,"number":1,"fields":{"a":"b"}})") == "fields.a");
  CHECK(field_of(R"({"version":1,"number":1,"fields":{"a":{"was":""}}})") == "fields.a.now");
  CHECK(field_of(R"({"version":1,"number":1,"fields":{"a":{"was":"","now":"\u0000"}}})") ==
        "fields.a.now");
  CHECK(field_of(R"({"version":1,"number":1,"fields":{"a":{"was":"","now":"b","x":1}}})") ==
        "fields.a.x");
  CHECK(field_of(R"({"version":1,"number":1,"more":1,"fields":{"a":{"was":"","now":"b"}}})") ==
        "more");
}
