#include "features/owner/form_view.hpp"

#include <algorithm>

#include "features/owner/fields.hpp"
#include "features/owner/photo_view.hpp"
#include "model/shop.hpp"
#include "model/town.hpp"
#include "views/components/button.hpp"
#include "views/components/notice.hpp"

namespace stadtkern::owner {
namespace {

using views::Attribute;
using views::Writer;

struct Choice {
  const char* value;
  Key label;
};
constexpr Choice k_choices[] = {{"", Key::choice_none},
                                {"yes", Key::choice_yes},
                                {"limited", Key::choice_limited},
                                {"no", Key::choice_no}};

std::string_view fault_at(const std::vector<Fault>& faults, std::string_view field) {
  for (const Fault& fault : faults) {
    if (fault.field == field) return fault.message;
  }
  return {};
}

class FormView {
 public:
  FormView(const Book& book, const Sight& sight) : book_(book), sight_(sight) {
    if (book.faults_shown) faults_ = faults_of(sight.language, book, sight.content);
  }

  Html written() {
    write_summary();
    w_.element("form id='owner' class='fields' method='post' data-form='owner' novalidate", [&] {
      w_.void_element("input type='hidden' name='do' value='publish'");
      for (const Group& group : groups()) {
        w_.element("fieldset", [&] {
          w_.element("legend", word(group.title));
          for (const Field& field : group.fields) write_field(field);
          if (group.title == Key::group_position) write_moves();
        });
        if (group.title == Key::group_about)
          w_.markup(photo_view(book_, sight_,
                               [&](std::string_view field) { return fault_at(faults_, field); }));
      }
      write_buttons();
    });
    return std::move(w_).finish();
  }

 private:
  std::string_view word(Key key) const { return say(sight_.language, key); }

  void write_summary() {
    if (faults_.empty()) return;
    w_.element("div id='owner-faults' class='notice danger' role='alert' tabindex='-1'", [&] {
      w_.element("div", [&] {
        w_.element("h2", word(Key::form_errors));
        w_.element("ul", [&] {
          for (const Fault& fault : faults_) {
            w_.element("li", [&] {
              w_.element("a", {{"href", "#" + id_of(book_, fault.field)}}, fault.message);
            });
          }
        });
      });
    });
  }

  void write_field(const Field& field) {
    if (field.look == Look::payment || field.look == Look::languages) return write_ticks(field);
    const std::string id = id_of(book_, field.name);
    const std::string value = shown_value(book_, sight_.content, field.name);
    const std::string_view fault = fault_at(faults_, field.name);
    const std::string hint_id = id + "-hint";
    const std::string fault_id = id + "-fault";
    const bool hinted = field.hint != Key::page_title;
    std::string described = hinted ? hint_id : "";
    if (!fault.empty()) described += (hinted ? " " : "") + fault_id;
    w_.element("p class='field'", [&] {
      w_.element("label", {{"for", id}}, word(field.label));
      if (hinted) w_.element("span class='hint'", {{"id", hint_id}}, word(field.hint));
      if (!fault.empty()) w_.element("strong class='fault'", {{"id", fault_id}}, fault);
      write_input(field, id, value, described, !fault.empty());
    });
    write_hours_suggestion(field);
    write_changed_meanwhile(field.name);
  }

  // All codes that the town has words for, and those that already stand there.
  void write_ticks(const Field& field) {
    const bool payment = field.look == Look::payment;
    const model::Town town(sight_.content);
    const model::Collection& words = sight_.content.collection("words");
    const std::string value = shown_value(book_, sight_.content, field.name);
    const auto chosen = model::items_of(value);
    std::vector<std::string> codes;
    const std::string_view prefix = payment ? "payment-" : "language-";
    for (model::Row row = 0; row < words.size(); ++row) {
      if (words.id(row).starts_with(prefix))
        codes.emplace_back(words.id(row).substr(prefix.size()));
    }
    const auto has = [](const auto& all, std::string_view one) {
      return std::find(all.begin(), all.end(), one) != all.end();
    };
    for (const std::string_view code : chosen) {
      if (!has(codes, code)) codes.emplace_back(code);
    }
    if (codes.empty()) return;
    w_.element("fieldset class='ticks'", {{"id", id_of(book_, field.name)}}, [&] {
      w_.element("legend", word(field.label));
      for (const std::string& code : codes) {
        write_tick(std::string(field.name) + "-" + code, code, has(chosen, code),
                   town.word(payment ? "payment" : "language", code,
                             views::language_value(sight_.language)));
      }
    });
  }

  void write_tick(const std::string& name, std::string_view code, bool on, std::string_view label) {
    const std::string id = id_of(book_, name);
    w_.element("div", [&] {
      w_.void_element("input type='checkbox' data-live",
                      {{"id", id}, {"name", name}, {"value", code}, {"checked", "", on}});
      w_.element("label", {{"for", id}}, label);
    });
  }

  // A little further, where a map and not a number says what is right.
  void write_moves() {
    w_.element("p class='hint'", word(Key::position_hint));
    w_.element("p class='buttons'", [&] {
      for (const auto& [value, key] :
           {std::pair("north", Key::position_north), std::pair("south", Key::position_south),
            std::pair("west", Key::position_west), std::pair("east", Key::position_east)}) {
        w_.markup(views::button({.text = word(key),
                                 .action = "owner-move",
                                 .value = value,
                                 .weight = views::Weight::secondary}));
      }
    });
  }

  void write_option(std::string_view value, std::string_view chosen, std::string_view label) {
    w_.element("option", {{"value", value}, {"selected", "", value == chosen}}, label);
  }

  // Records of the town by what they are called.
  void write_records(bool kinds, std::string_view chosen) {
    const model::Town town(sight_.content);
    const model::Collection& all = sight_.content.collection(kinds ? "kinds" : "places");
    struct Option {
      std::string_view label;
      std::string_view id;
    };
    std::vector<Option> options;
    for (model::Row row = 0; row < all.size(); ++row) {
      const std::string_view id = all.id(row);
      options.push_back({kinds ? town.kind_label(id, views::language_value(sight_.language))
                               : town.place_name(id),
                         id});
    }
    std::sort(options.begin(), options.end(),
              [](const Option& a, const Option& b) { return a.label < b.label; });
    write_option("", chosen, word(Key::choice_none));
    if (!chosen.empty() && !all.find(chosen)) write_option(chosen, chosen, chosen);
    for (const Option& option : options) write_option(option.id, chosen, option.label);
  }

  void write_options(Look look, std::string_view value) {
    if (look != Look::choice) return write_records(look == Look::kinds, value);
    for (const Choice& choice : k_choices) write_option(choice.value, value, word(choice.label));
  }

  void write_input(const Field& field, const std::string& id, const std::string& value,
                   const std::string& described, bool faulty) {
    const Attribute described_by{"aria-describedby", described, !described.empty()};
    const Attribute invalid{"aria-invalid", "true", faulty};
    if (field.look == Look::area) {
      // The first line feed behind the tag would be dropped (WHATWG HTML, 13.1.2.5).
      w_.element("textarea rows='4' data-live",
                 {{"id", id}, {"name", field.name}, described_by, invalid}, "\n" + value);
    } else if (field.look != Look::line && field.look != Look::date) {
      w_.element("select data-live", {{"id", id}, {"name", field.name}, described_by, invalid},
                 [&] { write_options(field.look, value); });
    } else {
      const bool date = field.look == Look::date;
      w_.void_element("input data-live", {{"id", id},
                                          {"name", field.name},
                                          {"type", date ? "date" : field.type},
                                          {"value", value},
                                          described_by,
                                          invalid});
    }
  }

  void write_hours_suggestion(const Field& field) {
    const auto typed = book_.draft.find(field.name);
    if (std::string_view(field.name) != "opening_hours" || typed == book_.draft.end()) return;
    const std::string better = hours_suggestion(tidied(field.name, typed->second.now));
    if (better.empty()) return;
    const std::string message = say(sight_.language, Key::hours_understood, {{"hours", better}});
    w_.markup(views::notice({views::Tone::info, message, word(Key::hours_take), "owner-hours"}));
  }

  // Another editor changed a field whose draft began with something else.
  void write_changed_meanwhile(std::string_view field) {
    const auto typed = book_.draft.find(field);
    if (typed == book_.draft.end()) return;
    const std::string present = said_value(book_, sight_.content, field);
    if (present == typed->second.was || present == typed->second.now) return;
    const std::string_view shown = present.empty() ? word(Key::form_empty) : present;
    const std::string message =
        say(sight_.language, Key::form_changed_meanwhile, {{"value", shown}});
    w_.markup(views::notice({views::Tone::warning, message, {}, ""}));
  }

  void write_buttons() {
    if (!book_.draft.empty()) w_.element("p class='hint'", word(Key::form_draft));
    w_.element("p class='buttons'", [&] {
      w_.markup(views::button({.text = word(Key::form_publish)}));
      if (book_.draft.empty()) return;
      w_.markup(views::button({.text = word(Key::form_discard),
                               .action = "owner-discard",
                               .weight = views::Weight::secondary}));
    });
  }

  const Book& book_;
  const Sight& sight_;
  std::vector<Fault> faults_;
  Writer w_;
};

}  // namespace

std::string id_of(const Book& book, std::string_view field) {
  return "f" + std::to_string(book.generation) + "-" + std::string(field);
}

Html form_view(const Book& book, const Sight& sight) {
  return FormView(book, sight).written();
}

}  // namespace stadtkern::owner
