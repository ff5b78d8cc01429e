// The data directory of one town.
//
//   town.json        the town; only its id (field "town") is read here
//   operator.token   who may publish; made at the first start, mode 0600
//   town.sqlite      the journal
//   relay.sqlite     the relay: registered inboxes and sealed messages
//   usage.sqlite     weekly sums of what was used
//   packs/           what browsers fetch; can be deleted, is made again
//   site/            pre-rendered pages, _headers.json with the hashes of their styles
//   media/           pictures: of the import, and of owners
#pragma once

#include <string>

#include "base/result.hpp"

namespace stadtkern::server {

struct DataFolder {
  std::string path;
  std::string town;
  std::string operator_token;

  std::string journal() const { return path + "/town.sqlite"; }
  std::string relay() const { return path + "/relay.sqlite"; }
  std::string usage() const { return path + "/usage.sqlite"; }
  std::string packs() const { return path + "/packs"; }
  std::string site() const { return path + "/site"; }
  std::string media() const { return path + "/media"; }
};

// Makes what is missing. An error's `expected` is a sentence for the operator.
Result<DataFolder> open_data_folder(const std::string& path);

// The token as it lies there, or an error where there is none yet.
Result<std::string> read_operator_token(const std::string& path);

}  // namespace stadtkern::server
