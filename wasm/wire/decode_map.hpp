// One message that is a map, decoded strictly: the first fault of its fields refuses the whole.
#pragma once

#include "wire/document.hpp"

namespace stadtkern::wire {

// `read` takes the fields and says all faults through the reader.
template <class Message, class Read>
Result<Message> decode_map(BytesView bytes, Encoding encoding, const Read& read) {
  const auto document = Document::decode(bytes, encoding);
  if (!document.ok()) return document.error();
  Error fault{Code::invalid, "", ""};
  const Reader root = document.value().root(&fault);
  Message message = read(root);
  if (root.faulty()) return fault;
  return message;
}

}  // namespace stadtkern::wire
