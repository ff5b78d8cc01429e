#include "http/stored_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "http/digest.hpp"

namespace stadtkern::http {
namespace {

constexpr const char* k_endings[] = {"", ".gz", ".br"};  // by Coding
constexpr const char* k_codings[] = {"", "gzip", "br"};

Stamp stamp_of(const struct stat& status) {
  Stamp stamp;
  stamp.exists = S_ISREG(status.st_mode);
  stamp.inode = status.st_ino;
  stamp.size = static_cast<std::uint64_t>(status.st_size);
  stamp.changed_at_ns = status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
  return stamp;
}

std::shared_ptr<OpenFile> open_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return nullptr;
  struct stat status {};
  const bool known = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  auto file = std::make_shared<OpenFile>(descriptor, static_cast<std::size_t>(status.st_size));
  return known ? file : nullptr;
}

bool read_whole(const OpenFile& file, std::string& content) {
  content.resize(file.size());
  std::size_t at = 0;
  while (at < content.size()) {
    const std::size_t got = file.read(at, content.data() + at, content.size() - at);
    if (got == 0) return false;
    at += got;
  }
  return true;
}

std::string etag_of(const StoredForm& form, const std::string& path) {
  if (form.disk_path.empty()) return "\"" + sha256_base64url(form.body).substr(0, 22) + "\"";
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return "\"\"";
  const Stamp stamp = stamp_of(status);
  return "\"" + std::to_string(stamp.size) + "-" + std::to_string(stamp.changed_at_ns) + "\"";
}

void write_fields(StoredForm& form, Coding coding, const FormRules& rules) {
  std::string shared = "ETag: " + form.etag + "\r\nCache-Control: ";
  shared += rules.immutable ? "public, max-age=31536000, immutable\r\n" : "no-cache\r\n";
  if (rules.has_siblings) shared += "Vary: Accept-Encoding\r\n";
  form.not_modified_fields = shared;
  form.fields.append("Content-Type: ").append(rules.media_type).append("\r\nContent-Length: ");
  form.fields.append(std::to_string(form.size)).append("\r\n").append(shared);
  if (coding == Coding::identity) return;
  form.fields.append("Content-Encoding: ").append(k_codings[static_cast<int>(coding)]);
  form.fields.append("\r\n");
}

}  // namespace

Stamps stamps_of(const std::string& disk_path) {
  Stamps stamps;
  struct stat status {};
  for (std::size_t form = 0; form < stamps.size(); ++form) {
    if (::stat((disk_path + k_endings[form]).c_str(), &status) == 0)
      stamps[form] = stamp_of(status);
    if (!stamps[0].exists) return {};
  }
  return stamps;
}

std::shared_ptr<const StoredForm> load_form(const std::string& disk_path, Coding coding,
                                            const FormRules& rules) {
  const std::string path = disk_path + k_endings[static_cast<int>(coding)];
  const auto file = open_file(path);
  if (file == nullptr) return nullptr;
  auto form = std::make_shared<StoredForm>();
  form->size = file->size();
  if (form->size > k_kept_file_bytes_max) {
    form->disk_path = path;
  } else if (!read_whole(*file, form->body)) {
    return nullptr;
  }
  form->etag = etag_of(*form, path);
  write_fields(*form, coding, rules);
  return form;
}

Response respond_with(const std::shared_ptr<const StoredForm>& form,
                      std::string_view if_none_match) {
  Response response;
  if (!if_none_match.empty() && etag_matches(if_none_match, form->etag)) {
    response.status = 304;
    response.fields = {form, &form->not_modified_fields};
    return response;
  }
  response.fields = {form, &form->fields};
  if (form->disk_path.empty()) {
    response.body = {form, &form->body};
    return response;
  }
  response.file = open_file(form->disk_path);
  // Replaced or gone since: the announced length would be wrong.
  if (response.file == nullptr || response.file->size() != form->size) return problem(503, "", "");
  return response;
}

}  // namespace stadtkern::http
