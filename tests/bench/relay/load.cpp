// Measures the relay from outside, and the disk beneath it: durable requests per second over N
// connections, and how often the disk confirms a write.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "wire/base64url.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Confirmed writes per second, each of `bytes` behind the last, as a log grows.
double confirmed_writes(const std::string& file, std::size_t bytes, double seconds) {
  const int disk = ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (disk < 0) std::exit(1);
  const std::string block(bytes, 'x');
  int writes = 0;
  off_t at = 0;
  const auto begin = Clock::now();
  while (seconds_since(begin) < seconds) {
    if (::pwrite(disk, block.data(), bytes, at) < 0 || ::fdatasync(disk) != 0) std::exit(1);
    at = (at + static_cast<off_t>(bytes)) % (16 << 20);
    ++writes;
  }
  const double rate = writes / seconds_since(begin);
  ::close(disk);
  ::unlink(file.c_str());
  return rate;
}

struct Work {
  int port;
  std::string path;
  std::vector<std::string> bodies;
  Clock::time_point end;
};

int connect_to(int port) {
  const int line = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(line, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::exit(1);
  const int on = 1;
  ::setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return line;
}

// The whole answer, which is small.
std::string answer_on(int line) {
  std::string answer;
  char room[4096];
  for (;;) {
    const auto got = ::read(line, room, sizeof room);
    if (got <= 0) std::exit(1);
    answer.append(room, static_cast<std::size_t>(got));
    const auto header = answer.find("\r\n\r\n");
    const auto length = answer.find("Content-Length: ");
    if (header == std::string::npos || length == std::string::npos) continue;
    const auto body = std::strtoul(answer.c_str() + length + 16, nullptr, 10);
    if (answer.size() >= header + 4 + body) return answer;
  }
}

std::vector<double> send_threads(const Work& work, unsigned seed) {
  const int line = connect_to(work.port);
  std::mt19937_64 random(seed);
  std::vector<double> waits;
  while (Clock::now() < work.end) {
    stadtkern::Bytes id(16);
    for (auto& byte : id) byte = static_cast<std::uint8_t>(random());
    const std::string& body = work.bodies[random() % work.bodies.size()];
    const std::string request = "PUT " + work.path + stadtkern::wire::encode_base64url(id) +
                                " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                "Content-Length: " +
                                std::to_string(body.size()) + "\r\n\r\n" + body;
    const auto begin = Clock::now();
    if (::write(line, request.data(), request.size()) < 0) std::exit(1);
    const std::string answer = answer_on(line);
    if (!answer.starts_with("HTTP/1.1 201")) {
      std::fprintf(stderr, "%s\n", answer.c_str());
      std::exit(1);
    }
    waits.push_back(seconds_since(begin) * 1000);
  }
  ::close(line);
  return waits;
}

int load(const Work& work, unsigned connections, double seconds) {
  std::vector<std::vector<double>> waits(connections);
  std::vector<std::thread> threads;
  const auto begin = Clock::now();
  for (unsigned at = 0; at < connections; ++at) {
    threads.emplace_back([&, at] { waits[at] = send_threads(work, std::random_device{}() + at); });
  }
  for (auto& thread : threads) thread.join();
  const double took = std::max(seconds, seconds_since(begin));
  std::vector<double> all;
  for (const auto& some : waits) all.insert(all.end(), some.begin(), some.end());
  std::sort(all.begin(), all.end());
  const auto at = [&](double part) {
    return all.empty() ? 0
                       : all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
  };
  std::printf("{\"requests\":%zu,\"per_second\":%.1f,\"p50_ms\":%.2f,\"p99_ms\":%.2f}\n",
              all.size(), static_cast<double>(all.size()) / took, at(0.5), at(0.99));
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count > 1 ? words[1] : "";
  if (what == "disk" && count == 5) {
    std::printf("{\"per_second\":%.1f}\n",
                confirmed_writes(words[2], std::strtoul(words[3], nullptr, 10),
                                 std::strtod(words[4], nullptr)));
    return 0;
  }
  if (what == "load" && count == 7) {
    std::vector<std::string> bodies;
    for (int number = 0;; ++number) {
      std::ifstream file(words[4] + std::to_string(number), std::ios::binary);
      if (!file) break;
      std::ostringstream body;
      body << file.rdbuf();
      bodies.push_back(body.str());
    }
    if (bodies.empty()) return 2;
    const double seconds = std::strtod(words[6], nullptr);
    const auto end = Clock::now() + std::chrono::milliseconds(static_cast<long>(seconds * 1000));
    return load({static_cast<int>(std::strtol(words[2], nullptr, 10)), words[3], bodies, end},
                static_cast<unsigned>(std::strtoul(words[5], nullptr, 10)), seconds);
  }
  std::fputs("relay_load disk FILE BYTES SECONDS | load PORT PATH BODIES CONNECTIONS SECONDS\n",
             stderr);
  return 2;
}
