/// The command line as plain values: which command, and the flags given to it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "convert.h"
#include "diag/result.h"

namespace gw::cli {

enum class Command : std::uint8_t { Convert, Lint, Validate, Targets, Report, Verify, Trace, Explain, List, Completion };
enum class FailOn : std::uint8_t { Note, Warning, Error, Never };  ///< in the order of Severity
enum class Color : std::uint8_t { Auto, Always, Never };
enum class SplitBy : std::uint8_t { Nothing, Role, Namespace, Object };

struct Flags {
  Options conversion;               ///< everything that changes what is converted
  std::vector<std::string> words;   ///< what stands without a flag: files, a code, a topic, a shell
  std::string output;               ///< -o; empty: standard output
  SplitBy split_by = SplitBy::Nothing;
  std::string report;               ///< --report; empty: none
  std::string report_format;        ///< empty: by the name of the file
  std::string format;               ///< of `lint`, `validate`, `targets` and `list`; empty: text, or by the name of -o
  std::string compare;              ///< --compare; empty: none
  std::vector<std::string> against; ///< --against: files and folders; none: our own manifests
  std::vector<std::string> headers; ///< of the request that `trace` explains: "Name: value"
  std::string baseline;             ///< --baseline; empty: none
  std::string write_baseline;       ///< likewise
  FailOn fail_on = FailOn::Error;
  Color color = Color::Auto;
  bool keep_going = false;
  bool quiet = false;
  bool help = false;
  bool version = false;
};

struct Invocation {
  Command command = Command::Convert;
  Flags flags;
};

/// Reads the arguments without the program's name. Fails with one line for the user: an unknown flag or word, a value
/// that is not allowed, flags that contradict each other.
Result<Invocation> read_arguments(std::span<const std::string> arguments);

}  // namespace gw::cli
