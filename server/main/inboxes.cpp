#include "main/inboxes.hpp"

#include <cstdio>
#include <ctime>
#include <filesystem>

#include "exchange/signature.hpp"
#include "http/digest.hpp"
#include "main/command.hpp"
#include "main/data_folder.hpp"
#include "relay/sqlite/books.hpp"

namespace stadtkern::server {
namespace {

using relay::SqliteBooks;

constexpr std::int64_t k_day_s = 24 * 3600;
constexpr std::size_t k_id_bytes = 16;

// The invitation itself is printed and forgotten: the books hold its hash.
int invite(SqliteBooks& books, int days) {
  const std::string inbox = http::random_base64url(k_id_bytes);
  const std::string secret = http::random_base64url(k_id_bytes);
  const std::int64_t expires_s = std::time(nullptr) + days * k_day_s;
  books.begin();
  books.keep(relay::Invitation{http::sha256_base64url(secret), inbox, expires_s, ""});
  books.commit();
  std::printf("%s.%s\n", inbox.c_str(), secret.c_str());
  return 0;
}

int print_inboxes(SqliteBooks& books) {
  for (const relay::Inbox& inbox : books.inboxes()) {
    std::vector<std::string> devices;
    for (const relay::Device& device : books.devices(inbox.id)) {
      if (!device.revoked) devices.push_back(device.name);
    }
    wire::Writer line;
    line.text("inbox", inbox.id).map("signing_key", wire::write_point(inbox.signing_key));
    line.map("sealing_key", wire::write_point(inbox.sealing_key)).texts("devices", devices);
    line.text("signing_fingerprint", exchange::thumbprint(inbox.signing_key));
    line.text("sealing_fingerprint", exchange::thumbprint(inbox.sealing_key));
    const Bytes text = line.encode(wire::Encoding::json);
    std::printf("%.*s\n", static_cast<int>(text.size()), as_text(text).data());
  }
  return 0;
}

int remove_inbox(SqliteBooks& books, const std::string& id) {
  if (!books.inbox(id)) return fail("there is no such inbox; see tools/admin inboxes");
  books.begin();
  books.remove_inbox(id);
  books.commit();
  std::printf("removed\n");
  return 0;
}

}  // namespace

bool is_about_inboxes(const std::string& command) {
  return command == "invite" || command == "inboxes" || command == "remove-inbox";
}

int serve_inboxes(const std::string& data, const std::vector<std::string>& words) {
  const std::string file = DataFolder{data, "", ""}.relay();
  if (!std::filesystem::exists(file)) {
    return fail("there is no relay in " + data + " yet: start the server once, or use --data");
  }
  try {
    SqliteBooks books(file, sqlite::Database::Access::create);
    books.prepare();
    if (words[0] == "inboxes" && words.size() == 1) return print_inboxes(books);
    if (words[0] == "remove-inbox" && words.size() == 2) return remove_inbox(books, words[1]);
    if (words[0] == "invite" && words.size() <= 2 && days_of(words, 1) > 0) {
      return invite(books, days_of(words, 1));
    }
  } catch (const sqlite::Broken& broken) {
    return fail(std::string("the relay cannot be used (") + broken.what() + ")");
  }
  return fail("expected invite [1 to 90 days], inboxes or remove-inbox ID; see --help");
}

}  // namespace stadtkern::server
