// The core with a shell of its own: memory for a store, the town's feed for a network. What a
// browser shows, this shows.
#pragma once

#include "core/core.hpp"
#include "core/view.hpp"
#include "feed_client.hpp"

namespace stadtkern::prerender {

class Mirror {
 public:
  Mirror(const FeedClient& feed, std::string town, std::string build);

  // Brings the content up to date. False where the server did not give it whole.
  bool update();

  const model::Content& content() const { return state_.sync.content; }
  std::size_t list_pages(const directory::ListPage& page) const;

  // The page at an address as it is for everybody at any time.
  core::Document page_at(const std::string& url);

 private:
  void happen(port::Fact fact);
  void answer(const port::Fetch& fetch);

  const FeedClient& feed_;
  core::State state_;
  bool started_ = false;
  std::string town_;
  std::string build_;
  std::vector<port::Effect> waiting_;
};

}  // namespace stadtkern::prerender
