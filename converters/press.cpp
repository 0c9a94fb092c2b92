#include "press.h"

namespace gw {

void Press::add(Sheet sheet) {
  if (!apart_) return work_(sheet);
  filling_.push_back(std::move(sheet));
  if (filling_.size() == kBatch) hand_over();
}

void Press::hand_over() {
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  std::vector<Batch> done;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.size() < kMostWaiting; });
    waiting_.push_back(std::move(filling_));
    done.swap(done_);
  }
  changed_.notify_one();
  filling_ = Batch();
  filling_.reserve(kBatch);
}

void Press::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::vector<Batch> batches;
    batches.swap(waiting_);
    lock.unlock();
    changed_.notify_one();
    for (Batch& batch : batches)
      for (Sheet& sheet : batch) work_(sheet);
    lock.lock();
    std::move(batches.begin(), batches.end(), std::back_inserter(done_));
  }
}

void Press::finish() {
  if (thread_.joinable()) {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_one();
    thread_.join();
    closed_ = false;
    done_.clear();
  }
  for (Sheet& sheet : filling_) work_(sheet);
  filling_.clear();
}

}  // namespace gw
