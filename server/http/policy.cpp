#include "http/policy.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "log/line.hpp"
#include "wire/document.hpp"

namespace stadtkern::http {
namespace {

constexpr std::size_t k_hashes_max = 64;
constexpr std::size_t k_sha256_base64_length = 44;

bool is_style_hash(std::string_view text) {
  constexpr std::string_view k_prefix = "sha256-";
  if (!text.starts_with(k_prefix)) return false;
  text.remove_prefix(k_prefix.size());
  if (text.size() != k_sha256_base64_length || text.back() != '=') return false;
  text.remove_suffix(1);
  return std::all_of(text.begin(), text.end(), [](char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') || letter == '+' || letter == '/';
  });
}

}  // namespace

Result<std::vector<std::string>> decode_style_hashes(std::string_view json) {
  const auto document = wire::Document::decode(as_bytes(json), wire::Encoding::json);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const wire::Reader root = document.value().root(&fault);
  auto hashes = root.texts("style_hashes", k_hashes_max, 64);
  root.expect(std::all_of(hashes.begin(), hashes.end(), is_style_hash), "style_hashes",
              "sha256- and a SHA-256 in base64");
  if (root.faulty()) return fault;
  return hashes;
}

std::string security_fields(const std::vector<std::string>& style_hashes, bool tls) {
  std::string fields =
      "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
      "style-src 'self'";
  for (const std::string& hash : style_hashes) fields.append(" '").append(hash).append("'");
  fields +=
      "; connect-src 'self'; img-src 'self' data:; font-src 'self'; worker-src 'self'; "
      "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "Permissions-Policy: geolocation=(self), camera=(), microphone=(), payment=(), usb=()\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n";
  if (tls) fields += "Strict-Transport-Security: max-age=31536000\r\n";
  return fields;
}

Policy::Policy(std::filesystem::path hashes_file, bool tls)
    : hashes_file_(std::move(hashes_file)),
      tls_(tls),
      others_(std::make_shared<const std::string>(security_fields({}, tls))),
      pages_(others_) {
  refresh();
}

void Policy::refresh() {
  std::error_code none;
  const auto written_at = std::filesystem::last_write_time(hashes_file_, none);
  if (none || written_at == read_at_) return;
  read_at_ = written_at;
  std::ifstream file(hashes_file_, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  const auto hashes = decode_style_hashes(text.str());
  if (!hashes.ok()) {
    log::Line(log::Level::warning, "style_hashes_refused").text("field", hashes.error().field);
    return;
  }
  auto pages = std::make_shared<const std::string>(security_fields(hashes.value(), tls_));
  const std::lock_guard lock(guard_);
  pages_ = std::move(pages);
}

std::shared_ptr<const std::string> Policy::for_pages() const {
  const std::lock_guard lock(guard_);
  return pages_;
}

}  // namespace stadtkern::http
