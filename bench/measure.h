/// One measurement in a process of its own: peaks of memory never fall, so each variant needs a fresh one.
#pragma once

#include <cstddef>
#include <string>

namespace bench {

/// What a variant needs for one file.
struct Cost {
  double seconds = 0;
  std::size_t objects = 0;     ///< Kubernetes objects read; 0 for the bare parse
  std::size_t peak_bytes = 0;  ///< largest resident set of the process
};

/// Measures in this process: no threads is yaml-cpp's bare event parse, otherwise the whole conversion.
Cost measure_here(const std::string& file, unsigned threads);

/// Runs `program --once file threads` and waits for it. Ends this program if that one fails.
Cost measure_apart(const std::string& program, const std::string& file, unsigned threads);

}  // namespace bench
