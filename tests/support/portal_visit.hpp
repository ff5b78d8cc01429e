// One visit to the whole portal: a core with a fresh memory over a disk that stays.
#pragma once

#include "core/core.hpp"
#include "core/view.hpp"
#include "support/device.hpp"

namespace stadtkern::testing {

struct PortalVisit {
  core::State state;
  Device device;

  PortalVisit(TownFeed& feed, Disk& disk)
      : device([this](const port::Event& event) { return core::update(state, event); }, feed,
               disk) {}

  void open(const std::string& url) {
    device.start(url);
    device.settle();
  }
  void go(const std::string& url) { happen(port::NavigatedTo{url}); }
  void press(const std::string& action, const std::string& value = "") {
    happen(port::Pressed{action, value});
  }
  void type(const std::string& form, const std::string& name, const std::string& value) {
    happen(port::InputChanged{form, name, value});
  }
  void happen(port::Fact fact) {
    device.happen(std::move(fact));
    device.settle();
  }

  std::string page() const { return core::view(state, core::Surface::page).body.markup; }
  bool shows(std::string_view words) const { return page().find(words) != std::string::npos; }
};

}  // namespace stadtkern::testing
