#include "main/owners.hpp"

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "http/digest.hpp"
#include "main/command.hpp"
#include "main/data_folder.hpp"
#include "store/sqlite/ledger.hpp"
#include "wire/document.hpp"
#include "wire/names.hpp"
#include "wire/shop_fields.hpp"

namespace stadtkern::server {
namespace {

using store::Ledger;

constexpr std::int64_t k_day_s = 24 * 3600;
constexpr std::size_t k_secret_bytes = 16;
constexpr const char* k_collection = "shops";
constexpr const char* k_owner_path = "/mein-eintrag/";  // sent in links: see wasm/desk

std::string content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

// Where people reach the portal: what town.json says, else where the server was started last; ""
// where nobody knows.
std::string portal_of(const std::string& data) {
  const std::string text = content_of(data + "/town.json");
  const auto town = wire::Document::decode(as_bytes(text), wire::Encoding::json);
  if (town.ok()) {
    Error fault{Code::invalid, "", ""};
    const wire::Reader root = town.value().root(&fault);
    if (root.has("url")) return root.text("url", 500);
  }
  std::string line = content_of(data + "/server.url");
  line = line.substr(0, line.find('\n'));
  return line.starts_with("http") ? line : "";
}

store::Forms forms_of_shops() {
  store::Forms forms;
  for (const wire::FieldForm& field : wire::k_shop_fields) forms.emplace(field.name, field.form);
  return forms;
}

// The secret is printed and forgotten: the journal holds its hash. It stands behind #, which no
// browser sends anywhere.
int invite(Ledger& ledger, const std::string& data, const std::string& slug, int days) {
  const std::string secret = http::random_base64url(k_secret_bytes);
  const std::int64_t expires_s = std::time(nullptr) + days * k_day_s;
  ledger.begin();
  const bool known = ledger.invite(
      {http::sha256_base64url(secret), {k_collection, slug}, forms_of_shops(), expires_s, ""});
  ledger.commit();
  if (!known)
    return fail("there is no entry " + slug + ": its name is the last part of its address");
  std::string portal = portal_of(data);
  while (!portal.empty() && portal.back() == '/') portal.pop_back();
  std::printf("%s%s?eintrag=%s#%s\n", portal.c_str(), k_owner_path, slug.c_str(), secret.c_str());
  return 0;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

int print_owners(Ledger& ledger) {
  for (const store::Owned& owned : ledger.owned()) {
    std::printf("%s\n", owned.record.id.c_str());
    for (const store::Owner& owner : owned.owners) {
      const std::time_t since = owner.since_s;
      char day[11] = "";
      std::strftime(day, sizeof day, "%Y-%m-%d", std::gmtime(&since));
      std::printf("  key %s since %s\n", owner.name.key.c_str(), day);
    }
    if (!owned.kept.empty()) std::printf("  keeps %s\n", joined(owned.kept).c_str());
  }
  return 0;
}

int revoke(Ledger& ledger, const std::string& slug, const std::string& key) {
  ledger.begin();
  const bool known = ledger.revoke({{k_collection, slug}, key});
  ledger.commit();
  if (!known) return fail("this key owns no such entry; see tools/admin owners");
  std::printf("revoked\n");
  return 0;
}

int release(Ledger& ledger, const std::string& slug) {
  ledger.begin();
  const bool known = ledger.release({k_collection, slug});
  ledger.commit();
  if (!known) return fail("nothing of this entry is kept by an owner; see tools/admin owners");
  std::printf("released: the next import says everything again\n");
  return 0;
}

int carry_out(Ledger& ledger, const std::string& data, const std::vector<std::string>& words) {
  const std::string& command = words[0];
  if (command == "owners" && words.size() == 1) return print_owners(ledger);
  const bool named = words.size() >= 2 && wire::is_record_id(words[1]);
  if (command == "release-shop" && named && words.size() == 2) return release(ledger, words[1]);
  if (command == "revoke-owner" && named && words.size() == 3)
    return revoke(ledger, words[1], words[2]);
  if (command == "invite-shop" && named && words.size() <= 3 && days_of(words, 2) > 0)
    return invite(ledger, data, words[1], days_of(words, 2));
  return fail(
      "expected invite-shop SLUG [1 to 90 days], owners, revoke-owner SLUG KEY or release-shop "
      "SLUG; see --help");
}

}  // namespace

bool is_about_owners(const std::string& command) {
  return command == "invite-shop" || command == "owners" || command == "revoke-owner" ||
         command == "release-shop";
}

int serve_owners(const std::string& data, const std::vector<std::string>& words) {
  const std::string file = DataFolder{data, "", ""}.journal();
  if (!std::filesystem::exists(file)) {
    return fail("there is no journal in " + data + ": start the server once, or use --data");
  }
  try {
    Ledger ledger(file, sqlite::Database::Access::create);
    ledger.prepare();
    return carry_out(ledger, data, words);
  } catch (const sqlite::Broken& broken) {
    return fail(std::string("the journal cannot be used (") + broken.what() + ")");
  }
}

}  // namespace stadtkern::server
