/// Everything that gwconvert writes: standard streams and files, with every write checked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/result.h"

namespace gw::cli {

/// What the caller of the program is told.
enum Status : int {
  kDone = 0,      ///< nothing at or above --fail-on
  kFindings = 1,  ///< findings at or above --fail-on that are not accepted
  kFailed = 2,    ///< the tool could not do its work
};

/// Bytes on their way into an open file. After a failure nothing more is written; `close` tells.
class Outlet {
 public:
  explicit Outlet(int file) : file_(file) {}

  void write(std::string_view text);
  /// Writes what is buffered; gives the reason of the first failure, empty if there was none.
  std::string flush();
  /// Like `flush`, and closes the file: some failures show only then.
  std::string close();

 private:
  void write_out(std::string_view text);

  int file_;
  std::string buffer_;
  std::string failure_;
};

/// A text in pieces, so that no second copy of a large output is made.
using Pieces = std::vector<std::string_view>;

struct FileText {
  std::string path;
  Pieces pieces;
};

/// Writes to standard output.
Result<bool> write_stdout(const Pieces& pieces);

/// Replaces files, all or none: everything is written under temporary names in the same folders first, then renamed.
/// The mode of an existing file stays; one that is no regular file (a pipe, /dev/stdout) is written to directly.
Result<bool> replace_files(const std::vector<FileText>& files);

/// Says why nothing was done, on standard error; gives exit status 2.
int fail(std::string_view reason);
/// Writes a result to standard output; gives exit status 0, or 2 with the reason on standard error.
int print(std::string_view text);
/// Writes to standard error; false if that failed.
bool say(std::string_view text);

}  // namespace gw::cli
