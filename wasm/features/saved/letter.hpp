// An order as a letter to its shop.
#pragma once

#include "features/saved/list.hpp"
#include "views/texts.hpp"

namespace stadtkern::saved {

// A greeting, what is not ticked off yet, a closing. "" where nothing is wanted.
std::string letter(const Entry& entry, views::Language language);

// The same as an address for a mail program (RFC 6068): subject and body percent-encoded, line
// breaks as %0D%0A. Longer than k_mail_url_bytes_max, which some programs cut, it would lose lines:
// then it holds the subject alone, and the letter has to be copied.
struct Mail {
  std::string url;
  bool whole = true;
};
inline constexpr std::size_t k_mail_url_bytes_max = 1900;
Mail mail(std::string_view address, const Entry& entry, views::Language language);

}  // namespace stadtkern::saved
