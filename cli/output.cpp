#include "output.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "report/safe_text.h"

namespace gw::cli {
namespace {

constexpr std::size_t kBuffer = 256 * 1024;

}  // namespace

void Outlet::write(std::string_view text) {
  if (buffer_.size() + text.size() > kBuffer) {
    write_out(buffer_);
    buffer_.clear();
  }
  if (text.size() > kBuffer)
    write_out(text);
  else
    buffer_ += text;
}

std::string Outlet::flush() {
  write_out(buffer_);
  buffer_.clear();
  return failure_;
}

std::string Outlet::close() {
  (void)flush();
  if (::close(std::exchange(file_, -1)) != 0 && failure_.empty()) failure_ = std::strerror(errno);
  return failure_;
}

void Outlet::write_out(std::string_view text) {
  while (!text.empty() && failure_.empty()) {
    const ssize_t count = ::write(file_, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) {  // the caller's end of a pipe may be set not to block
      pollfd ready{.fd = file_, .events = POLLOUT, .revents = 0};
      (void)::poll(&ready, 1, -1);
      continue;
    }
    if (count < 0)
      failure_ = std::strerror(errno);
    else
      text.remove_prefix(static_cast<std::size_t>(count));
  }
}

Result<bool> write_stdout(const Pieces& pieces) {
  Outlet outlet(STDOUT_FILENO);
  for (const std::string_view piece : pieces) outlet.write(piece);
  std::string failure = outlet.flush();
  // A copy is closed, because some file systems report a failed write only then.
  if (const int copy = failure.empty() ? ::dup(STDOUT_FILENO) : -1; copy >= 0 && ::close(copy) != 0) failure = std::strerror(errno);
  if (!failure.empty()) return Error{fmt::format("cannot write to standard output: {}", failure)};
  return true;
}

bool say(std::string_view text) {
  Outlet outlet(STDERR_FILENO);
  outlet.write(text);
  return outlet.flush().empty();
}

int fail(std::string_view reason) {
  say(fmt::format("gwconvert: {}\n", safe(reason)));
  return kFailed;
}

int print(std::string_view text) {
  if (Result<bool> done = write_stdout({text}); !done) return fail(done.error());
  return kDone;
}

}  // namespace gw::cli
