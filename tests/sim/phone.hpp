// A citizen's browser: the portal's core, and the deeds with keys (MESSAGES.md, "Sealing").
#pragma once

#include "browser.hpp"
#include "core/core.hpp"

namespace stadtkern::sim {

class Phone final : public Browser {
 public:
  using Browser::Browser;
  const care::State& care_of(Tab& tab) { return tab.state<core::State>().care; }
  // The private reply keys, by thread and thumbprint.
  Store keys;

 protected:
  Program make() override;
  void seal(Tab& tab, const port::Seal& order) override;
  void died() override;

 private:
  port::Sealed done(const port::Seal& order);
  void unlock(const port::Seal& order, port::Sealed& done);
  void keep_key(const std::string& name, const std::string& x);
};

// What the town signs: its payload and the key that signed it.
std::string signed_list(BytesView payload, const std::string& x);

}  // namespace stadtkern::sim
