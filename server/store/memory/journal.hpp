// The journal in memory. Answers publishes before publish() returns, in the caller's thread.
#pragma once

#include <memory>

#include "store/journal.hpp"

namespace stadtkern::store {

std::unique_ptr<Journal> make_memory_journal();

}  // namespace stadtkern::store
