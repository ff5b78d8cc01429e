#include "main/data_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "http/digest.hpp"
#include "log/line.hpp"
#include "wire/document.hpp"
#include "wire/names.hpp"

namespace stadtkern::server {
namespace {

constexpr std::size_t k_token_bytes = 32;
constexpr std::size_t k_token_length_min = 20;

std::string token_file(const std::string& path) {
  return path + "/operator.token";
}

Error wrong(std::string sentence) {
  return Error{Code::invalid, "--data", std::move(sentence)};
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

Result<std::string> read_town(const std::string& path) {
  const auto text = read_file(path + "/town.json");
  if (!text) return wrong("there is no readable town.json in " + path + ": copy one there");
  const auto document = wire::Document::decode(as_bytes(*text), wire::Encoding::json);
  if (!document.ok()) return wrong("town.json is not one JSON object: correct it");
  Error fault{Code::invalid, "", ""};
  const wire::Reader root = document.value().root(&fault);
  std::string town = root.text("town", 40);
  if (root.faulty() || !wire::is_town(town)) {
    return wrong("town.json needs a field \"town\" of the form [a-z][a-z0-9-]{0,39}");
  }
  return town;
}

// Made readable for the owner only before it holds anything.
Result<std::string> make_token(const std::string& path) {
  const std::string token = http::random_base64url(k_token_bytes);
  const std::string content = token + "\n";
  const int file =
      ::open(token_file(path).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return wrong(path + " cannot be written: give this user the right to");
  const bool written =
      ::write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
      ::fsync(file) == 0;
  ::close(file);
  if (token.empty() || !written) {
    ::unlink(token_file(path).c_str());
    return wrong("operator.token cannot be written: is the disk full?");
  }
  return token;
}

void warn_where_others_read(const std::string& path) {
  struct stat status {};
  if (::stat(token_file(path).c_str(), &status) != 0) return;
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return;
  log::Line(log::Level::warning, "operator_token_readable_by_others");
}

}  // namespace

Result<std::string> read_operator_token(const std::string& path) {
  auto text = read_file(token_file(path));
  if (!text) return wrong("there is no operator.token yet: start the server once");
  while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
  if (text->size() < k_token_length_min) {
    return wrong("operator.token is too short: delete it, the next start makes a new one");
  }
  return std::move(*text);
}

Result<DataFolder> open_data_folder(const std::string& path) {
  std::error_code fault;
  if (!std::filesystem::is_directory(path, fault)) return wrong(path + " is no folder: create it");
  auto town = read_town(path);
  if (!town.ok()) return town.error();
  DataFolder folder{path, std::move(town).value(), ""};
  std::filesystem::create_directories(folder.packs(), fault);
  if (fault || ::access(path.c_str(), W_OK) != 0 || ::access(folder.packs().c_str(), W_OK) != 0) {
    return wrong(path + " cannot be written: give this user the right to");
  }
  const bool known = std::filesystem::exists(token_file(path), fault);
  auto token = known ? read_operator_token(path) : make_token(path);
  if (!token.ok()) return token.error();
  warn_where_others_read(path);
  folder.operator_token = std::move(token).value();
  return folder;
}

}  // namespace stadtkern::server
