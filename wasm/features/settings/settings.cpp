#include "features/settings/settings.hpp"

#include "views/components/settings_page.hpp"

namespace stadtkern::settings {
namespace {

std::optional<views::Language> language_of(std::string_view value) {
  for (const views::Language language : views::k_languages) {
    if (views::language_value(language) == value) return language;
  }
  return std::nullopt;
}

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

class Step {
 public:
  Step(State& state, std::string_view path, views::Language language, port::Effects& effects)
      : state_(state), path_(path), language_(language), effects_(effects) {}

  bool operator()(const port::Started& started) {
    state_.town = started.town;
    state_.preference_load = effects_.ask(port::Load{0, settings_key(state_.town)});
    return false;
  }

  bool operator()(const port::Loaded& loaded) {
    if (loaded.id != state_.preference_load) return false;
    state_.preferred = loaded.found ? language_of(as_text(loaded.value)) : std::nullopt;
    // Only the bare front door follows the preference: any other address says its language itself.
    const bool at_front_door = path_ == "/" && language_ == views::Language::de && !state_.entered;
    if (at_front_door && state_.preferred && *state_.preferred != language_) {
      effects_.order(port::Go{views::localized(*state_.preferred, "/")});
    }
    state_.entered = true;
    return false;
  }

  bool operator()(const port::NavigatedTo&) {
    state_.entered = true;
    if (state_.wiping == Wiping::done) state_.wiping = Wiping::no;
    return false;
  }

  bool operator()(const port::FormSubmitted& form) {
    const auto chosen = form.fields.find("language");
    const auto language = chosen == form.fields.end() ? std::nullopt : language_of(chosen->second);
    if (path_ != "/einstellungen/" || !language) return false;
    state_.preferred = language;
    port::Store store;
    store.puts.push_back({settings_key(state_.town), bytes_of(chosen->second)});
    (void)effects_.ask(std::move(store));
    effects_.order(port::Go{views::localized(*language, path_)});
    return false;
  }

  bool operator()(const port::Pressed& pressed) {
    if (pressed.action != "wipe" || state_.wiping != Wiping::no) return false;
    return advance(Wiping::listing, port::Keys{0, state_.town + "/"});
  }

  bool operator()(const port::KeysListed& listed) {
    if (!is_awaited(listed.id)) return false;
    return advance(Wiping::deleting, port::Store{0, {}, listed.keys});
  }

  bool operator()(const port::Stored& stored) {
    if (!is_awaited(stored.id)) return false;
    return advance(Wiping::shell, port::Wipe{});
  }

  // What could not be read or deleted was never kept here, or is thrown away with the database by
  // the shell.
  bool operator()(const port::StoreRefused& refused) {
    if (!is_awaited(refused.id)) return false;
    return advance(Wiping::shell, port::Wipe{});
  }

  bool operator()(const port::Wiped& wiped) {
    if (!is_awaited(wiped.id)) return false;
    state_.wiping = Wiping::done;
    state_.preferred.reset();
    effects_.order(port::Tell{"wiped"});
    return true;
  }

  template <class Other>
  bool operator()(const Other&) {
    return false;
  }

 private:
  bool is_awaited(port::EffectId id) {
    if (state_.awaited == 0 || state_.awaited != id) return false;
    state_.awaited = 0;
    return true;
  }
  template <class Order>
  bool advance(Wiping to, Order order) {
    state_.wiping = to;
    state_.awaited = effects_.ask(std::move(order));
    return true;
  }

  State& state_;
  std::string_view path_;
  views::Language language_;
  port::Effects& effects_;
};

}  // namespace

std::string settings_key(std::string_view town) {
  return std::string(town) + "/settings";
}

bool update(State& state, const port::Event& event, std::string_view path, views::Language language,
            port::Effects& effects) {
  return std::visit(Step(state, path, language, effects), event.fact);
}

views::Page view(const State& state, views::Language language,
                 const std::optional<Device>& device) {
  views::SettingsPage page;
  if (device) page.kept = device->kept;
  page.wiped = state.wiping == Wiping::done;
  views::Page made;
  made.title = views::text(language, views::Key::settings_title);
  made.description = views::text(language, views::Key::settings_lead);
  made.main = views::settings_page(language, page);
  made.indexed = false;
  return made;
}

}  // namespace stadtkern::settings
