#include "features/saved/list_view.hpp"

#include "base/sort.hpp"
#include "features/saved/order_view.hpp"
#include "search/fold.hpp"
#include "views/components/button.hpp"
#include "views/components/chips.hpp"
#include "views/components/message_page.hpp"
#include "views/components/notice.hpp"
#include "views/kinds.hpp"
#include "wire/names.hpp"

namespace stadtkern::saved {
namespace {

using views::Key;
using views::localized;
using views::Writer;

class ListView {
 public:
  ListView(const State& state, const Sight& sight, const ListPage& page)
      : state_(state), sight_(sight), page_(page) {}

  Html write() {
    w_.element("h1", word(Key::service_saved));
    w_.element("p class='lead'", word(Key::saved_lead));
    w_.element("div id='saved' data-slot", [&] {
      if (!sight_.on_device || !state_.known) return w_.element("p", word(Key::saved_plain));
      write_way_back(w_, state_, sight_.language);
      if (state_.list.empty()) {
        w_.markup(views::empty_result(sight_.language, word(Key::saved_none),
                                      word(Key::saved_none_hint),
                                      localized(sight_.language, "/schaufenster/")));
      } else {
        write_entries();
      }
      write_files();
    });
    return std::move(w_).finish();
  }

 private:
  std::string_view word(Key key) const { return views::text(sight_.language, key); }

  void write_entries() {
    const auto count = static_cast<std::int64_t>(state_.list.size());
    if (count > 1) write_choices();
    w_.element("h2", views::counted(sight_.language, views::Plural::directory_count, count));
    w_.element("ul class='cards noted'", [&] {
      for (const Entry* entry : ordered()) write_entry(*entry);
    });
  }

  void write_choices() {
    const std::string newest = localized(sight_.language, path_of(ListPage{}));
    const std::string by_name = localized(sight_.language, path_of(ListPage{true}));
    const views::Chip orders[] = {{word(Key::saved_newest), newest, -1, !page_.by_name},
                                  {word(Key::saved_by_name), by_name, -1, page_.by_name}};
    w_.markup(views::chips(sight_.language, {"sort", word(Key::saved_sort), orders}));
  }

  std::vector<const Entry*> ordered() const {
    std::vector<std::pair<std::string, std::uint32_t>> keys;
    for (std::uint32_t at = 0; at < state_.list.size(); ++at)
      keys.emplace_back(page_.by_name ? search::sort_key(state_.list[at].name) : "", at);
    sort(keys);
    std::vector<const Entry*> all;
    for (const auto& [key, at] : keys)
      all.push_back(&state_.list[page_.by_name ? at : keys.size() - 1 - at]);
    return all;
  }

  void write_entry(const Entry& entry) {
    const views::Card& card = sight_.cards[static_cast<std::size_t>(&entry - state_.list.data())];
    w_.element("li tabindex='-1'", {{"id", "saved-" + entry.id}}, [&] {
      if (card.url.empty()) {
        views::draw(w_, views::kind_drawing(""), "drawing");
        w_.element("h3", entry.name);
        w_.element("p", sight_.content_known ? word(Key::saved_vanished) : "");
      } else {
        views::write_face(w_, sight_.language, card);
      }
      write_note(entry);
      w_.element("p class='buttons'", [&] {
        w_.markup(
            views::link_button({.text = word(Key::order_title),
                                .url = localized(sight_.language, path_of(OrderPage{entry.id})),
                                .weight = views::Weight::secondary}));
        w_.element("button class='button second' type='button' data-action='save'",
                   {{"value", entry.id},
                    {"aria-label",
                     views::text(sight_.language, Key::saved_remove_name, {{"name", entry.name}})}},
                   word(Key::saved_remove));
      });
    });
  }

  void write_note(const Entry& entry) {
    const std::string id = "note-" + entry.id;
    const std::string letters = std::to_string(k_note_letters_max);
    w_.element("div class='field'", [&] {
      w_.element("label", {{"for", id}}, word(Key::saved_note));
      w_.element("textarea rows='2' data-live data-form='note'",
                 {{"id", id}, {"name", entry.id}, {"maxlength", letters}}, entry.note);
      w_.element("p class='hint'", [&] {
        if (state_.noted != entry.id) return;
        w_.text(word(state_.keeps(entry.id) ? Key::saved_note_kept
                     : state_.refused       ? Key::saved_note_refused
                                            : Key::saved_note_waits));
      });
    });
  }

  void write_files() {
    w_.element("section id='files' aria-labelledby='files-heading'", [&] {
      w_.element("h2 id='files-heading'", word(Key::saved_files));
      w_.element("div id='saved-report' tabindex='-1'", [&] { write_report(); });
      w_.element("p class='buttons'", [&] {
        const auto offer = [&](Key key, const char* action) {
          w_.markup(views::button(
              {.text = word(key), .action = action, .weight = views::Weight::secondary}));
        };
        if (state_.list.empty()) return;
        offer(Key::saved_to_file, "saved_file");
        offer(Key::saved_to_text, "saved_text");
      });
      w_.element("div class='field'", [&] {
        w_.element("label for='saved-file'", word(Key::saved_from_file));
        w_.void_element(
            "input type='file' id='saved-file' name='file' data-form='saved' accept='.json'",
            {{"data-file", std::to_string(k_file_bytes_max)}});
        w_.element("p class='hint'", word(Key::saved_from_file_hint));
      });
    });
  }

  void write_report() {
    const Report& report = state_.report;
    if (report.kind == Report::Kind::none || !state_.settled()) return;
    const bool merged = report.kind == Report::Kind::merged;
    const Key key = merged                                   ? Key::saved_merged
                    : report.kind == Report::Kind::wrong     ? Key::saved_file_wrong
                    : report.kind == Report::Kind::newer     ? Key::saved_file_newer
                    : report.kind == Report::Kind::too_large ? Key::saved_file_large
                                                             : Key::saved_full;
    const std::string message = views::text(sight_.language, key,
                                            {{"added", std::to_string(report.added)},
                                             {"there", std::to_string(report.there)},
                                             {"unknown", std::to_string(report.unknown)},
                                             {"where", report.where}});
    w_.markup(views::notice(
        {.tone = merged ? views::Tone::success : views::Tone::danger, .message = message}));
  }

  const State& state_;
  const Sight& sight_;
  const ListPage& page_;
  Writer w_;
};

}  // namespace

views::Page view(const State& state, const Sight& sight, const Page& page) {
  const auto* order = std::get_if<OrderPage>(&page);
  if (order != nullptr) return view_order(state, sight, *order);
  return view_list(state, sight, std::get<ListPage>(page));
}

// What takes the focus says so in its markup: else the next page would take the focus away again.
void write_way_back(Writer& w, const State& state, views::Language language) {
  w.element("div id='undo' tabindex='-1'", [&] {
    if (!state.before) return;
    const std::string gone =
        views::text(language, Key::saved_removed, {{"name", state.before->name}});
    w.markup(views::notice({.message = gone,
                            .action_text = views::text(language, Key::saved_undo),
                            .action = "saved_undo"}));
  });
}

views::Page view_list(const State& state, const Sight& sight, const ListPage& page) {
  views::Page made;
  made.title = views::text(sight.language, Key::service_saved);
  made.description = views::text(sight.language, Key::saved_lead);
  made.main = ListView(state, sight, page).write();
  made.indexed = false;
  return made;
}

}  // namespace stadtkern::saved
