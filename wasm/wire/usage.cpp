#include "wire/usage.hpp"

#include "wire/decode_map.hpp"

namespace stadtkern::wire {

Bytes encode_usage(const UsageReport& report) {
  Writer map;
  map.text("feature", k_usage_features[report.feature]).flag("used", report.used);
  return map.encode(Encoding::cbor);
}

Result<UsageReport> decode_usage(BytesView bytes, Encoding encoding) {
  return decode_map<UsageReport>(bytes, encoding, [](const Reader& map) {
    const std::string feature = map.text("feature", 40);
    UsageReport report{0, map.flag("used")};
    map.only({"feature", "used"});
    while (report.feature < k_usage_features.size() && k_usage_features[report.feature] != feature)
      ++report.feature;
    map.expect(report.feature < k_usage_features.size(), "feature", "a feature of PROTOCOL.md");
    return report;
  });
}

}  // namespace stadtkern::wire
