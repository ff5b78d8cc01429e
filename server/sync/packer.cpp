#include "sync/packer.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "files/write_whole.hpp"
#include "http/digest.hpp"
#include "sync/compress.hpp"
#include "sync/cutter.hpp"
#include "wire/pack.hpp"

namespace stadtkern::sync {
namespace {

constexpr std::size_t k_sample_bytes = 512 * 1024;
constexpr std::size_t k_target_bytes_min = 128 * 1024;
constexpr std::size_t k_target_bytes_max = 4 * 1024 * 1024;

// Writes the chunks of one part of one collection as its rows arrive.
class PartWriter {
 public:
  PartWriter(std::string collection, std::string part, std::vector<std::string> columns,
             const std::string& folder, std::size_t target)
      : collection_(std::move(collection)),
        part_(std::move(part)),
        columns_(std::move(columns)),
        folder_(folder),
        target_(target) {}

  void add(Row row);
  // All chunks of the part, in order.
  std::vector<wire::Chunk> finish();
  std::size_t target() const { return target_; }
  bool failed() const { return failed_; }

 private:
  void start_cutting();
  Bytes pack_of(const std::vector<Row>& rows) const;
  std::vector<std::string> columns_of(const std::vector<Row>& rows) const;
  void write(const std::vector<Row>& rows);

  std::string collection_;
  std::string part_;
  std::vector<std::string> columns_;
  const std::string& folder_;
  std::size_t target_;  // 0 until a sample has told how well the part compresses
  std::optional<Cutter> cutter_;
  std::vector<Row> sample_;
  std::size_t sample_bytes_ = 0;
  std::vector<wire::Chunk> chunks_;
  bool failed_ = false;
};

void PartWriter::add(Row row) {
  row.bytes = part_ == "list" ? row.id.size() + 1 : 0;
  for (const auto& [name, value] : row.fields) row.bytes += value.size() + 1;
  if (cutter_) return cutter_->add(std::move(row));
  sample_bytes_ += row.bytes;
  sample_.push_back(std::move(row));
  if (target_ != 0 || sample_bytes_ >= k_sample_bytes) start_cutting();
}

void PartWriter::start_cutting() {
  if (target_ == 0) {
    const Bytes sample = pack_of(sample_);
    const std::size_t packed = brotli(as_text(sample), k_brotli_prepared).size();
    const std::size_t target =
        k_chunk_compressed_bytes * sample.size() / std::max<std::size_t>(packed, 1);
    target_ = std::clamp(target, k_target_bytes_min, k_target_bytes_max);
  }
  cutter_.emplace(target_, [this](const std::vector<Row>& rows) { write(rows); });
  for (Row& row : sample_) cutter_->add(std::move(row));
  sample_.clear();
}

std::vector<wire::Chunk> PartWriter::finish() {
  if (cutter_) {
    cutter_->finish();
  } else if (!sample_.empty()) {
    write(sample_);  // less than a sample: one chunk, and nothing learned for later
  }
  return std::move(chunks_);
}

// A list has the schema's columns; a detail has what its rows have, by name.
std::vector<std::string> PartWriter::columns_of(const std::vector<Row>& rows) const {
  if (part_ == "list") return columns_;
  std::set<std::string> names;
  for (const Row& row : rows) {
    for (const auto& [name, value] : row.fields) names.insert(name);
  }
  return {names.begin(), names.end()};
}

Bytes PartWriter::pack_of(const std::vector<Row>& rows) const {
  const auto columns = columns_of(rows);
  std::vector<wire::PackRow> lines;
  lines.reserve(rows.size());
  for (const Row& row : rows) {
    wire::PackRow line{row.id, {}};
    for (const std::string& name : columns) {
      const auto found = row.fields.find(name);
      line.values.push_back(found == row.fields.end() ? std::string_view() : found->second);
    }
    lines.push_back(std::move(line));
  }
  return wire::encode_pack(collection_, part_, columns, lines);
}

void PartWriter::write(const std::vector<Row>& rows) {
  const Bytes pack = pack_of(rows);
  wire::Chunk chunk;
  chunk.hash = http::sha256_base64url(as_text(pack));
  chunk.bytes = static_cast<std::int64_t>(pack.size());
  chunk.records = static_cast<std::int64_t>(rows.size());
  const std::string path = folder_ + "/" + chunk.hash;
  if (!std::filesystem::exists(path)) failed_ = !write_whole(path, as_text(pack)) || failed_;
  chunks_.push_back(std::move(chunk));
}

// Takes a whole journal apart into parts.
class GenerationWriter {
 public:
  GenerationWriter(const std::string& folder, const Generation* previous)
      : folder_(folder), previous_(previous), generation_(std::make_shared<Generation>()) {}

  void begin(const store::Position& at) { generation_->at = at; }
  void collection(const std::string& name, const std::vector<std::string>& list_fields);
  void record(const std::string& id, const wire::Fields& fields);
  std::shared_ptr<Generation> finish();
  bool failed() const { return failed_; }

 private:
  std::size_t target_of(const std::string& part) const;
  void close_collection();
  void close_part(PartWriter& writer, const char* part, std::vector<wire::Chunk>& chunks);

  const std::string& folder_;
  const Generation* previous_;
  std::shared_ptr<Generation> generation_;
  std::optional<PartWriter> list_;
  std::optional<PartWriter> detail_;
  bool failed_ = false;
};

std::size_t GenerationWriter::target_of(const std::string& part) const {
  if (previous_ == nullptr) return 0;
  const auto found = previous_->targets.find(part);
  return found == previous_->targets.end() ? 0 : found->second;
}

void GenerationWriter::collection(const std::string& name,
                                  const std::vector<std::string>& list_fields) {
  close_collection();
  generation_->collections.push_back({name, 0, list_fields, {}, {}});
  list_.emplace(name, "list", list_fields, folder_, target_of(name + "/list"));
  detail_.emplace(name, "detail", std::vector<std::string>(), folder_, target_of(name + "/detail"));
}

void GenerationWriter::record(const std::string& id, const wire::Fields& fields) {
  auto& collection = generation_->collections.back();
  ++collection.records;
  Row list{id, {}, 0};
  Row detail{id, fields, 0};
  for (const std::string& name : collection.list_fields) {
    auto moved = detail.fields.extract(name);
    if (!moved.empty()) list.fields.insert(std::move(moved));
  }
  list_->add(std::move(list));
  detail_->add(std::move(detail));
}

void GenerationWriter::close_part(PartWriter& writer, const char* part,
                                  std::vector<wire::Chunk>& chunks) {
  chunks = writer.finish();
  failed_ = failed_ || writer.failed();
  if (writer.target() != 0) {
    generation_->targets[generation_->collections.back().name + "/" + part] = writer.target();
  }
}

void GenerationWriter::close_collection() {
  if (!list_) return;
  auto& collection = generation_->collections.back();
  close_part(*list_, "list", collection.list);
  close_part(*detail_, "detail", collection.detail);
}

std::shared_ptr<Generation> GenerationWriter::finish() {
  close_collection();
  return generation_;
}

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

bool compress_pack(const std::string& path) {
  if (std::filesystem::exists(path + ".br") && std::filesystem::exists(path + ".gz")) return true;
  const std::string content = read_whole(path);
  const std::string br = brotli(content, k_brotli_prepared);
  const std::string gz = gzip(content);
  if (br.empty() || gz.empty()) return false;
  return write_whole(path + ".br", br) && write_whole(path + ".gz", gz);
}

}  // namespace

Result<std::shared_ptr<const Generation>> write_packs(store::Journal& journal,
                                                      const std::string& folder,
                                                      const Generation* previous) {
  GenerationWriter writer(folder, previous);
  const auto read = journal.read(
      {[&](const store::Position& at) { writer.begin(at); },
       [&](const std::string& name, const std::vector<std::string>& list_fields) {
         writer.collection(name, list_fields);
       },
       [&](const std::string& id, const wire::Fields& fields) { writer.record(id, fields); }});
  if (!read.ok()) return read.error();
  const auto generation = writer.finish();
  bool written = !writer.failed();
  // Only now, so that no read of the journal stays open for so long.
  for (const std::string& hash : generation->hashes()) {
    written = written && compress_pack(folder + "/" + hash);
  }
  if (!written) return Error{Code::unsupported, "", "packs cannot be written"};
  return std::shared_ptr<const Generation>(generation);
}

void remove_others(const std::string& folder, const Generations& kept) {
  std::set<std::string> names;
  for (const auto& generation : kept) names.merge(generation->hashes());
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name == k_memory_name || names.contains(name.substr(0, name.find('.')))) continue;
    std::filesystem::remove(entry.path(), ignored);
  }
}

bool is_complete(const std::string& folder, const Generation& generation) {
  const auto hashes = generation.hashes();
  return std::all_of(hashes.begin(), hashes.end(), [&](const std::string& hash) {
    const std::string path = folder + "/" + hash;
    return std::filesystem::exists(path) && std::filesystem::exists(path + ".br") &&
           std::filesystem::exists(path + ".gz");
  });
}

}  // namespace stadtkern::sync
