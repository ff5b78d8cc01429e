// stadtkern-admin: what an operator does beside the running server. Works on the data directory, so
// the right to do it is the right to write there.
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "main/command.hpp"
#include "main/data_folder.hpp"
#include "main/inboxes.hpp"
#include "main/owners.hpp"
#include "relay/door.hpp"
#include "relay/sqlite/copy.hpp"
#include "store/sqlite/copy.hpp"
#include "usage/table.hpp"

namespace stadtkern::server {
namespace {

constexpr const char* k_help =
    "tools/admin [--data DIR] COMMAND\n"
    "\n"
    "  backup FILE    copy everything published into FILE, also while the server runs\n"
    "  restore FILE   bring back what a backup holds, also while the server runs: browsers\n"
    "                 notice and fetch everything anew\n"
    "  token          print the operator's token, which publishing needs\n"
    "  watch-token    print what tools/notify hears with that an inbox has something\n"
    "  invite [DAYS]  print a one-time invitation that lets one service join the relay\n"
    "  inboxes        print the inboxes that joined and their public keys, one JSON line each\n"
    "  remove-inbox ID  take an inbox and its devices out of the register\n"
    "  care --help    the town's key, and inviting and signing for care services\n"
    "  invite-shop SLUG [DAYS]  print a one-time link that lets a shop keep its entry right "
    "itself\n"
    "  owners         print the entries with owners, their keys and the fields they said\n"
    "  revoke-owner SLUG KEY  take a key's right to an entry; what it said stays\n"
    "  release-shop SLUG      let imports say again what the entry's owners said\n"
    "  usage [--json] print what devices that count along say was used, week by week\n"
    "  --data DIR     the data directory (default: data)\n"
    "  --help         this text\n"
    "\n"
    "town.json, operator.token and media/ are plain files: copy them too. Sealed messages are in "
    "no\n"
    "backup: a copy would outlive their expiry.\n";

std::string journal_of(const std::string& data) {
  return DataFolder{data, "", ""}.journal();
}

int back_up(const std::string& data, const std::string& file) {
  if (!std::filesystem::exists(journal_of(data))) {
    return fail("there is no journal in " + data + ": name the data directory with --data");
  }
  if (const auto done = store::back_up(journal_of(data), file); !done.ok()) {
    return fail("the backup was not written (" + done.error().expected +
                "): choose another place or make room");
  }
  const std::string relay = DataFolder{data, "", ""}.relay();
  if (std::filesystem::exists(relay)) {
    if (const auto done = relay::back_up_register(relay, file + ".relay"); !done.ok()) {
      return fail("the backup of the relay was not written (" + done.error().expected +
                  "): choose another place or make room");
    }
  }
  std::printf("backed up to %s\n", file.c_str());
  return 0;
}

int restore(const std::string& data, const std::string& file) {
  if (!std::filesystem::is_directory(data)) {
    return fail(data + " is no folder: name the data directory with --data");
  }
  if (const auto done = store::restore(file, journal_of(data)); !done.ok()) {
    return fail("nothing was changed: " + file + " cannot be restored (" + done.error().expected +
                ")");
  }
  const std::string relay = DataFolder{data, "", ""}.relay();
  if (std::filesystem::exists(file + ".relay")) {
    if (const auto done = relay::restore_register(file + ".relay", relay); !done.ok()) {
      return fail("the relay was not changed: " + file + ".relay cannot be restored (" +
                  done.error().expected + ")");
    }
  }
  std::printf("restored from %s\n", file.c_str());
  return 0;
}

int print_token(const std::string& data) {
  const auto token = read_operator_token(data);
  if (!token.ok()) return fail(token.error().expected);
  std::printf("%s\n", token.value().c_str());
  return 0;
}

int print_watch_token(const std::string& data) {
  const auto token = read_operator_token(data);
  if (!token.ok()) return fail(token.error().expected);
  std::printf("%s\n", relay::watch_token(token.value()).c_str());
  return 0;
}

int print_usage(const std::string& data, bool json) {
  const auto sums = usage::read_sums(DataFolder{data, "", ""}.usage());
  if (!sums.ok()) return fail("usage.sqlite cannot be read (" + sums.error().expected + ")");
  const std::string text = json ? usage::table_json(sums.value()) : usage::table_text(sums.value());
  std::fputs(text.c_str(), stdout);
  return 0;
}

int run(std::vector<std::string> words) {
  std::string data = "data";
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == "--help") return std::fputs(k_help, stdout), 0;
    if (words[at] != "--data") continue;
    if (at + 1 == words.size()) return fail("--data needs a folder");
    data = words[at + 1];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at),
                words.begin() + static_cast<std::ptrdiff_t>(at) + 2);
    --at;
  }
  if (words.size() == 1 && words[0] == "token") return print_token(data);
  if (words.size() == 1 && words[0] == "watch-token") return print_watch_token(data);
  if (words.size() == 2 && words[0] == "backup") return back_up(data, words[1]);
  if (words.size() == 2 && words[0] == "restore") return restore(data, words[1]);
  if (!words.empty() && is_about_owners(words[0])) return serve_owners(data, words);
  if (!words.empty() && words[0] == "usage" && words.size() <= 2) {
    const bool json = words.size() == 2 && words[1] == "--json";
    if (json || words.size() == 1) return print_usage(data, json);
  }
  if (!words.empty() && is_about_inboxes(words[0])) return serve_inboxes(data, words);
  return fail("expected backup FILE, restore FILE, token or another command; see --help");
}

}  // namespace
}  // namespace stadtkern::server

int main(int count, char** arguments) {
  return stadtkern::server::run({arguments + 1, arguments + count});
}
