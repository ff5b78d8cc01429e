// Who stands at the door of an inbox: challenges that serve once, and the tokens of devices that
// signed one. In memory only: after a restart devices sign again.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stadtkern::relay {

// What tools/notify shows to hear of any inbox that something moved, and nothing else. It follows
// from the operator's token (SHA-256), so it needs no place of its own and changes with it; nobody
// gets back from it to that token.
std::string watch_token(const std::string& operator_token);

inline constexpr int k_challenge_valid_s = 60;
inline constexpr int k_token_valid_s = 900;

class Door {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  // 43 characters; empty where too many are open.
  std::string new_challenge(Moment now);
  // True once for each challenge that is still valid.
  bool use_challenge(const std::string& challenge, Moment now);

  // A token for the device; empty where too many are valid. Requires: it signed.
  std::string let_in(std::string_view inbox, std::string_view device, Moment now);
  bool knows(std::string_view token, std::string_view inbox, Moment now);
  void turn_out(std::string_view inbox, std::string_view device);

  static constexpr std::size_t k_open_max = 16'384;

 private:
  struct Guest {
    std::string inbox;
    std::string device;
    Moment until;
  };
  void forget(Moment now);

  std::mutex guard_;
  std::unordered_map<std::string, Moment> challenges_;  // by the challenge: until when
  std::unordered_map<std::string, Guest> guests_;       // by the hash of the token
};

}  // namespace stadtkern::relay
