// A file on disk as it goes over the wire: itself or a prepared sibling (.br, .gz), with its field
// lines ready to be written.
#pragma once

#include <array>
#include <cstdint>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>

#include "http/accept.hpp"
#include "http/response.hpp"

namespace stadtkern::http {

// What tells one state of a file from another.
struct Stamp {
  std::uint64_t inode = 0;
  std::uint64_t size = 0;
  std::int64_t changed_at_ns = 0;
  bool exists = false;
  bool operator==(const Stamp&) const = default;
};

// The stamps of a file and its prepared forms, by Coding. Siblings are trusted to belong to the
// file: whoever writes them writes all of them.
using Stamps = std::array<Stamp, 3>;
Stamps stamps_of(const std::string& disk_path);

struct StoredForm {
  std::string fields;
  std::string not_modified_fields;
  std::string etag;
  std::string body;       // empty where the file is too large to be kept
  std::string disk_path;  // then it is read from here
  std::size_t size = 0;
};

struct FormRules {
  std::string_view media_type;
  bool immutable = false;
  bool has_siblings = false;
};

inline constexpr std::size_t k_kept_file_bytes_max = 1024 * 1024;

// Reads one form from disk; null where it cannot be read.
std::shared_ptr<const StoredForm> load_form(const std::string& disk_path, Coding coding,
                                            const FormRules& rules);

// An answer with this form, or 304 where the client holds it already. Views the form's parts
// without copying them.
Response respond_with(const std::shared_ptr<const StoredForm>& form,
                      std::string_view if_none_match);

}  // namespace stadtkern::http
