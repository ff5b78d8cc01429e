// An envelope as the books hold it: one line per value, because it is written and read far more
// often than anyone looks at it, and a general codec took most of the time of a request.
//
// Stored: "1", protected, iv, ciphertext, tag, then four lines per recipient: inbox, x and y of its
// ephemeral key (empty without a header), wrapped key. No value holds a line feed.
#pragma once

#include "base/bytes.hpp"
#include "wire/sealed.hpp"

namespace stadtkern::relay {

Bytes to_stored(const wire::Sealed& sealed);

// Without recipients where the bytes are not of this form.
wire::Sealed from_stored(BytesView bytes);

}  // namespace stadtkern::relay
