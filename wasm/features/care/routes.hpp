// The addresses of the care finder:
//   /pflege/ · /pflege/anfrage/STEP/ · /pflege/meine/NUMBER/ · /pflege/beleg/
// NUMBER counts the requests of this device: no id of the relay stands in an address.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stadtkern::care {

enum class Step {
  whom,
  place,
  form,
  person,
  tasks,
  rhythm,
  when,
  wishes,
  check,
  services,
  receipt,
  send
};
inline constexpr int k_steps = 12;
inline constexpr int k_threads_max = 99;

struct Page {
  enum class Kind { home, step, thread, restore };
  Kind kind = Kind::home;
  Step step = Step::whom;
  int thread = 0;  // 1 to k_threads_max
  bool operator==(const Page&) const = default;
};

// The page for what follows /pflege/; nothing where there is none.
std::optional<Page> parse_page(std::span<const std::string> segments);
std::string path_of(const Page& page);

}  // namespace stadtkern::care
