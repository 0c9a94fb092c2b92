#include "progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <string_view>

#include "output.h"

namespace gw::cli {
namespace {

constexpr std::string_view kErase = "\r\x1b[K";

bool can_erase() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

std::string progress_text(Progress::Stage stage, std::size_t done, std::size_t all) {
  struct Words {
    std::string_view doing;
    std::string_view what;
  };
  constexpr auto kWords = std::to_array<Words>({{"reading", "documents"}, {"converting", "objects"}, {"writing", "manifests"}, {"comparing", "targets"}});
  const Words& words = kWords[static_cast<std::size_t>(stage)];
  if (all == 0) return fmt::format("{}: {} {}", words.doing, done, words.what);
  return fmt::format("{}: {} of {} {}", words.doing, done, all, words.what);
}

ProgressLine::ProgressLine(bool wanted) {
  if (wanted && can_erase()) thread_ = std::thread([this] { run(); });
}

void ProgressLine::run() {
  using namespace std::chrono_literals;
  std::unique_lock lock(mutex_);
  bool shown = false;
  for (auto wait = 1000ms; !stopped_.wait_for(lock, wait, [this] { return stops_; }); wait = 200ms) {
    say(fmt::format("{}gwconvert: {}", kErase, progress_text(progress_.stage, progress_.done, progress_.all)));
    shown = true;
  }
  if (shown) say(kErase);
}

void ProgressLine::stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stops_ = true;
  }
  stopped_.notify_one();
  thread_.join();
}

}  // namespace gw::cli
