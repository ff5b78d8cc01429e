// A shop for an address book: vCard 4.0 (RFC 6350).
#pragma once

#include <string>

#include "exports/publication.hpp"

namespace stadtkern::prerender {

// It lies at directory::card_path, where the shop's page links to it.
std::string vcard(const Publication& publication, const model::Shop& shop);

}  // namespace stadtkern::prerender
