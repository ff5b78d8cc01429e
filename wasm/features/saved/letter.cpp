#include "features/saved/letter.hpp"

#include "base/url.hpp"
#include "features/saved/plain_text.hpp"

namespace stadtkern::saved {
namespace {

std::string mail_lines(std::string_view text) {
  std::string encoded;
  for (;;) {
    const auto end = text.find('\n');
    encoded += percent_encode(text.substr(0, end));
    if (end == std::string_view::npos) return encoded;
    encoded += "%0D%0A";
    text.remove_prefix(end + 1);
  }
}

// RFC 6068, section 2: "@" stands as it is, what might end the address does not.
std::string mail_address(std::string_view address) {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos) return percent_encode(address);
  return percent_encode(address.substr(0, at)) + "@" + percent_encode(address.substr(at + 1));
}

}  // namespace

std::string letter(const Entry& entry, views::Language language) {
  std::string lines;
  for (const Line& line : entry.order) {
    if (!line.done) lines += "- " + line_text(line) + "\n";
  }
  if (lines.empty()) return {};
  return views::text(language, views::Key::order_letter, {{"lines", lines}});
}

Mail mail(std::string_view address, const Entry& entry, views::Language language) {
  Mail made{"mailto:" + mail_address(address) +
                "?subject=" + percent_encode(views::text(language, views::Key::order_subject)),
            true};
  const std::string body = "&body=" + mail_lines(letter(entry, language));
  made.whole = made.url.size() + body.size() <= k_mail_url_bytes_max;
  if (made.whole) made.url += body;
  return made;
}

}  // namespace stadtkern::saved
