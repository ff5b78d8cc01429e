#include "searching/records.hpp"

#include <nlohmann/json.hpp>

namespace stadtkern::tools {
namespace {

using Json = nlohmann::json;

// A text, a number written out, or texts joined by commas; false for anything else.
bool take_text(const Json& value, std::string& text) {
  if (value.is_null()) return true;
  if (value.is_string()) {
    text = value.get_ref<const std::string&>();
    return true;
  }
  if (value.is_number_integer()) {
    text = value.dump();
    return true;
  }
  if (!value.is_array()) return false;
  for (const Json& part : value) {
    if (!part.is_string()) return false;
    if (!text.empty()) text += ", ";
    text += part.get_ref<const std::string&>();
  }
  return true;
}

bool take_degrees(const Json& value, double& degrees) {
  if (value.is_number()) degrees = value.get<double>();
  return value.is_number() || value.is_null();
}

Error invalid(std::size_t index, const std::string& field, const std::string& expected) {
  return {Code::invalid, "records[" + std::to_string(index) + "]" + field, expected};
}

Result<Record> read_record(const Json& json, std::size_t index) {
  if (!json.is_object()) return invalid(index, "", "an object");
  Record record;
  const std::pair<const char*, std::string*> texts[] = {{"id", &record.id},
                                                        {"name", &record.name},
                                                        {"kind", &record.kind},
                                                        {"assortment", &record.assortment},
                                                        {"description", &record.description},
                                                        {"place", &record.place},
                                                        {"district", &record.district},
                                                        {"street", &record.street},
                                                        {"postal_code", &record.postal_code},
                                                        {"opening_hours", &record.opening_hours}};
  for (const auto& [name, text] : texts) {
    const auto field = json.find(name);
    if (field != json.end() && !take_text(*field, *text)) {
      return invalid(index, std::string(".") + name, "a text");
    }
  }
  if (record.id.empty()) return invalid(index, ".id", "a text that is not empty");
  const std::pair<const char*, double*> numbers[] = {{"lat", &record.lat}, {"lon", &record.lon}};
  for (const auto& [name, degrees] : numbers) {
    const auto field = json.find(name);
    if (field != json.end() && !take_degrees(*field, *degrees)) {
      return invalid(index, std::string(".") + name, "a number of degrees");
    }
  }
  return record;
}

}  // namespace

search::Document Record::document() const {
  return {name, kind, assortment, place, district, street, postal_code, description, lat, lon};
}

Result<std::vector<Record>> read_records(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_array()) return Error{Code::malformed, "records", "a JSON array of records"};
  std::vector<Record> records;
  records.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    Result<Record> record = read_record(json[i], i);
    if (!record) return record.error();
    records.push_back(std::move(record).value());
  }
  return records;
}

}  // namespace stadtkern::tools
