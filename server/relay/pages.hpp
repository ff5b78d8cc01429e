// What readers get: a thread as its citizen sees it, an inbox as its devices see it (RELAY.md).
#pragma once

#include <cstdint>
#include <string_view>

#include "relay/books.hpp"
#include "wire/document.hpp"

namespace stadtkern::relay {

// A page is cut after about this many sealed bytes.
inline constexpr std::size_t k_page_bytes = 256 * 1024;

wire::Writer thread_page(Books& books, const Thread& thread, std::int64_t since);
// What has expired is not shown, though it may still lie there until the next sweep.
wire::Writer inbox_page(Books& books, std::string_view inbox, std::int64_t since,
                        std::int64_t now_s);

}  // namespace stadtkern::relay
