// A query taken apart into words, and what is done for each of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/matcher.hpp"
#include "search/scores.hpp"

namespace stadtkern::search {

struct QueryWord {
  std::string folded;
  std::string literal;  // the same with ae, oe, ue as they stand: letters may have been swapped
  std::size_t begin;    // in the query's text
  std::size_t end;
  bool optional;  // "in", "und", "heute": never decides whether a record is found
};

// The words of a query, at most k_query_words_max. `text` must outlive it.
class Query {
 public:
  explicit Query(std::string_view text);
  std::string_view text() const { return text_; }
  const std::vector<QueryWord>& words() const { return words_; }

 private:
  std::string_view text_;
  std::vector<QueryWord> words_;
};

// Finds the terms of every word and scores the rows that have them.
class QueryRun {
 public:
  QueryRun(const Dictionary& dictionary, Scores& scores)
      : dictionary_(dictionary), matcher_(dictionary), scores_(scores) {}

  void add_all(const Query& query);

  // The query with misspelled words put right; empty where every word was found as it is.
  const std::string& corrected() const { return corrected_; }

 private:
  void add(const QueryWord& word);
  void add_misspelled(const QueryWord& word, bool itself, bool found);
  void correct(const QueryWord& word, const Correction& correction);
  bool add_parts(std::string_view word, bool both_known);
  void add_found(std::string_view word);

  Dictionary dictionary_;
  Matcher matcher_;
  Scores& scores_;
  Matches matches_;
  std::string_view text_;
  std::string corrected_;
  std::size_t copied_ = 0;  // how much of the query's text corrected_ holds already
};

}  // namespace stadtkern::search
