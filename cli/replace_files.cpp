#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "output.h"

namespace gw::cli {
namespace {

namespace fs = std::filesystem;

Error cannot_write(const std::string& path, std::string_view why) { return {fmt::format("cannot write {}: {}", path, why)}; }

/// The mode of a file that is newly made. The umask can only be read by setting it; no other thread runs now.
mode_t mode_of_new_file() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

std::string write_pieces(int file, const Pieces& pieces) {
  Outlet outlet(file);
  for (const std::string_view piece : pieces) outlet.write(piece);
  return outlet.close();
}

/// Files that are written under temporary names; those that are not renamed in the end are removed.
class Replacement {
 public:
  Replacement() = default;
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  ~Replacement() {
    for (const Pending& file : pending_) ::unlink(file.temporary.c_str());
  }

  /// Writes one file, under a temporary name if it can be renamed later.
  Result<bool> add(const FileText& file) {
    struct stat facts{};
    const bool exists = ::stat(file.path.c_str(), &facts) == 0;
    if (exists && S_ISDIR(facts.st_mode)) return cannot_write(file.path, std::strerror(EISDIR));
    if (exists && !S_ISREG(facts.st_mode)) return write_directly(file);
    if (exists && ::access(file.path.c_str(), W_OK) != 0) return cannot_write(file.path, std::strerror(errno));
    return write_temporary(file, exists ? facts.st_mode & 07777 : mode_of_new_file());
  }

  /// Puts everything in its place.
  Result<bool> rename_all() {
    while (!pending_.empty()) {
      const Pending& file = pending_.back();
      if (::rename(file.temporary.c_str(), file.path.c_str()) != 0) return cannot_write(file.shown, std::strerror(errno));
      pending_.pop_back();
    }
    return true;
  }

 private:
  struct Pending {
    std::string temporary;
    std::string path;   // where links lead
    std::string shown;  // as the user wrote it
  };

  static Result<bool> write_directly(const FileText& file) {
    const int out = ::open(file.path.c_str(), O_WRONLY | O_CLOEXEC);
    if (out < 0) return cannot_write(file.path, std::strerror(errno));
    if (const std::string why = write_pieces(out, file.pieces); !why.empty()) return cannot_write(file.path, why);
    return true;
  }

  Result<bool> write_temporary(const FileText& file, mode_t mode) {
    std::error_code ignored;
    const fs::path resolved = fs::weakly_canonical(file.path, ignored);  // a link stays a link
    const fs::path path = resolved.empty() ? fs::path(file.path) : resolved;
    std::string temporary = (path.parent_path() / ".gwconvert-XXXXXX").string();
    const int out = ::mkostemp(temporary.data(), O_CLOEXEC);
    if (out < 0) return cannot_write(file.path, std::strerror(errno));
    pending_.push_back({temporary, path.string(), file.path});
    const std::string mode_failure = ::fchmod(out, mode) == 0 ? "" : std::strerror(errno);
    const std::string why = write_pieces(out, file.pieces);
    if (!why.empty() || !mode_failure.empty()) return cannot_write(file.path, why.empty() ? mode_failure : why);
    return true;
  }

  std::vector<Pending> pending_;
};

}  // namespace

Result<bool> replace_files(const std::vector<FileText>& files) {
  Replacement replacement;
  for (const FileText& file : files)
    if (Result<bool> done = replacement.add(file); !done) return done;
  return replacement.rename_all();
}

}  // namespace gw::cli
