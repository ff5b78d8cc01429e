#include "http/status.hpp"

namespace stadtkern::http {
namespace {

constexpr std::string_view k_uncached = "Cache-Control: no-store\r\n";

}  // namespace

Admission Status::admit(const Request& head) {
  if (!head.reads()) return {0, problem(405, "", "", "Allow: GET, HEAD\r\n")};
  if (head.path == "/healthz") return {};
  if (head.path != "/metrics") return {0, problem(404, "", "")};
  if (!head.from_operator_network)
    return {0, problem(403, "", "expected to be asked from this machine")};
  return {};
}

void Status::serve(Request& request, Reply reply) {
  if (request.path == "/metrics") {
    std::string text = metrics_.text();
    vitals_.append_metrics(text);
    return reply(answer(200, "text/plain; version=0.0.4", std::move(text), k_uncached));
  }
  if (!vitals_.healthy()) return reply(problem(503, "", ""));
  reply(answer(200, "text/plain; charset=utf-8", "ok\n", k_uncached));
}

}  // namespace stadtkern::http
