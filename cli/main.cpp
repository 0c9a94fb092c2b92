#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "commands.h"
#include "options.h"
#include "output.h"

int main(int argc, char** argv) {
  using namespace gw::cli;
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a failed write
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a file that grows over its limit
  try {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    gw::Result<Invocation> invocation = read_arguments(arguments);
    if (!invocation) return fail(invocation.error() + " (see gwconvert --help)");
    return run(*invocation);
  } catch (const std::bad_alloc&) {
    std::fputs("gwconvert: out of memory\n", stderr);
  } catch (const std::exception& error) {
    return fail(error.what());
  } catch (...) {
    std::fputs("gwconvert: unknown failure\n", stderr);
  }
  return kFailed;
}
