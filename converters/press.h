/// Objects on their way to text, judged and written in the order in which they come: on a thread of its own where there may be one.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "convert.h"
#include "source/value.h"

namespace gw {

class Press {
 public:
  struct Sheet {
    Manifest manifest;  ///< with an empty text
    Value object;
  };
  using Work = std::function<void(Sheet&)>;

  /// `work` is called for one sheet after another; with more than one thread, not on the caller's.
  Press(Work work, unsigned threads) : work_(std::move(work)), apart_(threads > 1) {}
  Press(const Press&) = delete;
  Press& operator=(const Press&) = delete;
  ~Press() { finish(); }

  /// What the object borrows must live until `finish`.
  void add(Sheet sheet);
  /// Waits until everything that was added is done.
  void finish();

 private:
  using Batch = std::vector<Sheet>;
  static constexpr std::size_t kBatch = 16;
  static constexpr std::size_t kMostWaiting = 2;  // objects are larger than their texts

  void hand_over();
  void run();

  Work work_;
  bool apart_;
  Batch filling_;
  std::thread thread_;  ///< for the second batch and those after it: most inputs are small
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Batch> waiting_;
  std::vector<Batch> done_;  ///< freed by the thread that made them, whose memory they are
  bool closed_ = false;
};

}  // namespace gw
