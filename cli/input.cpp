#include "input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <utility>

namespace gw::cli {
namespace {

namespace fs = std::filesystem;

Error cannot_read(const std::string& name, std::string_view why) { return {fmt::format("cannot read {}: {}", name, why)}; }

constexpr std::string_view kTooLarge = "it is larger than 4 GiB";

/// All bytes of an open file. Gives the reason of a failure, empty if there is none.
std::string read_all(int file, std::string& text) {
  struct stat facts{};
  if (::fstat(file, &facts) != 0) return std::strerror(errno);
  if (S_ISDIR(facts.st_mode)) return std::strerror(EISDIR);
  const bool has_size = S_ISREG(facts.st_mode) && facts.st_size > 0;
  if (has_size && static_cast<std::uintmax_t>(facts.st_size) >= kMaxSourceBytes) return std::string(kTooLarge);
  // One byte more than the size, so that the end is seen without growing.
  text.resize(has_size ? static_cast<std::size_t>(facts.st_size) + 1 : 65536);
  for (std::size_t used = 0;;) {
    if (used == text.size()) text.resize(2 * text.size());
    const ssize_t count = ::read(file, text.data() + used, text.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::strerror(errno);
    used += static_cast<std::size_t>(count);
    if (used >= kMaxSourceBytes) return std::string(kTooLarge);
    if (count != 0) continue;
    text.resize(used);
    return {};
  }
}

class Reader {
 public:
  Result<bool> add(const std::string& name) {
    if (name == "-") return add_stdin();
    struct stat facts{};
    if (::stat(name.c_str(), &facts) != 0) return cannot_read(name, std::strerror(errno));
    return S_ISDIR(facts.st_mode) ? add_folder(name) : add_file(name);
  }

  std::vector<Source> take() { return std::move(sources_); }

 private:
  using Identity = std::pair<dev_t, ino_t>;

  Result<bool> add_stdin() {
    if (std::exchange(stdin_read_, true)) return true;
    std::string text;
    if (const std::string why = read_all(STDIN_FILENO, text); !why.empty()) return cannot_read("standard input", why);
    sources_.emplace_back("<stdin>", std::move(text));
    return true;
  }

  Result<bool> add_file(const std::string& name) {
    const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return cannot_read(name, std::strerror(errno));
    struct stat facts{};
    std::string why;
    std::string text;
    const bool is_new = ::fstat(file, &facts) != 0 || files_.insert({facts.st_dev, facts.st_ino}).second;
    if (is_new) why = read_all(file, text);
    ::close(file);
    if (!why.empty()) return cannot_read(name, why);
    if (is_new) sources_.emplace_back(name, std::move(text));
    return true;
  }

  Result<bool> add_folder(const std::string& name) {
    std::vector<std::string> found;
    std::set<Identity> entered;
    const std::string bare = name.size() > 1 && name.ends_with('/') ? name.substr(0, name.size() - 1) : name;
    if (Result<bool> done = collect(bare, found, entered); !done) return done;
    if (found.empty()) return Error{fmt::format("cannot read {}: it contains no .yaml, .yml or .json file", name)};
    std::ranges::sort(found);
    for (const std::string& file : found)
      if (Result<bool> done = add_file(file); !done) return done;
    return true;
  }

  /// Adds the names of the files below `folder`. `entered` keeps links from leading in a circle.
  static Result<bool> collect(const std::string& folder, std::vector<std::string>& found, std::set<Identity>& entered) {
    struct stat facts{};
    if (::stat(folder.c_str(), &facts) != 0) return cannot_read(folder, std::strerror(errno));
    if (!entered.insert({facts.st_dev, facts.st_ino}).second) return true;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      const std::string leaf = entry->path().filename().string();
      const std::string path = folder.ends_with('/') ? folder + leaf : folder + '/' + leaf;
      std::error_code broken;  // a link to nowhere is no folder; reading it says what is wrong
      if (fs::is_directory(path, broken)) {
        if (leaf.starts_with('.')) continue;
        if (Result<bool> done = collect(path, found, entered); !done) return done;
      } else if (leaf.ends_with(".yaml") || leaf.ends_with(".yml") || leaf.ends_with(".json")) {
        if (!fs::is_other(path, broken)) found.push_back(path);  // reading a pipe would wait for ever
      }
    }
    if (error) return cannot_read(folder, error.message());
    return true;
  }

  std::vector<Source> sources_;
  std::set<Identity> files_;
  bool stdin_read_ = false;
};

}  // namespace

Result<std::vector<Source>> read_inputs(std::span<const std::string> names) {
  Reader reader;
  for (const std::string& name : names)
    if (Result<bool> done = reader.add(name); !done) return Error{done.error()};
  return reader.take();
}

}  // namespace gw::cli
