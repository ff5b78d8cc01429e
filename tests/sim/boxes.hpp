// Seals as the simulation has them: envelopes of the very form of RELAY.md, which only the holder
// of the right key opens and which break where anything in them was changed. No cryptography: that
// is tested in tests/wire, tests/unit/shell and in the browser.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dice.hpp"
#include "wire/sealed.hpp"

namespace stadtkern::sim {

using To = std::pair<std::string, wire::Point>;  // inbox ("" for the citizen) and key

wire::Sealed seal_box(BytesView content, const std::vector<To>& to, Dice& dice);
// The content of a flattened envelope; nothing where the key with this x does not open it.
std::optional<Bytes> open_box(const wire::Reader& flattened, const std::string& x);

}  // namespace stadtkern::sim
