#include "usage/usage.hpp"

#include "exchange/answers.hpp"

namespace stadtkern::usage {

using http::problem;

http::Admission Usage::admit(const http::Request& head) {
  if (head.method != http::Method::post) return {0, problem(405, "", "", "Allow: POST\r\n")};
  if (!exchange::encoding_of(head))
    return {0, problem(415, "Content-Type", "expected application/cbor or application/json")};
  if (!callers_.take(head.household, std::chrono::steady_clock::now()))
    return {0, problem(429, "", "expected fewer reports", "Retry-After: 3600\r\n")};
  return {wire::k_usage_bytes_max, std::nullopt};
}

void Usage::serve(http::Request& request, http::Reply reply) {
  const auto report = wire::decode_usage(as_bytes(request.body), *exchange::encoding_of(request));
  if (!report.ok()) return reply(exchange::problem_of(report.error()));
  sums_.add(report.value());
  reply(exchange::nothing());
}

}  // namespace stadtkern::usage
