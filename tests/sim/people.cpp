#include "people.hpp"

#include "features/care/receipt_code.hpp"

namespace stadtkern::sim {
namespace {

using Fields = std::map<std::string, std::string>;

constexpr std::int64_t k_kept_for_good_ms = 6'000;  // longer than a disk forgets again

void go(Tab& tab, const std::string& url) {
  tab.happen(port::NavigatedTo{url});
}
void submit(Tab& tab, Fields fields) {
  tab.happen(port::FormSubmitted{"/", std::move(fields)});
}

}  // namespace

People::People(World& world, Town& town, Line& line, int count) : world_(world), town_(town) {
  for (int number = 0; number < count; ++number) {
    Citizen citizen;
    citizen.name = "citizen " + std::to_string(number + 1);
    citizen.phone = std::make_unique<Phone>(world, line, citizen.name);
    citizen.other = std::make_unique<Phone>(world, line, citizen.name + " elsewhere");
    citizens.push_back(std::move(citizen));
  }
}

void People::live(std::int64_t until_ms) {
  until_ms_ = until_ms;
  for (Citizen& citizen : citizens) live_on([this, &citizen] { act(citizen); });
  for (Service& service : town_.services) {
    for (auto& office : service.offices)
      live_on([this, &service, one = office.get()] { work(service, *one); });
  }
}

void People::live_on(std::function<void()> act) {
  const std::int64_t pause = world_.strikes(world_.weather.long_pause)
                                 ? world_.dice.between(k_hour_ms, 20 * k_hour_ms)
                                 : world_.dice.between(500, 50'000);
  if (world_.time.now_ms() + pause > until_ms_) return;
  world_.time.after(pause, [this, act = std::move(act)] {
    act();
    live_on(act);
  });
}

// A step after another, as fast as people are; what closes the tab ends it.
void People::script(Tab& tab, std::vector<std::function<void(Tab&)>> steps) {
  std::int64_t at = 0;
  for (auto& step : steps) {
    at += world_.dice.between(50, 1'500);
    tab.later(at, [&tab, step = std::move(step)] { step(tab); });
  }
}

void People::mishap(Browser& browser) {
  const Weather& weather = world_.weather;
  if (world_.strikes(weather.offline_spell)) {
    browser.connect(false);
    world_.time.after(world_.dice.between(1'000, 3 * k_minute_ms),
                      [&browser] { browser.connect(true); });
  }
  if (world_.strikes(weather.clock_jump))
    browser.skew_ms = world_.dice.between(-3 * k_hour_ms, 3 * k_hour_ms);
  if (world_.strikes(weather.browser_crash * 5)) browser.die();
}

void People::act(Citizen& citizen) {
  Phone& phone =
      !citizen.other->tabs().empty() && world_.dice.falls(300) ? *citizen.other : *citizen.phone;
  mishap(phone);
  if (phone.tabs().empty() ||
      (world_.strikes(world_.weather.second_tab / 4) && phone.tabs().size() < 3)) {
    phone.open(world_.dice.falls(500) ? "/pflege/" : "/pflege/meine/1/");
    return;
  }
  Tab& tab = *phone.tabs()[world_.dice.below(phone.tabs().size())];
  const auto choice = world_.dice.below(100);
  if (choice < 6) return phone.close(tab);
  if (choice < 12) return restore(citizen);
  if (choice < (citizen.asked == 0 ? 95 : 40) && citizen.asked < 2 && &phone == citizen.phone.get())
    return ask(citizen, tab);
  use_thread(citizen, phone, tab);
}

void People::ask(Citizen& citizen, Tab& tab) {
  // One who comes back to a draft goes on with it, or changes what it says.
  const auto begin = [this, &citizen](Tab& here) {
    std::string marker = citizen.phone->care_of(here).draft.request.note;
    if (marker.empty() || world_.dice.falls(200)) marker = "asks-" + world_.dice.id();
    submit(here, {{"whom", "relative"}, {"note", marker}});
  };
  const auto consent = [this, &citizen](Tab& here) {
    const auto& draft = citizen.phone->care_of(here).draft;
    // Where the disk forgot the receipt of what was sent already, to send it again is to ask twice.
    const auto receipt = citizen.receipts.emplace(draft.request.note, draft.secret).first;
    if (receipt->second != draft.secret) return;
    world_.ledger.consented.insert(draft.request.note);
    const auto before = citizen.phone->care_of(here).threads.size();
    submit(here, {{"consent", "yes"}});
    if (*here.life() && citizen.phone->care_of(here).threads.size() > before) ++citizen.asked;
  };
  // The same page once more, in another tab, and the button pressed in both.
  const auto twice = [this, &citizen, consent](Tab& here) {
    if (world_.strikes(world_.weather.second_tab)) {
      Tab& other = citizen.phone->open("/pflege/anfrage/senden/");
      // Where the disk refused the draft, the other tab knows nothing of it.
      const auto same = [this, &citizen,
                         secret = citizen.phone->care_of(here).draft.secret](Tab& there) {
        return citizen.phone->care_of(there).draft.secret == secret;
      };
      other.later(world_.dice.between(100, 400), [&other, consent, same] {
        if (same(other)) consent(other);
      });
      here.later(world_.dice.between(100, 400), [&here, consent] { consent(here); });
    } else {
      consent(here);
    }
  };
  script(tab, {[](Tab& here) { go(here, "/pflege/anfrage/wer/"); }, begin,
               [](Tab& here) {
                 submit(here, {{"place", "kernstadt"}});
               },
               [](Tab& here) {
                 submit(here, {{"forms:home", "home"}});
               },
               [](Tab& here) { go(here, "/pflege/anfrage/beleg/"); },
               [](Tab& here) { go(here, "/pflege/anfrage/senden/"); }, twice});
}

void People::use_thread(Citizen& citizen, Phone& phone, Tab& tab) {
  const auto& threads = phone.care_of(tab).threads;
  if (threads.empty()) return go(tab, "/pflege/");
  const care::Thread& thread = threads[world_.dice.below(threads.size())];
  const std::string page = "/pflege/meine/" + std::to_string(thread.number) + "/";
  const auto look = [page](Tab& here) { go(here, page); };
  const auto choice = world_.dice.below(100);
  if (choice < 12 && !thread.is_over()) {
    return script(tab, {look, [&citizen, &phone, number = thread.number](Tab& here) {
                          here.happen(port::Pressed{"care_withdraw", ""});
                          if (!*here.life()) return;
                          const auto* mine = phone.care_of(here).find(number);
                          if (mine && mine->phase == care::Phase::withdrawing && !mine->id.empty())
                            citizen.wishes.insert(mine->id);
                        }});
  }
  if (choice < 20 && thread.is_over()) {
    return script(tab, {look, [](Tab& here) { here.happen(port::Pressed{"care_remove", ""}); }});
  }
  if (choice < 50 && !thread.recipients.empty()) {
    const auto& to = thread.recipients[world_.dice.below(thread.recipients.size())];
    const Fields words{{"inbox", to.inbox},
                       {"name", "Frau Muster"},
                       {"phone", "030 1"},
                       {"text", "word " + std::to_string(++words_)}};
    return script(tab, {look, [words](Tab& here) { submit(here, words); }});
  }
  look(tab);
}

// The receipt is typed in on another device.
void People::restore(Citizen& citizen) {
  Bytes secret;
  for (const auto& tab : citizen.phone->tabs()) {
    for (const auto& thread : citizen.phone->care_of(*tab).threads) {
      if (thread.phase == care::Phase::held) secret = thread.secret;
    }
  }
  if (secret.empty()) return;
  if (citizen.other->tabs().empty()) citizen.other->open("/pflege/");
  const std::string code = care::code_of_secret(secret);
  script(*citizen.other->tabs().front(), {[](Tab& here) { go(here, "/pflege/beleg/"); },
                                          [code](Tab& here) {
                                            submit(here, {{"code", code}});
                                          }});
}

void People::work(Service& service, Office& office) {
  mishap(office);
  if (world_.strikes(world_.weather.full_spell)) {
    office.full = true;
    world_.time.after(world_.dice.between(1'000, 3 * k_minute_ms),
                      [&office] { office.full = false; });
  }
  if (world_.strikes(world_.weather.list_change / 20)) {
    service.listed = !service.listed;
    town_.publish_list();
  }
  const bool lost = service.offices.size() > 1 && &office == service.offices.back().get();
  if (lost && !office.revoked && world_.strikes(world_.weather.list_change / 20))
    town_.revoke(service, office);
  if (!office.revoked && world_.strikes(world_.weather.new_keys)) {
    town_.begin_anew(service);
    Office& desk = *service.offices.back();
    live_on([this, &service, &desk] { work(service, desk); });
  }
  if (office.tabs().empty() ||
      (world_.strikes(world_.weather.second_tab / 2) && office.tabs().size() < 3)) {
    office.open("/anbieter/");
    return;
  }
  Tab& tab = *office.tabs()[world_.dice.below(office.tabs().size())];
  const auto& threads = office.desk_of(tab).threads;
  if (world_.dice.falls(80)) return office.close(tab);
  if (threads.empty()) return tab.happen(port::ClockTicked{});
  answer(office, tab, threads[world_.dice.below(threads.size())]);
}

// What a disk has kept for a while no death of the browser takes away, and no page may lose.
void People::remember(Office& office, const std::string& thread, const std::string& words) {
  world_.time.after(k_kept_for_good_ms, [&office, thread, words] {
    if (office.store.holds(words, "/desk/")) office.said[words] = thread;
  });
}

void People::answer(Office& office, Tab& tab, const desk::Thread& thread) {
  const std::string id = thread.id;
  const auto choice = world_.dice.below(100);
  if (choice < 15) return go(tab, "/anbieter/anfrage/?nr=" + id);
  if (choice < 30 && thread.answered) return tab.happen(port::Pressed{"take_back", id});
  if (choice < 50) {
    const std::string words = "reply " + std::to_string(++words_) + ".";
    remember(office, id, words);
    return submit(tab, {{"deed", "say"}, {"thread", id}, {"text", words}});
  }
  static constexpr const char* k_verdicts[] = {"yes", "waiting-list", "no too-far"};
  submit(tab, {{"deed", "answer"},
               {"thread", id},
               {"verdict", k_verdicts[world_.dice.below(3)]},
               {"note", "note " + std::to_string(++words_)}});
}

}  // namespace stadtkern::sim
