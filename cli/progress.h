/// A line on the terminal that says how far a long run is.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "source/progress.h"

namespace gw::cli {

/// Shows itself after a second, and only if standard error is a terminal that can erase a line. It is gone before anything else
/// is written, at the latest when it is destroyed.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { stop(); }

  /// Null if nothing will be shown.
  Progress* progress() { return thread_.joinable() ? &progress_ : nullptr; }
  void stop();

 private:
  void run();

  Progress progress_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stops_ = false;
  std::thread thread_;
};

/// "converting: 1200 of 4000 objects"
std::string progress_text(Progress::Stage stage, std::size_t done, std::size_t all);

}  // namespace gw::cli
