// One visit of a device that only synchronises: a fresh memory over a disk that stays.
#pragma once

#include "features/sync/update.hpp"
#include "support/device.hpp"

namespace stadtkern::testing {

struct SyncVisit {
  sync::State state;
  port::EffectId last_id = 0;
  Device device;

  SyncVisit(TownFeed& feed, Disk& disk)
      : device(
            [this](const port::Event& event) {
              port::Effects effects(last_id);
              sync::update(state, event, effects);
              return effects.take();
            },
            feed, disk) {}
};

}  // namespace stadtkern::testing
