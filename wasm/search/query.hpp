// A query taken apart into words, and what is done for each of them.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "search/fold.hpp"
#include "search/index.hpp"
#include "search/matcher.hpp"
#include "search/scores.hpp"

namespace stadtkern::search {

struct QueryWord {
  std::uint16_t begin;  // in the query's text
  std::uint16_t end;
  bool optional;  // "in", "und", "heute": never decides whether a record is found
};

// The words of a query, at most k_query_words_max. `text` must outlive it.
class Query {
 public:
  explicit Query(std::string_view text);
  std::string_view text() const { return text_; }
  std::string_view written(const QueryWord& word) const {
    return text_.substr(word.begin, std::size_t{word.end} - word.begin);
  }
  const QueryWord* begin() const { return words_.data(); }
  const QueryWord* end() const { return words_.data() + count_; }

 private:
  std::string_view text_;
  std::array<QueryWord, k_query_words_max> words_;
  std::size_t count_ = 0;
};

// Finds the terms of every word and scores the rows that have them.
class QueryRun {
 public:
  QueryRun(const Dictionary& dictionary, const Synonyms& synonyms, Scores& scores)
      : dictionary_(dictionary), matcher_(dictionary, synonyms), scores_(scores) {}

  // Returns the query with misspelled words put right; empty where every word was found as it is.
  std::string add_all(const Query& query);

 private:
  void add(const Query& query, const QueryWord& word);
  void add_misspelled(const Query& query, const QueryWord& word, bool itself, bool found);
  void correct(const Query& query, const QueryWord& word, const Correction& correction);
  bool add_parts(std::string_view word, bool both_known);
  void find(std::string_view word);
  void score();

  Dictionary dictionary_;
  Matcher matcher_;
  Scores& scores_;
  Matches matches_;  // not yet scored
  std::string corrected_;
  std::size_t copied_ = 0;  // how much of the query's text corrected_ holds already
};

}  // namespace stadtkern::search
