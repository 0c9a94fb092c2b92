#include "measure.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "convert.h"

namespace bench {
namespace {

class Nothing final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

void parse(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  YAML::Parser parser(stream);
  Nothing nothing;
  while (parser.HandleNextDocument(nothing)) {
  }
}

std::string read_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  std::string text(static_cast<std::size_t>(stream.tellg()), '\0');
  stream.seekg(0);
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

std::size_t convert(const std::string& file, unsigned threads) {
  const std::array sources{gw::Source(file, read_file(file))};
  gw::Options options;
  options.threads = threads;
  options.locate = false;  // as without --report
  static const auto& result = *new gw::Conversion(gw::convert(sources, options));  // never freed, as in the program
  std::FILE* out = std::fopen("/dev/null", "wb");  // writing piece by piece, as the program does
  for (const gw::Manifest& manifest : result.manifests) {
    std::fputs("---\n", out);
    std::fwrite(manifest.text.data(), 1, manifest.text.size(), out);
  }
  std::fclose(out);
  if (result.manifests.empty()) std::fputs("bench_convert: nothing was converted\n", stderr);
  return result.totals.objects;
}

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(2);
}

}  // namespace

Cost measure_here(const std::string& file, unsigned threads) {
  Cost cost;
  const auto start = std::chrono::steady_clock::now();
  if (threads == 0)
    parse(file);
  else
    cost.objects = convert(file, threads);
  cost.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return cost;
}

Cost measure_apart(const std::string& program, const std::string& file, unsigned threads) {
  int ends[2];
  if (pipe(ends) != 0) fail("pipe");
  const pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    execl(program.c_str(), program.c_str(), "--once", file.c_str(), std::to_string(threads).c_str(), nullptr);
    _exit(127);
  }
  close(ends[1]);
  Cost cost;
  std::FILE* answer = fdopen(ends[0], "r");
  const int fields = std::fscanf(answer, "%lf %zu", &cost.seconds, &cost.objects);
  std::fclose(answer);
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) < 0) fail("wait4");
  if (status != 0 || fields != 2) {
    std::fprintf(stderr, "bench_convert: measuring %s with %u threads failed\n", file.c_str(), threads);
    std::exit(2);
  }
  cost.peak_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
  return cost;
}

}  // namespace bench
