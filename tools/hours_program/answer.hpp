// The line protocol of the conformance cases: one JSON object in, one out.
#pragma once

#include <string>
#include <string_view>

namespace stadtkern::hours_program {

// The answer to one case, without a line break. Never fails: a line that is no JSON object gets an
// answer with an error.
std::string answer(std::string_view line);

}  // namespace stadtkern::hours_program
