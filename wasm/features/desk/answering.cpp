#include "features/desk/day.hpp"
#include "features/desk/step.hpp"

namespace stadtkern::desk {
namespace {

using Fields = std::map<std::string, std::string>;
using care::Field;

constexpr std::size_t k_line_bytes_max = 200;

care::Chosen& chosen(care::Answer& answer, Field field) {
  return answer.chosen[static_cast<std::size_t>(field)];
}

// "no too-far" is a verdict and its reason. Nothing where something is missing.
std::optional<care::Answer> read_form(const Fields& fields) {
  care::Answer answer;
  const std::string pressed = field(fields, "verdict", 60);
  const std::size_t blank = pressed.find(' ');
  const std::string verdict = pressed.substr(0, blank);
  chosen(answer, Field::verdict) = care::bit_of(Field::verdict, verdict);
  if (blank != std::string::npos)
    chosen(answer, Field::reason) = care::bit_of(Field::reason, pressed.substr(blank + 1));
  if (verdict == "partly") {
    chosen(answer, Field::task) = care::bits_of(Field::task, field(fields, "tasks", 2000));
    chosen(answer, Field::time) = care::bits_of(Field::time, field(fields, "times", 2000));
    if (answer.of(Field::task) == 0 && answer.of(Field::time) == 0) return std::nullopt;
  }
  if (verdict == "from") {
    answer.from_day = day_of(field(fields, "from_day", 10));
    if (answer.from_day == 0) return std::nullopt;
  }
  answer.valid_until = day_of(field(fields, "valid_until", 10));
  answer.contact = field(fields, "contact", k_line_bytes_max);
  answer.phone_hours = field(fields, "phone_hours", k_line_bytes_max);
  answer.note = field(fields, "note", care::k_note_bytes_max);
  if (answer.of(Field::verdict) == 0) return std::nullopt;
  return answer;
}

std::string joined(const std::vector<std::string>& ids) {
  std::string all;
  for (const std::string& id : ids) all.append(all.empty() ? "" : " ").append(id);
  return all;
}

bool under_way(const State& state, std::string_view deed, const std::string& thread) {
  for (const Errand& one : state.errands) {
    if (one.deed == deed && one.thread == thread) return true;
  }
  return false;
}

// The first word of ours that waits; null where none does.
Said* waiting(Thread& thread) {
  for (Said& one : thread.said) {
    if (one.sending.waits()) return &one;
  }
  return nullptr;
}

// Of the message of this id; null where it was replaced or taken back meanwhile.
Sending* sending_of(Thread& thread, const std::string& id) {
  if (thread.answered && thread.answered->sending.id == id) return &thread.answered->sending;
  for (Said& one : thread.said) {
    if (one.sending.id == id) return &one.sending;
  }
  return nullptr;
}

}  // namespace

bool Step::answer(const Fields& fields) {
  Thread* thread = find(state, field(fields, "thread", 22));
  if (thread == nullptr || thread->fate != Fate::held) return false;
  const auto answer = read_form(fields);
  state.trouble.reset();
  if (!answer) {
    state.trouble = Key::answer_incomplete;
    return true;
  }
  command({Deed::answer, thread->id, *answer});
  return true;
}

bool Step::say(const Fields& fields) {
  Thread* thread = find(state, field(fields, "thread", 22));
  const std::string text = field(fields, "text", care::k_words_bytes_max);
  if (thread == nullptr || thread->fate != Fate::held || text.empty()) return false;
  if (thread->said.size() == k_messages_max) return false;
  command({Deed::say, thread->id, {}, text});
  return true;
}

bool Step::take_back(std::string_view id) {
  Thread* thread = find(state, id);
  // Of a request with an answer that nobody here knows, that one would stand again.
  if (thread == nullptr || !thread->answered || thread->forgot) return false;
  command({Deed::take_back, thread->id, {}, thread->answered->sending.id});
  return true;
}

void Step::send(const Thread& held) {
  Thread* thread = find(state, held.id);
  if (thread == nullptr || thread->fate != Fate::held || state.door != Door::inside) return;
  if (!writes()) return;
  const auto to = [&](const std::string& id) {
    return care::FromService{thread->id, id, state.inbox, thread->thumbprint};
  };
  std::map<std::string, std::string> words{
      {"thread", thread->id}, {"x", thread->reply_key.x}, {"y", thread->reply_key.y}};
  if (!thread->taking_back.empty() && !under_way(state, "take_back", thread->id))
    order("take_back", {{"thread", thread->id}, {"ids", joined(thread->taking_back)}}, thread->id,
          joined(thread->taking_back));
  say_opened(*thread);
  if (under_way(state, "answer", thread->id)) return;
  if (thread->answered && !thread->answered->sending.refused && !thread->answered->sending.heard) {
    const Answered& one = *thread->answered;
    words["id"] = one.sending.id;
    words["instead"] = joined(one.instead);
    order("answer", words, thread->id, one.sending.id,
          care::encode_answer(to(one.sending.id), one.answer));
    return;
  }
  if (const Said* one = waiting(*thread)) {
    words["id"] = one->sending.id;
    order("answer", words, thread->id, one->sending.id,
          care::encode_words(to(one->sending.id), {"", "", one->text}));
  }
}

void Step::send_all() {
  for (std::size_t at = 0; at < state.threads.size(); ++at) send(state.threads[at]);
}

// Only what is durable here may be called opened: a device that loses it could not get it again.
void Step::say_opened(const Thread& thread) {
  if (thread.unsaid.empty() || under_way(state, "opened", thread.id)) return;
  for (const Commit& commit : state.commits) {
    for (const std::string& one : commit.threads) {
      if (one == thread.id) return;
    }
  }
  for (const std::string& one : state.unkept) {
    if (one == thread.id) return;
  }
  order("opened", {{"thread", thread.id}, {"id", thread.unsaid.front()}}, thread.id,
        thread.unsaid.front());
}

void Step::opened(const Errand& errand, const std::string& refused) {
  if (refused == "offline") return wake_soon();
  Thread* thread = find(state, errand.thread);
  if (thread == nullptr || (!refused.empty() && refused != "gone")) return;
  std::erase(thread->unsaid, errand.message);
  keep({thread->id});
}

// What cannot be sent because the request is over waits for word of that from the inbox.
void Step::sent(const Errand& errand, const std::string& refused) {
  Thread* thread = find(state, errand.thread);
  if (refused == "offline") return wake_soon();
  if (thread == nullptr) return;
  if (refused == "gone") read();
  if (errand.deed == "take_back") return took_back(*thread, errand, refused);
  Sending* one = sending_of(*thread, errand.message);
  if (one == nullptr) return send(*thread);
  const bool for_good = refused == "unfit" || refused == "taken_back";
  if (one->sent && !for_good) {  // it was only asked whether it stands
    one->heard = true;
    return send(*thread);
  }
  if (refused == "gone") return;
  if (!refused.empty() && !for_good) {
    state.trouble = Key::state_failed;
    return;
  }
  (for_good ? one->refused : one->sent) = true;
  one->heard = true;
  if (thread->answered && &thread->answered->sending == one) {
    if (!for_good) thread->answered->instead.clear();
    thread->forgot = thread->forgot || refused == "taken_back";
    if (refused == "taken_back") thread->answered.reset();
  }
  keep({thread->id});
}

void Step::took_back(Thread& thread, const Errand& errand, const std::string& refused) {
  if (!refused.empty()) {
    if (refused != "gone") state.trouble = Key::state_failed;
    return;
  }
  std::erase_if(thread.taking_back, [&](const std::string& id) {
    return errand.message.find(id) != std::string::npos;
  });
  keep({thread.id});
}

}  // namespace stadtkern::desk
