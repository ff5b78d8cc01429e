// Media types by the end of a file's name.
#pragma once

#include <string_view>

namespace stadtkern::http {

// "application/octet-stream" for an ending that is not known. Text types say that they are UTF-8.
std::string_view media_type_of(std::string_view path);

}  // namespace stadtkern::http
