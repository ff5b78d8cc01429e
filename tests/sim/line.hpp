// The line between a browser and the server: every request and every answer may be lost, doubled or
// late, and then they overtake each other.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "host.hpp"

namespace stadtkern::sim {

// How long something may be under way after its sender has given up. Nothing in between keeps a
// request longer: servers close what does not come whole within their own time.
inline constexpr std::int64_t k_late_ms_max = 120'000;
inline constexpr std::int64_t k_patience_ms = 30'000;

class Line {
 public:
  using Heard = std::function<void(std::optional<Answer>)>;

  Line(World& world, Host& host) : world_(world), host_(host) {}

  // `heard` is called once, later: with nothing where no answer comes.
  void ask(Request request, bool online, Heard heard) {
    const Weather& weather = world_.weather;
    const std::int64_t there = world_.dice.between(5, 300);
    if (!online) return world_.time.after(1, [heard] { heard(std::nullopt); });
    if (world_.strikes(weather.doubled)) carry(request, world_.dice.between(5, k_late_ms_max));
    if (world_.strikes(weather.late)) {
      carry(request, k_patience_ms + world_.dice.between(0, k_late_ms_max));
      return world_.time.after(k_patience_ms, [heard] { heard(std::nullopt); });
    }
    if (world_.strikes(weather.lost_request)) {
      const bool lies = weather.mutant == Mutant::line_says_held && request.method == "PUT";
      return world_.time.after(world_.dice.between(50, k_patience_ms), [heard, lies] {
        heard(lies ? std::optional<Answer>(Answer{201}) : std::nullopt);
      });
    }
    world_.time.after(there, [this, request = std::move(request), heard = std::move(heard)] {
      auto answer = host_.take(request);
      const bool lost = world_.strikes(world_.weather.lost_answer);
      if (lost) answer.reset();
      if (answer && world_.weather.mutant == Mutant::line_says_read) say_read(*answer);
      const std::int64_t back = world_.dice.between(5, answer ? 300 : k_patience_ms);
      world_.time.after(back, [heard, answer = std::move(answer)] { heard(answer); });
    });
  }

  // Of the process at the other end; streams end with it.
  int life() const { return host_.runs() ? host_.life() : 0; }

 private:
  // A mutant: whatever was delivered was read.
  static void say_read(Answer& answer) {
    nlohmann::json page = nlohmann::json::from_cbor(answer.body, true, false);
    if (!page.is_object() || !page.contains("deliveries")) return;
    for (auto& one : page["deliveries"]) one["opened"] = true;
    answer.body = nlohmann::json::to_cbor(page);
  }
  // To the server, and nobody waits for what it says.
  void carry(const Request& request, std::int64_t ms) {
    world_.time.after(ms, [this, request] { (void)host_.take(request); });
  }

  World& world_;
  Host& host_;
};

}  // namespace stadtkern::sim
