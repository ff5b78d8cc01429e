#include "mirror.hpp"

#include <deque>

namespace stadtkern::prerender {

Mirror::Mirror(const FeedClient& feed, std::string town, std::string build)
    : feed_(feed), town_(std::move(town)), build_(std::move(build)) {}

void Mirror::happen(port::Fact fact) {
  // The core's clock stands still here: nothing that is pre-rendered may depend on it.
  for (port::Effect& effect : core::update(state_, {Instant{0}, std::move(fact)}))
    waiting_.push_back(std::move(effect));
}

void Mirror::answer(const port::Fetch& fetch) {
  Answer answer = feed_.get(fetch.url, fetch.accept);
  if (answer.status == 0) return happen(port::FetchFailed{fetch.id, "network"});
  happen(port::Fetched{fetch.id, answer.status, std::move(answer.content_type),
                       std::move(answer.body)});
}

bool Mirror::update() {
  if (!started_) {
    started_ = true;
    happen(port::Started{town_, "/", build_, true, -1, {}});
    happen(port::BecameWriter{});
  } else {
    happen(port::ConnectivityChanged{false});
    happen(port::ConnectivityChanged{true});
  }
  while (!waiting_.empty()) {
    const std::vector<port::Effect> effects = std::exchange(waiting_, {});
    for (const port::Effect& effect : effects) {
      if (const auto* fetch = std::get_if<port::Fetch>(&effect)) answer(*fetch);
      if (const auto* keys = std::get_if<port::Keys>(&effect))
        happen(port::KeysListed{keys->id, {}});
      if (const auto* load = std::get_if<port::Load>(&effect))
        happen(port::Loaded{load->id, false, {}});
      if (const auto* store = std::get_if<port::Store>(&effect)) happen(port::Stored{store->id});
    }
  }
  // A pack that newer ones replaced meanwhile is no failure: the core asks again by itself.
  return state_.sync.complete && !state_.sync.retry_at;
}

std::size_t Mirror::list_pages(const directory::ListPage& page) const {
  const std::size_t rows = directory::find(state_.sync.content, state_.shelves, page).rows.size();
  return (rows + directory::k_page_records - 1) / directory::k_page_records;
}

core::Document Mirror::page_at(const std::string& url) {
  state_.route = core::route_of(url);
  return core::view(state_, core::Surface::prerendered);
}

}  // namespace stadtkern::prerender
