/// How far a long run is, for whoever watches it from another thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace gw {

struct Progress {
  enum class Stage : std::uint8_t {
    Reading,     ///< documents
    Converting,  ///< objects
    Writing,     ///< manifests
    Comparing,   ///< targets
  };
  std::atomic<Stage> stage = Stage::Reading;
  std::atomic<std::size_t> done = 0;
  std::atomic<std::size_t> all = 0;  ///< 0: not known

  void begin(Stage next, std::size_t of) {
    done = 0;
    all = of;
    stage = next;
  }
};

/// One more is done. Null where nobody watches.
inline void step(Progress* progress, std::size_t count = 1) {
  if (progress != nullptr) progress->done.fetch_add(count, std::memory_order_relaxed);
}
inline void begin(Progress* progress, Progress::Stage stage, std::size_t of) {
  if (progress != nullptr) progress->begin(stage, of);
}

}  // namespace gw
