#include "features/saved/order_view.hpp"

#include "features/saved/letter.hpp"
#include "features/saved/plain_text.hpp"
#include "views/components/breadcrumb.hpp"
#include "views/components/button.hpp"
#include "views/components/contact.hpp"
#include "views/components/message_page.hpp"
#include "views/components/notice.hpp"

namespace stadtkern::saved {
namespace {

using views::Key;
using views::localized;
using views::Weight;
using views::Writer;

// The shop of an order as the town or, where it has vanished, as the list knows it.
struct Recipient {
  std::string_view name = {};
  std::string_view phone = {};
  std::string_view email = {};
  bool listed = false;
};

class OrderView {
 public:
  OrderView(const State& state, const Sight& sight, const OrderPage& page, const Recipient& shop)
      : state_(state), sight_(sight), page_(page), shop_(shop) {
    if (const Entry* saved = find(state.list, page.slug)) entry_ = *saved;
  }

  Html write() {
    const views::Crumb above[] = {{word(Key::service_saved), "/merkliste/"}};
    w_.markup(views::breadcrumb(sight_.language, above));
    w_.element("h1", word(Key::order_title));
    w_.element("p class='lead'", [&] {
      if (!shop_.listed) return w_.text(shop_.name);
      w_.element("a", {{"href", localized(sight_.language, "/schaufenster/" + page_.slug + "/")}},
                 shop_.name);
    });
    w_.element("div id='saved' data-slot", [&] {
      write_way_back(w_, state_, sight_.language);
      write_lines();
      write_form();
      if (!letter(entry_, sight_.language).empty()) write_ways();
    });
    return std::move(w_).finish();
  }

 private:
  std::string_view word(Key key) const { return views::text(sight_.language, key); }

  void write_lines() {
    w_.element("ul class='order' id='order' tabindex='-1'", [&] {
      for (std::size_t at = 0; at < entry_.order.size(); ++at) write_line(entry_.order[at], at);
    });
  }

  void write_line(const Line& line, std::size_t at) {
    const std::string number = std::to_string(at);
    const std::string id = "line-" + number;
    const std::string words = line_text(line);
    w_.element("li", [&] {
      w_.void_element("input type='checkbox' data-live data-form='order'",
                      {{"id", id}, {"name", number}, {"checked", "", line.done}});
      w_.element("label", {{"for", id}}, words);
      w_.element(
          "button class='button second' type='button' data-action='order_remove'",
          {{"value", number},
           {"aria-label", views::text(sight_.language, Key::saved_remove_name, {{"name", words}})}},
          word(Key::saved_remove));
    });
  }

  // Another id after each line that was added: the next line begins with empty fields.
  void write_form() {
    const std::string number = std::to_string(state_.lines_added);
    const std::string letters = std::to_string(k_line_letters_max);
    const auto field = [&](const char* name, Key label, bool required) {
      const std::string id = std::string("order-") + name + "-" + number;
      w_.element("div class='field'", [&] {
        w_.element("label", {{"for", id}}, word(label));
        w_.void_element(
            "input type='text' autocomplete='off'",
            {{"id", id}, {"name", name}, {"maxlength", letters}, {"required", "", required}});
      });
    };
    if (entry_.order.size() >= k_lines_max) return w_.element("p", word(Key::order_full));
    w_.element("form method='post' class='order-line' data-form='order'",
               {{"action", localized(sight_.language, path_of(page_))}}, [&] {
                 field("item", Key::order_item, true);
                 field("amount", Key::order_amount, false);
                 w_.markup(views::button({.text = word(Key::order_add)}));
               });
  }

  void write_ways() {
    const views::Drawing mail_icon = views::Drawing::mail;
    const Mail made = mail(shop_.email, entry_, sight_.language);
    w_.element("section id='hand-over' aria-labelledby='hand-over-heading'", [&] {
      w_.element("h2 id='hand-over-heading'", word(Key::order_send));
      w_.element("p class='hint'", word(Key::order_hint));
      if (!shop_.email.empty() && !made.whole) w_.element("p", word(Key::order_too_long));
      w_.element("p class='buttons'", [&] {
        if (!shop_.email.empty()) link(Key::order_mail, made.url, mail_icon, Weight::primary);
        if (!shop_.phone.empty())
          link(Key::order_phone, views::phone_url(shop_.phone), views::Drawing::phone,
               shop_.email.empty() ? Weight::primary : Weight::secondary);
        press(Key::order_share, "order_share");
        press(Key::order_copy, "order_copy");
        press(Key::order_print, "print");
      });
      if (!shop_.phone.empty()) w_.element("p", shop_.phone);
      w_.element("div id='order-report' tabindex='-1'", [&] { write_outcome(); });
    });
  }

  void link(Key key, const std::string& url, views::Drawing icon, Weight weight) {
    w_.markup(views::link_button({.text = word(key), .url = url, .weight = weight, .icon = icon}));
  }
  void press(Key key, const char* action) {
    w_.markup(views::button({.text = word(key), .action = action, .weight = Weight::secondary}));
  }

  void write_outcome() {
    if (state_.shared == "copied")
      w_.markup(views::notice({.tone = views::Tone::success, .message = word(Key::order_copied)}));
    if (state_.shared == "failed")
      w_.markup(
          views::notice({.tone = views::Tone::danger, .message = word(Key::order_copy_failed)}));
  }

  const State& state_;
  const Sight& sight_;
  const OrderPage& page_;
  const Recipient& shop_;
  Entry entry_;
  Writer w_;
};

}  // namespace

views::Page view_order(const State& state, const Sight& sight, const OrderPage& page) {
  const model::Collection& shops = sight.content.collection("shops");
  const auto row = shops.find(page.slug);
  const Entry* saved = find(state.list, page.slug);
  views::Page made;
  made.indexed = false;
  made.title = views::text(sight.language, Key::order_title);
  if (row) {
    const Recipient shop{shops.value(*row, "name"), shops.value(*row, "phone"),
                         shops.value(*row, "email"), true};
    made.main = OrderView(state, sight, page, shop).write();
  } else if (saved != nullptr) {
    made.main = OrderView(state, sight, page, {saved->name}).write();
  } else {
    made.title = views::text(sight.language, Key::error_not_found);
    made.main = views::not_found_page(sight.language);
    made.status = 404;
    made.settled = sight.content_known;
  }
  return made;
}

}  // namespace stadtkern::saved
