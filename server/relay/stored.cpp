#include "relay/stored.hpp"

namespace stadtkern::relay {
namespace {

constexpr std::string_view k_form = "1";

void add_line(Bytes& bytes, std::string_view value) {
  bytes.insert(bytes.end(), value.begin(), value.end());
  bytes.push_back('\n');
}

std::string take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  std::string line(rest.substr(0, end));
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

}  // namespace

Bytes to_stored(const wire::Sealed& sealed) {
  Bytes bytes;
  bytes.reserve(sealed.ciphertext.size() + 256 * (sealed.recipients.size() + 1));
  for (const std::string_view value :
       {k_form, std::string_view(sealed.protected_header), std::string_view(sealed.iv),
        std::string_view(sealed.ciphertext), std::string_view(sealed.tag)}) {
    add_line(bytes, value);
  }
  for (const wire::Recipient& recipient : sealed.recipients) {
    add_line(bytes, recipient.inbox);
    add_line(bytes, recipient.ephemeral.x);
    add_line(bytes, recipient.ephemeral.y);
    add_line(bytes, recipient.encrypted_key);
  }
  return bytes;
}

wire::Sealed from_stored(BytesView bytes) {
  std::string_view rest = as_text(bytes);
  wire::Sealed sealed;
  if (take_line(rest) != k_form) return sealed;
  sealed.protected_header = take_line(rest);
  sealed.iv = take_line(rest);
  sealed.ciphertext = take_line(rest);
  sealed.tag = take_line(rest);
  while (!rest.empty()) {
    wire::Recipient recipient;
    recipient.inbox = take_line(rest);
    recipient.ephemeral.x = take_line(rest);
    recipient.ephemeral.y = take_line(rest);
    recipient.encrypted_key = take_line(rest);
    recipient.has_header = !recipient.ephemeral.x.empty();
    sealed.recipients.push_back(std::move(recipient));
  }
  return sealed;
}

}  // namespace stadtkern::relay
