#include <catch2/catch.hpp>

#include "features/care/request/services.hpp"
#include "features/care/request/wording.hpp"

using namespace stadtkern;
using namespace stadtkern::care;

namespace {

const std::string k_thread(22, 'A');
const std::string k_coordinate(43, 'A');

FromCitizen inside() {
  return {k_thread, k_thread, 1796508000, {k_thread}, {k_coordinate, k_coordinate}};
}

void choose(AllChosen& chosen, Field field, std::string_view codes) {
  chosen[static_cast<std::size_t>(field)] = bits_of(field, codes);
}

Request full_request() {
  Request request;
  choose(request.chosen, Field::whom, "relative");
  choose(request.chosen, Field::form, "home\nrelief");
  choose(request.chosen, Field::age, "75-89");
  choose(request.chosen, Field::level, "3");
  choose(request.chosen, Field::task, "wash\ntraining");
  choose(request.chosen, Field::time, "morning\nweekend");
  choose(request.chosen, Field::circumstance, "stairs");
  request.rhythm[0] = {7, 2};
  request.place = "kernstadt";
  request.place_name = "Kernstadt";
  request.from_day = 20780;
  request.note = "Der Hund ist lieb.";
  return request;
}

std::string fault_of(const wire::Writer& content) {
  const auto read = decode_citizen(content.encode(wire::Encoding::cbor));
  return read.ok() ? "none" : read.error().field;
}

// A request with one field replaced: what its decoder complains about.
template <class Change>
std::string fault_with(Change change) {
  wire::Writer content = write_from_citizen(inside());
  content.text("kind", "care-request");
  write_request(content, full_request());
  change(content);
  return fault_of(content);
}

}  // namespace

TEST_CASE("a request says the same after a way through the seal") {
  const auto read = decode_citizen(encode_request(inside(), full_request()));
  REQUIRE(read.ok());
  CHECK(std::get<Request>(read.value().said) == full_request());
  CHECK(read.value().inside.recipients == std::vector<std::string>{k_thread});
  CHECK(read.value().inside.reply_key.x == k_coordinate);
}

TEST_CASE("what a service answers says the same after a way through the seal") {
  Answer answer;
  choose(answer.chosen, Field::verdict, "partly");
  choose(answer.chosen, Field::task, "wash");
  choose(answer.chosen, Field::time, "morning");
  answer.from_day = 20780;
  answer.contact = "Frau Sommer";
  const FromService from{k_thread, k_thread, k_thread, k_coordinate};
  const auto read = decode_service(encode_answer(from, answer));
  REQUIRE(read.ok());
  CHECK(std::get<Answer>(read.value().said) == answer);
  const auto words = decode_service(encode_words(from, Words{"", "", "Ich rufe an."}));
  REQUIRE(words.ok());
  CHECK(std::get<Words>(words.value().said).text == "Ich rufe an.");
}

TEST_CASE("a request with a field at fault is refused whole, and the field is named") {
  CHECK(fault_with([](wire::Writer&) {}) == "none");
  CHECK(fault_with([](wire::Writer& w) { w.text("whom", "SECRET"); }) == "whom");
  CHECK(fault_with([](wire::Writer& w) { w.texts("forms", {"home", "SECRET"}); }) == "forms");
  CHECK(fault_with([](wire::Writer& w) { w.text("forms", "home"); }) == "forms");
  CHECK(fault_with([](wire::Writer& w) { w.text("place", "Lange Straße 4"); }) == "place");
  CHECK(fault_with([](wire::Writer& w) { w.text("place", ""); }) == "place");
  CHECK(fault_with([](wire::Writer& w) { w.text("note", "a\tb"); }) == "note");
  CHECK(fault_with([](wire::Writer& w) { w.number("from_day", -1); }) == "from_day");
  CHECK(fault_with([](wire::Writer& w) { w.text("note", std::string(1001, 'x')); }) == "note");
  CHECK(fault_with([](wire::Writer& w) { w.texts("recipients", {}); }) == "recipients");
  CHECK(fault_with([](wire::Writer& w) { w.text("thread", "short"); }) == "thread");
  CHECK(fault_with([](wire::Writer& w) { w.number("version", 2); }) == "version");
  CHECK(fault_with([](wire::Writer& w) { w.text("kind", "order"); }) == "kind");
  CHECK(fault_with([](wire::Writer& w) {
          std::vector<wire::Writer> tasks(1);
          tasks[0].text("task", "wash").number("days", 8).number("times", 1);
          w.maps("tasks", std::move(tasks));
        }) == "tasks[0].days");
}

TEST_CASE("the longest request fits the largest class of padding") {
  Request request;
  for (std::size_t at = 0; at < k_fields; ++at) {
    const auto field = static_cast<Field>(at);
    const bool many = question(field).many;
    request.chosen[at] = many ? (Chosen{1} << choices(field)) - 1 : Chosen{1};
  }
  request.rhythm.fill({7, 9});
  request.place = std::string(80, 'a');
  request.place_name = std::string(160, '\n');
  request.note = std::string(k_note_bytes_max, '\n');  // two bytes each in JSON
  FromCitizen all = inside();
  all.recipients.assign(wire::k_recipients_max, k_thread);
  wire::Writer content = write_from_citizen(all);
  content.text("kind", "care-request");
  write_request(content, request);
  CHECK(content.encode(wire::Encoding::json).size() <= k_content_bytes_max);
}

TEST_CASE("every choice has its own code and its own word in every language") {
  for (std::size_t at = 0; at < k_fields; ++at) {
    const auto field = static_cast<Field>(at);
    for (std::size_t choice = 0; choice < choices(field); ++choice) {
      CHECK(bit_of(field, code_of(field, choice)) == Chosen{1} << choice);
      for (const views::Language language : views::k_languages)
        CHECK(!word_of(language, field, choice).empty());
    }
  }
  CHECK(word_of(views::Language::de, Field::task, 9) == "Blutzucker messen");
  CHECK(code_of(Field::task, 9) == "blood-sugar");
}

TEST_CASE(
    "a service gets what it offers where it goes, and whatever it does not say is no matter") {
  Profile profile;
  CHECK(fit(profile, full_request()) == Fit::fits);
  profile.forms = bits_of(Field::form, "day");
  CHECK(fit(profile, full_request()) == Fit::other_form);
  profile.forms = bits_of(Field::form, "day\nrelief");
  profile.places = {"hohenkern"};
  CHECK(fit(profile, full_request()) == Fit::other_place);
  profile.places.emplace_back("kernstadt");
  profile.levels = bits_of(Field::level, "4\n5");
  CHECK(fit(profile, full_request()) == Fit::other_level);
  profile.levels |= bits_of(Field::level, "3");
  CHECK(fit(profile, full_request()) == Fit::fits);
}

TEST_CASE("a list of services is read whole or not at all") {
  const auto list = [](const char* form, int copies) {
    std::vector<wire::Writer> services;
    for (int at = 0; at < copies; ++at) {
      wire::Writer one;
      one.text("inbox", k_thread).text("name", "Morgenstern").texts("forms", {form});
      one.map("signing_key", wire::write_point({k_coordinate, k_coordinate}));
      one.map("sealing_key", wire::write_point({k_coordinate, k_coordinate}));
      services.push_back(std::move(one));
    }
    wire::Writer map;
    map.number("version", 1).number("number", 7).number("issued", 10).number("expires", 20);
    map.maps("services", std::move(services));
    return decode_services(map.encode(wire::Encoding::cbor));
  };
  REQUIRE(list("home", 1).ok());
  CHECK(list("home", 1).value().find(k_thread)->name == "Morgenstern");
  CHECK(list("SECRET", 1).error().field == "services[0].forms");
  CHECK(list("home", 2).error().field == "services[1].inbox");
}

TEST_CASE("a request reads as words") {
  const std::string html = request_facts(views::Language::de, full_request()).markup;
  CHECK(html.find("waschen: 7 Tage je Woche, 2-mal am Tag<br>Anleitung") != std::string::npos);
  CHECK(html.find("zu Hause (ambulant), Entlastung im Alltag") != std::string::npos);
  CHECK(html.find("Woche ab 23.11.2026") != std::string::npos);
}
