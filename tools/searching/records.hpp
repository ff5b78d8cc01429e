// Records of a JSON file, as the index wants them.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "search/builder.hpp"

namespace stadtkern::tools {

struct Record {
  std::string id;
  std::string name;
  std::string kind;
  std::string assortment;
  std::string description;
  std::string place;
  std::string district;
  std::string street;
  std::string postal_code;
  std::string opening_hours;
  double lat = search::k_no_coordinate;
  double lon = search::k_no_coordinate;

  // Views on this record.
  search::Document document() const;
};

// Reads a JSON array of records, or a list pack of the feed (PROTOCOL.md, "A pack"), uncompressed.
// An error names the record and field at fault.
Result<std::vector<Record>> read_records(const std::string& bytes);

}  // namespace stadtkern::tools
