// What leaves the device: invitations that are taken, deeds that are published. One at a time.
#pragma once

#include "features/owner/entry.hpp"
#include "port/effects.hpp"

namespace stadtkern::owner {

// Sends the next that may leave, where nothing is under way.
void send_next(State& state, Instant now, port::Effects& effects);

// The answer to what was sent. Requires: `pending` is of something sent.
void take_answer(State& state, const Pending& pending, const port::Fetched& fetched, Instant now,
                 port::Effects& effects);
void take_failure(State& state, const Pending& pending, std::string_view reason, Instant now,
                  port::Effects& effects);

// A photo as it lay in the store, nothing where it is gone. Requires: `pending` is of one read.
void take_photo(State& state, const Pending& pending, Bytes body, port::Effects& effects);

// Stores a deed as the newest that waits and takes `deletes` out of the store with it.
void keep_deed(State& state, Book& book, wire::Sayings fields, std::vector<std::string> deletes,
               Instant now, port::Effects& effects);
// Stores the deeds that wait under later numbers, in their order. Requires: one waits.
void renumber(State& state, Book& book, std::int64_t after, Instant now, port::Effects& effects);

void store(State& state, const Book& book, std::vector<port::Put> puts,
           std::vector<std::string> deletes, std::int64_t number, port::Effects& effects);

}  // namespace stadtkern::owner
