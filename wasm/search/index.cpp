#include "search/index.hpp"

#include "search/query.hpp"
#include "search/scores.hpp"

namespace stadtkern::search {

Result<Index> Index::load(Bytes bytes) {
  Result<Image> image = Image::open(std::move(bytes));
  if (!image) return image.error();
  return Index(std::move(image).value());
}

Answer Index::query(std::string_view text, const Options& options) const {
  const Query query(text);
  Scores scores(image_);
  QueryRun run(Dictionary(image_), scores);
  run.add_all(query);
  Answer answer = scores.rank(options);
  answer.corrected = run.corrected();
  return answer;
}

}  // namespace stadtkern::search
