#include "core/status.hpp"

#include "views/components/notice.hpp"

namespace stadtkern::core {
namespace {

using views::Key;
using views::Tone;

Html say(const State& state, Tone tone, Key message) {
  return views::notice({tone, views::text(state.route.language, message), {}, ""});
}

}  // namespace

Html status_of(const State& state) {
  const views::Language language = state.route.language;
  if (state.update_ready) {
    return views::notice({Tone::info, views::text(language, Key::status_update_ready),
                          views::text(language, Key::status_update_apply), "apply_update"});
  }
  if (state.saved.refused) return say(state, Tone::warning, Key::saved_not_kept);
  if (state.saved.full) return say(state, Tone::warning, Key::saved_full);
  switch (state.sync.storage) {
    case sync::Storage::blocked:
      return say(state, Tone::warning, Key::status_blocked);
    case sync::Storage::full:
      return say(state, Tone::warning, Key::status_storage_full);
    case sync::Storage::unusable:
      return say(state, Tone::warning, Key::status_memory_only);
    case sync::Storage::unknown:
    case sync::Storage::keeping:
      break;
  }
  if (!state.sync.online) return say(state, Tone::info, Key::status_offline);
  if (!state.sync.has_content && state.sync.restored && state.page_sequence < 0) {
    return say(state, Tone::info, Key::status_loading);
  }
  return {};
}

std::string kept_text(const State& state) {
  const views::Language language = state.route.language;
  const Key key = state.sync.complete && state.sync.storage == sync::Storage::keeping
                      ? Key::settings_offline_ready
                      : Key::settings_offline_partial;
  return std::string(views::text(language, key));
}

}  // namespace stadtkern::core
