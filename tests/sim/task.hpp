// Coroutines on virtual time, for what a page does in several steps. They begin when somebody waits
// for them, and end with whoever owns them, wherever they then are.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace stadtkern::sim {

template <class Value>
class Task {
 public:
  struct promise_type {
    std::optional<Value> value;
    std::exception_ptr fault;
    std::coroutine_handle<> waiting;

    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
        const auto waiting = done.promise().waiting;
        return waiting ? waiting : std::noop_coroutine();
      }
      void await_resume() noexcept {}
    };
    Final final_suspend() noexcept { return {}; }
    void return_value(Value what) { value = std::move(what); }
    void unhandled_exception() { fault = std::current_exception(); }
  };

  Task() = default;
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Task() {
    if (handle_) handle_.destroy();
  }
  void start() { handle_.resume(); }
  bool done() const { return !handle_ || handle_.done(); }

  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) {
    handle_.promise().waiting = waiting;
    return handle_;
  }
  Value await_resume() {
    if (handle_.promise().fault) std::rethrow_exception(handle_.promise().fault);
    return std::move(*handle_.promise().value);
  }

 private:
  explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  std::coroutine_handle<promise_type> handle_;
};

}  // namespace stadtkern::sim
