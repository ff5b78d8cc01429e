#include "http/site.hpp"

#include "base/url.hpp"
#include "http/media_type.hpp"

namespace stadtkern::http {
namespace {

constexpr std::size_t k_entry_overhead_bytes = 400;

bool is_hidden(std::string_view path) {
  if (path.ends_with(".br") || path.ends_with(".gz")) return true;
  for (std::size_t at = 0; at + 1 < path.size(); ++at) {
    if (path[at] != '/') continue;
    if (path[at + 1] == '_') return true;
    if (path[at + 1] == '.' && !path.substr(at).starts_with("/.well-known/")) return true;
  }
  return false;
}

std::string encoded(std::string_view path) {
  std::string text;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto slash = path.find('/');
    text.append("/").append(percent_encode(path.substr(0, slash)));
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash);
  }
  return text;
}

Response redirect(const Request& request) {
  std::string location = "Location: " + encoded(request.path + "/");
  if (!request.query.empty()) location.append("?").append(request.query);
  return answer(308, "text/plain; charset=utf-8", "", location + "\r\n");
}

}  // namespace

Site::Site(std::vector<Root> roots, std::size_t cache_bytes_max)
    : roots_(std::move(roots)), cache_bytes_max_(cache_bytes_max) {}

std::optional<Response> Site::file(const Request& request) {
  return find(request.path, request);
}

Response Site::page(const Request& request) {
  if (!request.reads()) return problem(405, "", "", "Allow: GET, HEAD\r\n");
  if (request.path.ends_with('/')) {
    if (auto index = find(request.path + "index.html", request)) return std::move(*index);
    return not_found(request);
  }
  if (auto found = find(request.path, request)) return std::move(*found);
  if (find(request.path + "/index.html", request)) return redirect(request);
  return not_found(request);
}

Response Site::not_found(const Request& request) {
  Request unconditional;
  unconditional.accept_encoding = request.accept_encoding;
  std::string page = "/404.html";
  for (const std::string_view language : {"/en/", "/leicht/"}) {
    if (request.path.starts_with(language)) page = std::string(language) + "404.html";
  }
  auto found = find(page, unconditional);
  if (!found) return problem(404, "", "");
  found->status = 404;
  return std::move(*found);
}

std::optional<Response> Site::find(const std::string& path, const Request& request) {
  std::shared_ptr<const StoredForm> form;
  {
    const std::lock_guard lock(guard_);
    Entry& entry = entry_of(path, std::chrono::steady_clock::now());
    if (entry.disk_path.empty()) return std::nullopt;
    const auto coding =
        choose_coding(request.accept_encoding, entry.stamps[static_cast<int>(Coding::br)].exists,
                      entry.stamps[static_cast<int>(Coding::gzip)].exists);
    form = form_of(entry, coding);
  }
  if (form == nullptr) return std::nullopt;
  Response response = respond_with(form, request.if_none_match);
  response.html = path.ends_with(".html");
  return response;
}

Site::Entry& Site::entry_of(const std::string& path, Moment now) {
  const auto found = by_path_.find(path);
  if (found == by_path_.end()) {
    make_room();
    entries_.push_front(Entry{});
    entries_.front().path = path;
    entries_.front().bytes = k_entry_overhead_bytes + path.size();
    bytes_ += entries_.front().bytes;
    by_path_.emplace(entries_.front().path, entries_.begin());
  } else {
    entries_.splice(entries_.begin(), entries_, found->second);
  }
  Entry& entry = entries_.front();
  if (now - entry.checked_at > std::chrono::milliseconds(k_trust_ms)) {
    resolve(entry);
    entry.checked_at = now;
  }
  return entry;
}

void Site::resolve(Entry& entry) const {
  std::string disk_path;
  Stamps stamps{};
  bool immutable = false;
  const bool hidden = is_hidden(entry.path);
  for (const Root& root : roots_) {
    if (!entry.path.starts_with(root.prefix) || (hidden && !root.serves_every_name)) continue;
    disk_path = root.directory + "/" + entry.path.substr(root.prefix.size());
    stamps = stamps_of(disk_path);
    immutable = root.immutable || entry.path.starts_with("/assets/");
    if (stamps[0].exists) break;
    disk_path.clear();
  }
  if (disk_path == entry.disk_path && stamps == entry.stamps) return;
  entry.disk_path = std::move(disk_path);
  entry.stamps = stamps;
  entry.immutable = immutable;
  entry.forms = {};
}

std::shared_ptr<const StoredForm> Site::form_of(Entry& entry, Coding coding) {
  auto& form = entry.forms[static_cast<std::size_t>(coding)];
  if (form != nullptr) return form;
  FormRules rules{media_type_of(entry.path), entry.immutable, false};
  rules.has_siblings = entry.stamps[1].exists || entry.stamps[2].exists;
  form = load_form(entry.disk_path, coding, rules);
  std::size_t bytes = k_entry_overhead_bytes + entry.path.size();
  for (const auto& kept : entry.forms) bytes += kept ? kept->body.size() + 500 : 0;
  bytes_ += bytes - entry.bytes;
  entry.bytes = bytes;
  auto kept = form;
  make_room();
  return kept;
}

void Site::make_room() {
  while (bytes_ > cache_bytes_max_ && entries_.size() > 1) {
    bytes_ -= entries_.back().bytes;
    by_path_.erase(entries_.back().path);
    entries_.pop_back();
  }
}

}  // namespace stadtkern::http
