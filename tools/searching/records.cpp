#include "searching/records.hpp"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "wire/pack.hpp"

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

struct TextField {
  const char* name;
  std::string Record::*text;
};
constexpr TextField k_texts[] = {{"id", &Record::id},
                                 {"name", &Record::name},
                                 {"kind", &Record::kind},
                                 {"assortment", &Record::assortment},
                                 {"description", &Record::description},
                                 {"place", &Record::place},
                                 {"district", &Record::district},
                                 {"street", &Record::street},
                                 {"postal_code", &Record::postal_code},
                                 {"opening_hours", &Record::opening_hours}};

Result<Record> read_record(const Json& json, std::size_t index) {
  if (!json.is_object()) return invalid(index, "", "an object");
  Record record;
  for (const TextField& field : k_texts) {
    const auto value = json.find(field.name);
    if (value != json.end() && !take_text(*value, record.*field.text)) {
      return invalid(index, std::string(".") + field.name, "a text");
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

// The number that a text is, or what stands for none.
double degrees(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return text.empty() || *end != '\0' ? search::k_no_coordinate : value;
}

Result<std::vector<Record>> read_pack(const std::string& bytes) {
  const Result<wire::Pack> decoded = wire::Pack::decode(Bytes(bytes.begin(), bytes.end()));
  if (!decoded) return decoded.error();
  const wire::Pack& pack = decoded.value();
  if (pack.part() != "list") return Error{Code::invalid, "part", "list"};
  const auto text = [&](const char* name, std::size_t row) {
    const std::size_t column = pack.column(name);
    const bool there = column != wire::Pack::k_no_column;
    return there ? wire::restore_lines(pack.value(column, row)) : std::string();
  };
  std::vector<Record> records(pack.records());
  for (std::size_t row = 0; row < records.size(); ++row) {
    Record& record = records[row];
    for (const TextField& field : k_texts) record.*field.text = text(field.name, row);
    if (record.description.empty()) record.description = text("summary", row);
    record.lat = degrees(text("lat", row));
    record.lon = degrees(text("lon", row));
  }
  return records;
}

}  // namespace

search::Document Record::document() const {
  return {name, kind, assortment, place, district, street, postal_code, description, lat, lon};
}

Result<std::vector<Record>> read_records(const std::string& bytes) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (json.is_discarded()) return read_pack(bytes);
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
