// Addresses inside the portal: a path and a query (RFC 3986, sections 3.3 and 3.4), read strictly.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace stadtkern {

struct Url {
  std::vector<std::string>
      segments;  // decoded; "/schaufenster/hof-x/" gives {"schaufenster", "hof-x"}
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  bool operator==(const Url&) const = default;

  // The first value of a query parameter, "" where there is none.
  std::string_view parameter(std::string_view name) const;
};

// Takes "/path/?a=b&c=d" of at most 2048 bytes; a fragment is dropped. Code::malformed for anything
// else: another start than
// "/", a broken percent escape, text that is not UTF-8, control characters, "." and ".." segments.
Result<Url> parse_url(std::string_view text);

// The path with a slash at its end and the query, escaped so that parse_url gives the same Url
// again.
std::string to_text(const Url& url);

// For one segment or value: everything but unreserved characters becomes %XX (RFC 3986,
// section 2.3).
std::string percent_encode(std::string_view text);

}  // namespace stadtkern
