// A browser that runs programs of ours: its store, its tabs, its clock, and how they die. What it
// does with each order is what MESSAGES.md and abi/idb.hpp say of the real shell.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "line.hpp"
#include "port/effects.hpp"

namespace stadtkern::sim {

// What lies in IndexedDB. A transaction that was reported complete may still be lost when the
// browser dies soon after: then all after it are lost too.
class Store {
 public:
  using Values = std::map<std::string, Bytes>;

  const Values& values() const { return values_; }
  void commit(const std::vector<port::Put>& puts, const std::vector<std::string>& deletes,
              std::int64_t now_ms);
  // The last `count` transactions that are younger than a moment never happened.
  void lose(std::size_t count, std::int64_t now_ms);
  bool holds(const std::string& words, const std::string& in_keys) const;

 private:
  struct Undo {
    std::int64_t ms;
    std::vector<std::pair<std::string, std::optional<Bytes>>> before;
  };
  void put(Undo& undo, const std::string& key, std::optional<Bytes> value);

  Values values_;
  std::vector<Undo> undos_;
};

// A program as the shell sees it.
struct Program {
  std::function<std::vector<port::Effect>(const port::Event&)> update;
  std::shared_ptr<void> state;
};

class Browser;

class Tab {
 public:
  Tab(Browser& browser, Program program) : browser_(browser), program_(std::move(program)) {}

  void happen(port::Fact fact);
  // Runs `what` later, if this tab then still lives.
  void later(std::int64_t ms, std::function<void()> what);
  Browser& browser() { return browser_; }
  template <class State>
  State& state() {
    return *static_cast<State*>(program_.state.get());
  }
  const std::shared_ptr<bool>& life() const { return life_; }
  void end() { *life_ = false; }
  std::shared_ptr<void> companion;  // what a desk's page has besides: its mailbox

 private:
  friend class Browser;
  void carry_out(const port::Fetch& fetch);
  void carry_out(const port::Store& store);
  void carry_out(const port::Load& load);
  void carry_out(const port::Keys& keys);
  void carry_out(const port::Wake& wake);
  void carry_out(const port::Go& go);
  void carry_out(const port::Tell& tell);
  void carry_out(const port::Randomize& order);
  void carry_out(const port::Seal& order);
  template <class Other>
  void carry_out(const Other&) {}
  void at_disk(std::function<void()> deed);

  Browser& browser_;
  Program program_;
  std::shared_ptr<bool> life_ = std::make_shared<bool>(true);
};

class Browser {
 public:
  Browser(World& world, Line& line, std::string name)
      : world_(world), line_(line), name_(std::move(name)) {}
  virtual ~Browser() = default;
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  Tab& open(const std::string& url);
  void close(Tab& tab);
  void die();  // with everything that was under way
  void connect(bool online);
  std::vector<std::unique_ptr<Tab>>& tabs() { return tabs_; }
  std::int64_t now_ms() const { return world_.time.now_ms() + skew_ms; }
  const std::string& name() const { return name_; }
  World& world() { return world_; }
  Line& line() { return line_; }

  Store store;
  bool online = true;
  bool full = false;
  std::int64_t skew_ms = 0;  // of its clock
  // Called after everything that happened to a tab.
  std::function<void(Tab&)> watched;
  // It died, or its store took nothing: what its pages were told last may lie nowhere.
  std::function<void()> on_loss;

 protected:
  virtual Program make() = 0;
  virtual void seal(Tab& tab, const port::Seal& order) = 0;
  virtual void opened(Tab&) {}
  virtual void died() {}

 private:
  friend class Tab;
  void tick(Tab& tab, int minutes);
  void give_lock();

  World& world_;
  Line& line_;
  std::string name_;
  std::vector<std::unique_ptr<Tab>> tabs_;
  std::vector<std::unique_ptr<Tab>> dead_;  // until nothing of theirs is on the stack
  std::int64_t disk_free_ms_ = 0;
  const Tab* writer_ = nullptr;
};

}  // namespace stadtkern::sim
