#include "browser.hpp"

#include <algorithm>

namespace stadtkern::sim {
namespace {

constexpr std::int64_t k_unsynced_ms = 5'000;
constexpr int k_seen_minutes = 3;  // then the person looks at something else

std::string kind_of(const port::Fact& fact) {
  return std::to_string(fact.index());
}

}  // namespace

void Store::put(Undo& undo, const std::string& key, std::optional<Bytes> value) {
  const auto found = values_.find(key);
  undo.before.emplace_back(
      key, found == values_.end() ? std::nullopt : std::optional<Bytes>(found->second));
  if (value)
    values_[key] = std::move(*value);
  else
    values_.erase(key);
}

void Store::commit(const std::vector<port::Put>& puts, const std::vector<std::string>& deletes,
                   std::int64_t now_ms) {
  Undo undo{now_ms, {}};
  for (const std::string& key : deletes) put(undo, key, std::nullopt);
  for (const port::Put& one : puts) put(undo, one.key, one.value);
  undos_.push_back(std::move(undo));
  if (undos_.size() > 16) undos_.erase(undos_.begin());
}

void Store::lose(std::size_t count, std::int64_t now_ms) {
  while (count-- > 0 && !undos_.empty() && undos_.back().ms + k_unsynced_ms > now_ms) {
    auto& before = undos_.back().before;
    for (auto one = before.rbegin(); one != before.rend(); ++one) {
      if (one->second)
        values_[one->first] = *one->second;
      else
        values_.erase(one->first);
    }
    undos_.pop_back();
  }
}

bool Store::holds(const std::string& words, const std::string& in_keys) const {
  for (const auto& [key, value] : values_) {
    if (key.find(in_keys) == std::string::npos) continue;
    if (as_text(value).find(words) != std::string_view::npos) return true;
  }
  return false;
}

void Tab::later(std::int64_t ms, std::function<void()> what) {
  browser_.world_.time.after(ms, [life = life_, what = std::move(what)] {
    if (*life) what();
  });
}

void Tab::happen(port::Fact fact) {
  World& world = browser_.world_;
  world.note(browser_.name_ + " event " + kind_of(fact));
  const auto effects = program_.update({Instant{browser_.now_ms()}, std::move(fact)});
  for (const port::Effect& effect : effects) {
    if (!*life_) return;
    if (world.strikes(world.weather.browser_crash)) return browser_.die();
    std::visit([this](const auto& order) { carry_out(order); }, effect);
  }
  if (browser_.watched && *life_) browser_.watched(*this);
}

void Tab::carry_out(const port::Fetch& fetch) {
  Request request{std::string(fetch.method), fetch.url, fetch.authorization,
                  std::string(fetch.content_type), fetch.body};
  browser_.line_.ask(std::move(request), browser_.online,
                     [this, life = life_, id = fetch.id](std::optional<Answer> answer) {
                       if (!*life) return;
                       if (!answer || !browser_.online)
                         return happen(port::FetchFailed{id, "network"});
                       happen(port::Fetched{id, answer->status, "", std::move(answer->body)});
                     });
}

// One transaction after another, of all tabs together.
void Tab::at_disk(std::function<void()> deed) {
  World& world = browser_.world_;
  const std::int64_t now = world.time.now_ms();
  browser_.disk_free_ms_ = std::max(browser_.disk_free_ms_ + 1, now + world.dice.between(0, 20));
  world.time.after(browser_.disk_free_ms_ - now, [life = life_, deed = std::move(deed)] {
    if (*life) deed();
  });
}

void Tab::carry_out(const port::Store& store) {
  at_disk([this, store] {
    World& world = browser_.world_;
    const Mutant mutant = world.weather.mutant;
    if (browser_.full || world.strikes(world.weather.disk_full)) {
      if (browser_.on_loss) browser_.on_loss();
      return happen(port::StoreRefused{store.id, "quota"});
    }
    const auto is_taken = [&](const port::Put& put) {
      return put.fresh && browser_.store.values().contains(put.key);
    };
    if (std::any_of(store.puts.begin(), store.puts.end(), is_taken))
      return happen(port::StoreRefused{store.id, "taken"});
    auto puts = store.puts;
    if (mutant == Mutant::disk_keeps_what_is_over) {
      std::erase_if(puts, [&](const port::Put& put) {
        const auto known = browser_.store.values().find(put.key);
        return known != browser_.store.values().end() &&
               put.value.size() * 2 < known->second.size();
      });
    }
    if (mutant != Mutant::disk_says_stored_before_it_keeps || world.dice.falls(800))
      browser_.store.commit(puts, store.deletes, world.time.now_ms());
    later(world.dice.between(0, 5), [this, id = store.id] { happen(port::Stored{id}); });
  });
}

void Tab::carry_out(const port::Load& load) {
  at_disk([this, load] {
    const auto found = browser_.store.values().find(load.key);
    const bool there = found != browser_.store.values().end();
    happen(port::Loaded{load.id, there, there ? found->second : Bytes{}});
  });
}

void Tab::carry_out(const port::Keys& keys) {
  at_disk([this, keys] {
    std::vector<std::string> found;
    for (const auto& [key, value] : browser_.store.values()) {
      if (key.starts_with(keys.prefix)) found.push_back(key);
    }
    happen(port::KeysListed{keys.id, std::move(found)});
  });
}

void Tab::carry_out(const port::Wake& wake) {
  later(std::max<std::int64_t>(wake.at.ms - browser_.now_ms(), 0), [this, at = wake.at] {
    if (browser_.now_ms() < at.ms) return carry_out(port::Wake{at});  // the clock was set back
    happen(port::ClockTicked{});
  });
}

void Tab::carry_out(const port::Go& go) {
  later(0, [this, url = go.url] { happen(port::NavigatedTo{url}); });
}

void Tab::carry_out(const port::Tell& tell) {
  for (const auto& other : browser_.tabs_) {
    if (other.get() == this) continue;
    other->later(browser_.world_.dice.between(0, 10),
                 [tab = other.get(), text = tell.text] { tab->happen(port::PeerSaid{text}); });
  }
}

void Tab::carry_out(const port::Randomize& order) {
  later(browser_.world_.dice.between(0, 5), [this, order] {
    const auto count = static_cast<std::size_t>(order.bytes);
    happen(port::Randomized{order.id, browser_.world_.dice.bytes(count)});
  });
}

void Tab::carry_out(const port::Seal& order) {
  browser_.seal(*this, order);
}

Tab& Browser::open(const std::string& url) {
  dead_.clear();
  world_.note(name_ + " opens " + url);
  tabs_.push_back(std::make_unique<Tab>(*this, make()));
  Tab& tab = *tabs_.back();
  opened(tab);
  tab.later(0, [this, &tab, url] {
    tab.happen(port::Started{k_town, url, "build", online, -1, {"de"}});
    give_lock();
  });
  tick(tab, k_seen_minutes);
  return tab;
}

void Browser::tick(Tab& tab, int minutes) {
  if (minutes == 0) return;
  tab.later(k_minute_ms, [this, &tab, minutes] {
    tab.happen(port::ClockTicked{});
    tick(tab, minutes - 1);
  });
}

// The lock goes on by itself when its holder closes or dies.
void Browser::give_lock() {
  if (tabs_.empty()) return;
  if (world_.weather.mutant == Mutant::every_page_has_the_lock) {
    Tab& newest = *tabs_.back();
    return newest.later(1, [&newest] { newest.happen(port::BecameWriter{}); });
  }
  const bool held = std::any_of(tabs_.begin(), tabs_.end(),
                                [this](const auto& tab) { return tab.get() == writer_; });
  if (held) return;
  Tab& next = *tabs_.front();
  writer_ = &next;
  next.later(1, [&next] { next.happen(port::BecameWriter{}); });
}

void Browser::close(Tab& tab) {
  world_.note(name_ + " closes a tab");
  tab.end();
  if (writer_ == &tab) writer_ = nullptr;  // its memory may be another tab's soon
  const auto found =
      std::find_if(tabs_.begin(), tabs_.end(), [&](const auto& one) { return one.get() == &tab; });
  if (found == tabs_.end()) return;
  dead_.push_back(std::move(*found));
  tabs_.erase(found);
  give_lock();
}

void Browser::die() {
  world_.note(name_ + " dies");
  for (auto& tab : tabs_) {
    tab->end();
    dead_.push_back(std::move(tab));
  }
  tabs_.clear();
  writer_ = nullptr;
  if (world_.strikes(world_.weather.relaxed_disk) ||
      world_.weather.mutant == Mutant::disk_says_stored_before_it_keeps)
    store.lose(static_cast<std::size_t>(world_.dice.between(1, 4)), world_.time.now_ms());
  died();
  if (on_loss) on_loss();
}

void Browser::connect(bool is_online) {
  if (online == is_online) return;
  online = is_online;
  world_.note(name_ + (online ? " is online" : " is offline"));
  for (const auto& tab : tabs_) {
    tab->later(1,
               [one = tab.get(), is_online] { one->happen(port::ConnectivityChanged{is_online}); });
  }
}

}  // namespace stadtkern::sim
