// The sums as a town reads them: what the dice added is taken out again.
#pragma once

#include "usage/sums.hpp"

namespace stadtkern::usage {

// How many of the devices that were asked used the feature, in percent, and how far chance may have
// moved that (95 %).
struct Share {
  double percent = 0;
  double margin = 0;
};

// A device answers truly with 1/2, else it says yes or no with 1/4 each; so "yes" comes with 3/4
// from who used a feature and with 1/4 from who did not. Requires: reports > 0.
Share share_of(const Sum& sum);

std::string table_text(const std::vector<Sum>& sums);
std::string table_json(const std::vector<Sum>& sums);

}  // namespace stadtkern::usage
