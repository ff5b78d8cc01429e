#include "relay/door.hpp"

#include "http/digest.hpp"

namespace stadtkern::relay {

std::string watch_token(const std::string& operator_token) {
  return http::sha256_base64url("stadtkern-relay-1 watch\n" + operator_token);
}
namespace {

constexpr std::size_t k_secret_bytes = 32;

}  // namespace

void Door::forget(Moment now) {
  std::erase_if(challenges_, [&](const auto& entry) { return entry.second <= now; });
  std::erase_if(guests_, [&](const auto& entry) { return entry.second.until <= now; });
}

std::string Door::new_challenge(Moment now) {
  std::string challenge = http::random_base64url(k_secret_bytes);
  const std::lock_guard lock(guard_);
  if (challenges_.size() >= k_open_max) forget(now);
  if (challenges_.size() >= k_open_max) return {};
  challenges_.emplace(challenge, now + std::chrono::seconds(k_challenge_valid_s));
  return challenge;
}

bool Door::use_challenge(const std::string& challenge, Moment now) {
  const std::lock_guard lock(guard_);
  const auto open = challenges_.extract(challenge);
  return !open.empty() && open.mapped() > now;
}

std::string Door::let_in(std::string_view inbox, std::string_view device, Moment now) {
  std::string token = http::random_base64url(k_secret_bytes);
  const std::lock_guard lock(guard_);
  if (guests_.size() >= k_open_max) forget(now);
  if (guests_.size() >= k_open_max || token.empty()) return {};
  guests_.emplace(
      http::sha256_base64url(token),
      Guest{std::string(inbox), std::string(device), now + std::chrono::seconds(k_token_valid_s)});
  return token;
}

bool Door::knows(std::string_view token, std::string_view inbox, Moment now) {
  const std::lock_guard lock(guard_);
  const auto guest = guests_.find(http::sha256_base64url(token));
  return guest != guests_.end() && guest->second.inbox == inbox && guest->second.until > now;
}

void Door::turn_out(std::string_view inbox, std::string_view device) {
  const std::lock_guard lock(guard_);
  std::erase_if(guests_, [&](const auto& entry) {
    return entry.second.inbox == inbox && entry.second.device == device;
  });
}

}  // namespace stadtkern::relay
