/// What the conversion costs, beside yaml-cpp's bare event parse of the same file in the same run.
///
///   bench_convert FILE [THREADS…]   time, ratio to the bare parse, and peak memory (threads: 1 2)
///   bench_convert --growth FILE…    time per object, smallest file first
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "measure.h"

namespace {

using bench::Cost;

constexpr std::size_t kRounds = 5;
constexpr std::size_t kGrowthRounds = 3;
// What is demanded.
constexpr double kRatioOneThread = 1.6;
constexpr double kRatioTwoThreads = 1.0;
constexpr double kMemory = 15;
constexpr double kGrowth = 1.2;

/// A file with a number of threads, measured several times.
struct Variant {
  std::string file;
  unsigned threads = 0;
  std::vector<Cost> costs{};

  double seconds() const { return median(&Cost::seconds); }
  std::size_t peak() const { return median(&Cost::peak_bytes); }

 private:
  template <class T>
  T median(T Cost::*part) const {
    std::vector<Cost> sorted = costs;
    std::ranges::sort(sorted, {}, part);
    return sorted[sorted.size() / 2].*part;
  }
};

/// Measures in turns, so that a busy machine slows down all variants alike.
void measure(const std::string& program, std::vector<Variant>& variants, std::size_t rounds) {
  for (std::size_t round = 0; round < rounds; ++round)
    for (Variant& variant : variants)
      variant.costs.push_back(bench::measure_apart(program, variant.file, variant.threads));
}

void judge(const char* what, double value, double limit) {
  std::printf("%s  %-40s %6.2f  demanded: at most %.2f\n", value <= limit ? "pass" : "FAIL", what, value, limit);
}

int compare(const std::string& program, const std::string& file, std::span<char*> threads) {
  std::vector<Variant> variants{{file, 0}};
  for (const char* number : threads) variants.push_back({file, static_cast<unsigned>(std::atoi(number))});
  if (threads.empty()) variants.insert(variants.end(), {{file, 1}, {file, 2}});
  measure(program, variants, kRounds);
  const auto bytes = static_cast<double>(std::filesystem::file_size(file));
  const double parse = variants[0].seconds();
  std::printf("%zu objects, %.1f MB\n", variants.back().costs[0].objects, bytes / 1e6);
  std::printf("%-20s %8s %8s %8s %14s\n", "", "seconds", "MB/s", "ratio", "peak memory");
  for (const Variant& v : variants) {
    const std::string name = v.threads == 0 ? "bare parse" : "convert, threads: " + std::to_string(v.threads);
    std::printf("%-20s %8.3f %8.1f %8.2f %7.1f x file\n", name.c_str(), v.seconds(), bytes / 1e6 / v.seconds(),
                v.seconds() / parse, static_cast<double>(v.peak()) / bytes);
  }
  for (const Variant& v : variants) {
    if (v.threads == 1) judge("one thread, ratio to the bare parse", v.seconds() / parse, kRatioOneThread);
    if (v.threads == 2) judge("two threads, ratio to the bare parse", v.seconds() / parse, kRatioTwoThreads);
    if (v.threads == 1) judge("one thread, peak memory / file", static_cast<double>(v.peak()) / bytes, kMemory);
    if (v.threads == 2) judge("two threads, peak memory / file", static_cast<double>(v.peak()) / bytes, kMemory);
  }
  return 0;
}

int growth(const std::string& program, std::span<char*> files) {
  std::vector<Variant> variants;
  for (const char* file : files) variants.push_back({file, 1});
  measure(program, variants, kGrowthRounds);
  std::printf("%10s %10s %18s\n", "objects", "seconds", "us per object");
  std::vector<double> each;
  for (const Variant& v : variants) {
    const auto objects = static_cast<double>(std::max<std::size_t>(v.costs[0].objects, 1));
    each.push_back(v.seconds() / objects * 1e6);
    std::printf("%10.0f %10.3f %18.2f\n", objects, v.seconds(), each.back());
  }
  judge("slowest / fastest time per object", std::ranges::max(each) / std::ranges::min(each), kGrowth);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string program = std::filesystem::canonical("/proc/self/exe");
  const std::string_view mode = argc > 1 ? argv[1] : "";
  const std::span<char*> rest(argv + std::min(argc, 2), argv + argc);
  if (mode == "--once" && rest.size() == 2) {
    const Cost cost = bench::measure_here(rest[0], static_cast<unsigned>(std::atoi(rest[1])));
    std::printf("%.9f %zu\n", cost.seconds, cost.objects);
    return 0;
  }
  if (mode == "--growth" && !rest.empty()) return growth(program, rest);
  if (!mode.empty() && !mode.starts_with("-")) return compare(program, argv[1], rest);
  std::fputs("usage: bench_convert FILE [THREADS...] | --growth FILE...\n", stderr);
  return 2;
}
