#include "relay/answers.hpp"

namespace stadtkern::relay {
namespace {

using http::problem;
using http::Response;

constexpr std::string_view k_again_later = "Retry-After: 60\r\n";

}  // namespace

Response stream(std::string first, std::shared_ptr<http::Broadcast> events) {
  Response response;
  response.fields = std::make_shared<const std::string>(
      "Content-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\n");
  response.body = std::make_shared<const std::string>(std::move(first));
  response.events = std::move(events);
  return response;
}

Response problem_of(const Outcome& outcome) {
  const std::string detail = outcome.expected.empty() ? "" : "expected " + outcome.expected;
  switch (outcome.verdict) {
    case Outcome::Verdict::conflict:
      return problem(409, outcome.field, detail);
    case Outcome::Verdict::unknown:
      if (outcome.field.empty()) return problem(404, "", "");
      return problem(404, outcome.field, "expected the capability of a thread that is held here");
    case Outcome::Verdict::withdrawn:
      return problem(410, outcome.field, "this was withdrawn");
    case Outcome::Verdict::invalid:
      return problem(422, outcome.field, detail);
    case Outcome::Verdict::full:
      return problem(429, outcome.field, detail, k_again_later);
    case Outcome::Verdict::done:
    case Outcome::Verdict::again:
    case Outcome::Verdict::failed:
      break;
  }
  return busy();
}

}  // namespace stadtkern::relay
