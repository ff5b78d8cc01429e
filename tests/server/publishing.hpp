// Short words for publishing into a journal and asking what came of it.
#pragma once

#include <future>
#include <string>
#include <utility>
#include <vector>

#include "store/journal.hpp"

namespace stadtkern::testing {

inline wire::Publish shops(std::vector<wire::PublishedRecord> records) {
  wire::Publish publish;
  publish.collection = "shops";
  publish.source = "demo";
  publish.records = std::move(records);
  return publish;
}

inline store::PublishOutcome publish_now(store::Journal& journal, wire::Publish publish) {
  std::promise<store::PublishOutcome> promise;
  auto outcome = promise.get_future();
  journal.publish(std::move(publish),
                  [&](store::PublishOutcome answer) { promise.set_value(std::move(answer)); });
  return outcome.get();
}

inline store::Receipt receipt(store::Journal& journal, wire::Publish publish) {
  return std::get<store::Receipt>(publish_now(journal, std::move(publish)));
}

inline store::Refusal refusal(store::Journal& journal, wire::Publish publish) {
  return std::get<store::Refusal>(publish_now(journal, std::move(publish)));
}

inline wire::Changes changes_since(store::Journal& journal, std::int64_t since,
                                   std::size_t bytes_max = 1'000'000) {
  auto outcome = journal.changes(journal.position().epoch, since, bytes_max);
  return std::get<wire::Changes>(std::move(outcome).value());
}

}  // namespace stadtkern::testing
