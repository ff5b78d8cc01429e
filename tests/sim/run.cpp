#include "run.hpp"

#include "oracle.hpp"

namespace stadtkern::sim {
namespace {

constexpr std::int64_t k_calm_ms = 25 * k_minute_ms;  // longer than the longest pause of a program
constexpr std::int64_t k_after_expiry_ms = 4 * k_minute_ms;
constexpr std::int64_t k_sweep_ms = 10 * k_minute_ms;
constexpr int k_disk_permille = 20;  // of the runs: files are slower than memory

class Play {
 public:
  explicit Play(World& world)
      : world_(world),
        host_(world),
        line_(world, host_),
        town_(world, host_, line_, static_cast<int>(world.dice.between(1, 3))),
        people_(world, town_, line_, static_cast<int>(world.dice.between(1, 2))),
        oracle_(world, host_, town_, people_) {
    each_phone([this](Phone& phone) {
      phone.watched = [this, &phone](Tab& tab) { oracle_.watch(phone, tab); };
    });
    for (Citizen& citizen : people_.citizens)
      citizen.phone->on_loss = [&citizen] { citizen.wishes.clear(); };
  }

  void live() {
    try {
      live_and_check();
    } catch (const Broken&) {
      tell_state();
      throw;
    }
  }

 private:
  void live_and_check() {
    const Weather weather = world_.weather;
    sweep_on();
    const std::int64_t until =
        world_.time.now_ms() + world_.dice.between(6 * k_minute_ms, 20 * k_minute_ms);
    people_.live(until);
    run_until(until);
    be_calm();
    run_until(world_.time.now_ms() + k_calm_ms);
    oracle_.check_calm();
    if (world_.dice.falls(500)) live_through_an_expiry(weather);
    each_browser([](Browser& browser) { close_all(browser); });
    world_.time.skip(16 * k_day_ms);
    host_.sweep();
    each_browser([](Browser& browser) { reopen(browser); });
    run_until(world_.time.now_ms() + k_after_expiry_ms);
    oracle_.check_expired();
  }
  // Days later, a few minutes before and after the hour in which a request expires; people go on.
  void live_through_an_expiry(const Weather& weather) {
    std::int64_t end_s = 0;
    for (const auto& [id, thread] : world_.ledger.threads) {
      if (thread.withdrawn || thread.marker.empty()) continue;
      if (end_s == 0 || thread.expires_s < end_s) end_s = thread.expires_s;
    }
    if (end_s == 0) return;
    each_browser([](Browser& browser) { close_all(browser); });
    const std::int64_t begin_ms = end_s * 1000 - world_.dice.between(5'000, 4 * k_minute_ms);
    world_.time.skip(begin_ms - world_.time.now_ms());
    world_.note("shortly before an expiry");
    world_.weather = weather;
    world_.weather.clock_jump = 0;  // a clock that is ahead ends what has not expired
    each_browser([](Browser& browser) { reopen(browser); });
    const std::int64_t until = end_s * 1000 + 3 * k_minute_ms;
    people_.live(until);
    run_until(until);
    be_calm();
    run_until(world_.time.now_ms() + k_calm_ms);
    oracle_.check_calm();
  }
  // What every tab of a citizen holds, for the trace.
  void tell_state() {
    each_phone([this](Phone& phone) {
      for (const auto& tab : phone.tabs()) {
        const care::State& care = phone.care_of(*tab);
        std::string line = phone.name() + (care.writer ? " (writer) holds" : " holds");
        line += std::string(care.reload ? " reload" : "") + (care.restored ? "" : " unrestored") +
                (care.list_asked ? " list_asked" : "") +
                (care.list_current ? " list_current" : "") + (care.online ? "" : " offline");
        for (const care::Pending& one : care.pending)
          line += " job " + std::to_string(static_cast<int>(one.job)) + " of " +
                  std::to_string(one.thread);
        for (const care::Thread& one : care.threads) {
          line += "; " + std::to_string(one.number) + " " + one.id + " phase " +
                  std::to_string(static_cast<int>(one.phase)) + (one.stored ? "" : " unstored") +
                  (one.jwe.empty() ? "" : " sealed") + (one.leaving ? " leaving" : "") +
                  " failures " + std::to_string(one.failures) + " due " +
                  std::to_string(one.due.ms - phone.now_ms());
          for (const care::Said& said : one.said)
            line += " said " + said.id.substr(0, 4) + (said.mine ? (said.held ? "h" : "w") : "");
          for (const care::Recipient& to : one.recipients)
            line +=
                " " + to.inbox.substr(0, 4) + (to.dropped ? "-" : "+") + to.answer_id.substr(0, 4);
        }
        world_.note(line);
      }
    });
  }
  void run_until(std::int64_t end_ms) {
    while (world_.time.step(end_ms)) {
    }
  }
  void sweep_on() {
    host_.sweep();
    world_.time.after(k_sweep_ms, [this] { sweep_on(); });
  }
  static void close_all(Browser& browser) {
    while (!browser.tabs().empty()) browser.close(*browser.tabs().front());
  }
  static void reopen(Browser& browser) {
    close_all(browser);
    const bool desk = dynamic_cast<Office*>(&browser) != nullptr;
    browser.open(desk ? "/anbieter/" : "/pflege/");
  }
  // Nothing goes wrong from now on; everybody is here and looks.
  void be_calm() {
    world_.note("calm");
    Weather calm;
    calm.mutant = world_.weather.mutant;
    world_.weather = calm;
    host_.start();
    each_browser([](Browser& browser) {
      browser.full = false;
      browser.skew_ms = 0;
      browser.connect(true);
      reopen(browser);
    });
  }
  template <class Deed>
  void each_phone(Deed deed) {
    for (Citizen& citizen : people_.citizens) {
      deed(*citizen.phone);
      deed(*citizen.other);
    }
  }
  template <class Deed>
  void each_browser(Deed deed) {
    each_phone(deed);
    for (Service& service : town_.services) {
      for (auto& office : service.offices) deed(*office);
    }
  }

  World& world_;
  Host host_;
  Line line_;
  Town town_;
  People people_;
  Oracle oracle_;
};

}  // namespace

Outcome run(const Wish& wish) {
  World world(wish.seed);
  world.tracing = wish.tracing;
  world.weather = Weather::of(world.dice);
  world.weather.on_disk = world.dice.falls(k_disk_permille);
  if (wish.weather) world.weather = *wish.weather;
  if (wish.on_disk) world.weather.on_disk = *wish.on_disk;
  world.weather.mutant = wish.mutant;
  Outcome outcome;
  try {
    Play(world).live();
  } catch (const Broken& broken) {
    outcome.broken = broken.what();
  }
  outcome.hash = world.hash;
  outcome.steps = world.time.steps();
  outcome.requests = world.ledger.markers.size();
  for (const auto& [id, thread] : world.ledger.threads) outcome.answers += thread.answers.size();
  outcome.trace = std::move(world.trace);
  return outcome;
}

}  // namespace stadtkern::sim
