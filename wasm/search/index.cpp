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
  const Synonyms none;
  Scores scores(image_);
  QueryRun run(Dictionary(image_), options.synonyms != nullptr ? *options.synonyms : none, scores);
  Answer answer;
  answer.corrected = run.add_all(query);
  scores.rank(options, answer);
  return answer;
}

}  // namespace stadtkern::search
