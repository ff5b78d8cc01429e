#include "usage/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace stadtkern::usage {

Share share_of(const Sum& sum) {
  const double reports = static_cast<double>(sum.reports);
  const double yes = static_cast<double>(sum.yes) / reports;
  // Inverse of yes = 1/4 + share / 2; its spread is that of a share of `reports` answers, doubled.
  const double share = std::clamp(2 * yes - 0.5, 0.0, 1.0);
  return {100 * share, 100 * 1.96 * 2 * std::sqrt(yes * (1 - yes) / reports)};
}

std::string table_text(const std::vector<Sum>& sums) {
  if (sums.empty()) return "Noch hat kein Gerät mitgezählt.\n";
  std::string text = "Woche       Angebot     Antworten  benutzt etwa\n";
  for (const Sum& sum : sums) {
    const Share share = share_of(sum);
    char line[160];
    std::snprintf(line, sizeof line, "%-11s %-11s %9lld  %3.0f %% (+/- %.0f)\n", sum.week.c_str(),
                  sum.feature.c_str(), static_cast<long long>(sum.reports), share.percent,
                  share.margin);
    text += line;
  }
  return text;
}

std::string table_json(const std::vector<Sum>& sums) {
  std::vector<wire::Writer> rows;
  for (const Sum& sum : sums) {
    const Share share = share_of(sum);
    wire::Writer row;
    row.text("week", sum.week).text("feature", sum.feature).number("reports", sum.reports);
    row.number("yes", sum.yes).number("percent", std::llround(share.percent));
    row.number("margin", std::llround(share.margin));
    rows.push_back(std::move(row));
  }
  wire::Writer all;
  all.maps("sums", std::move(rows));
  return std::string(as_text(all.encode(wire::Encoding::json))) + "\n";
}

}  // namespace stadtkern::usage
