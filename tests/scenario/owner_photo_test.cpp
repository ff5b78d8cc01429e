// An owner's photos and choices, from the file to the entry.
#include "features/owner/photos.hpp"
#include "support/owner_visit.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;
using Town = OwnerTown;
using Visit = OwnerVisit;

namespace {

std::string name_of(char letter) {
  return std::string(22, letter);
}
std::string line_of(char letter) {
  return name_of(letter) + " 1280x960 webp";
}

void choose_photo(Visit& visit, char letter, const std::string& slot = "photo-add") {
  const std::string bytes = std::string("photo ") + letter;
  visit.device.happen(port::Pressed{"owner-photo-begins", slot});
  visit.device.happen(port::FileChosen{"photo", slot, line_of(letter), "photo", 1000,
                                       Bytes(bytes.begin(), bytes.end())});
  visit.device.settle();
}
void describe(Visit& visit, char letter) {
  visit.type("photo_text-" + name_of(letter), std::string("Bild ") + letter);
}
std::size_t stored_photos(const Disk& disk) {
  std::size_t count = 0;
  for (const auto& [key, value] : disk.values)
    count += key.find("/photo/") == std::string::npos ? 0 : 1;
  return count;
}

}  // namespace

TEST_CASE(
    "owner: a photo shows in the preview, is sent before the entry names it, and can be undone") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  choose_photo(visit, 'a');
  describe(visit, 'a');
  CHECK(visit.shows("/media/" + name_of('a') + "-1280.webp"));
  CHECK_FALSE(visit.shows("image/avif"));
  CHECK(town.photos.empty());
  visit.publish();
  CHECK(town.photos == std::vector<std::string>{"photo a"});
  CHECK(town.value("photos") == line_of('a'));
  CHECK(town.value("photo") == line_of('a'));
  CHECK(town.value("photo_texts") == "Bild a");
  visit.press("owner-undo", std::to_string(visit.state.owner.books[0].past[0].edit.number));
  CHECK(town.value("photos").empty());
  visit.press("owner-undo", std::to_string(visit.state.owner.books[0].past[0].edit.number));
  CHECK(town.value("photos") == line_of('a'));
}

TEST_CASE("owner: a photo without words stays where it is until somebody says what it shows") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  choose_photo(visit, 'a');
  visit.publish();
  CHECK(visit.shows("Bitte in wenigen Worten sagen"));
  CHECK(town.value("photos").empty());
  describe(visit, 'a');
  visit.publish();
  CHECK(town.value("photos") == line_of('a'));
}

TEST_CASE("owner: photos change places with their words, are replaced and removed") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  for (const char letter : {'a', 'b', 'c'}) {
    choose_photo(visit, letter);
    describe(visit, letter);
  }
  visit.type("photo_credit-" + name_of('c'), "Anna");
  visit.press("owner-photo-up", name_of('c'));
  visit.press("owner-photo-up", name_of('c'));
  visit.press("owner-photo-down", name_of('a'));
  visit.press("owner-photo-remove", name_of('a'));
  choose_photo(visit, 'd', "photo-" + name_of('b'));
  visit.publish();
  CHECK(town.value("photos") == line_of('c') + "\n" + line_of('d'));
  CHECK(town.value("photo_texts") == "Bild c\nBild b");
  CHECK(town.value("photo_credits") == "Anna\n–");
  CHECK(town.photos.size() == 2);
}

TEST_CASE("owner: a photo chosen without a line waits in the store and leaves with a later visit") {
  Town town;
  Disk disk;
  {
    Visit visit(town, disk);
    visit.join();
    visit.network(false);
    choose_photo(visit, 'a');
    describe(visit, 'a');
    visit.publish();
    CHECK(stored_photos(disk) == 1);
  }
  Visit visit(town, disk);
  visit.arrive("/schaufenster/");
  CHECK(town.photos == std::vector<std::string>{"photo a"});
  CHECK(town.value("photos") == line_of('a'));
}

TEST_CASE("owner: the store forgets photos that nothing names any more") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  choose_photo(visit, 'a');
  CHECK(stored_photos(disk) == 1);
  visit.press("owner-photo-remove", name_of('a'));
  CHECK(stored_photos(disk) == 0);
  choose_photo(visit, 'b');
  visit.press("owner-discard");
  CHECK(stored_photos(disk) == 0);
}

TEST_CASE(
    "owner: a photo that is lost on its way is sent again, one that is refused comes back to the "
    "form") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  choose_photo(visit, 'a');
  describe(visit, 'a');
  town.answers = false;
  visit.publish();
  CHECK(town.value("photos").empty());
  town.answers = true;
  while (town.value("photos").empty() && visit.device.wake_at) visit.device.wait_for_wake();
  CHECK(town.value("photos") == line_of('a'));
  town.photo_status = 422;
  choose_photo(visit, 'b');
  describe(visit, 'b');
  visit.publish();
  CHECK(town.value("photos") == line_of('a'));
  CHECK(visit.shows("Ein Foto wurde nicht angenommen"));
  CHECK(visit.shows("Bild b"));
}

TEST_CASE("owner: a file that is no photo gets its words, and everything else stays") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  choose_photo(visit, 'a');
  describe(visit, 'a');
  for (const char* why : {"type", "broken", "pixels", "small", "slim", "something new"}) {
    CAPTURE(why);
    visit.device.happen(port::Pressed{"owner-photo-begins", "photo-add"});
    CHECK(visit.shows("Das Foto wird verkleinert"));
    visit.device.happen(port::FileChosen{"photo", "photo-add", "x.jpg", why, 10, {}});
    CHECK(visit.shows("class=\"fault\">Foto:"));
    CHECK_FALSE(visit.shows("Das Foto wird verkleinert"));
    CHECK(visit.shows("Bild a"));
  }
  choose_photo(visit, 'a');
  CHECK(visit.shows("schon dabei"));
  visit.device.happen(port::FileChosen{"photo", "photo-add", "<b>x</b>", "photo", 10, {}});
  CHECK_FALSE(visit.shows("<b>x</b>"));
}

TEST_CASE("owner: two who changed the photos choose between both sets") {
  const bool mine = GENERATE(true, false);
  Town town;
  Disk disk;
  Disk other_disk;
  Visit anna(town, disk);
  Visit bert(town, other_disk, "bert", "two");
  anna.join();
  bert.join();
  choose_photo(anna, 'a');
  describe(anna, 'a');
  choose_photo(bert, 'b');
  describe(bert, 'b');
  anna.publish();
  bert.publish();
  CHECK(bert.shows("owner-conflict"));
  bert.choose("photos", mine ? "mine" : "theirs");
  const char kept = mine ? 'b' : 'a';
  CHECK(town.value("photos") == line_of(kept));
  CHECK(town.value("photo") == line_of(kept));
  CHECK(town.value("photo_texts") == std::string("Bild ") + kept);
}

TEST_CASE("owner: kind, place, position and ways to pay are chosen") {
  Town town;
  town.feed.put("kinds", "bakery", {{"de", "Bäckerei"}});
  town.feed.put("places", "kernstadt", {{"name", "Kernstadt"}, {"lat", "53.86"}, {"lon", "11.19"}});
  town.feed.put("words", "payment-cash", {{"de", "bar"}});
  town.feed.put("words", "payment-girocard", {{"de", "Girocard"}});
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  CHECK(visit.shows(">Bäckerei</option>"));
  visit.type("kind", "bakery");
  visit.type("place", "kernstadt");
  visit.type("payment-girocard", "girocard");
  visit.type("payment-cash", "cash");
  visit.type("payment-girocard", "");
  visit.press("owner-move", "north");
  visit.press("owner-move", "east");
  visit.publish();
  CHECK(town.value("kind") == "bakery");
  CHECK(town.value("place") == "kernstadt");
  CHECK(town.value("payment") == "cash");
  CHECK(town.value("lat") == "53.86020");
  CHECK(town.value("lon") == "11.19033");
  visit.type("lat", "53,5");
  visit.type("lon", "");
  visit.publish();
  CHECK(visit.shows("Bitte Breite und Länge angeben"));
  visit.type("lon", "elf");
  visit.publish();
  CHECK(visit.shows("Bitte als Zahl"));
  CHECK(visit.shows("value=\"elf\""));
}

TEST_CASE("owner: who was never invited reads how to be") {
  Town town;
  town.feed.put("prose", "entry", {{"de", "So bekommen Sie Zugang"}});
  Disk disk;
  Visit visit(town, disk);
  visit.arrive();
  CHECK(visit.shows("So bekommen Sie Zugang"));
  visit.join();
  CHECK_FALSE(visit.shows("So bekommen Sie Zugang"));
}
