/// The table of commands and flags: parsing, --help, shell completion and the test of the manual page read it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "options.h"

namespace gw::cli {

enum class Group : std::uint8_t {
  Target,     ///< what is written, or checked against
  Manifests,  ///< how it is written
  Names,
  Conversion,
  Input,
  Reading,
  Output,
  FindingsOutput,
  TableOutput,
  WholeOutput,
  Proof,
  ProofOutput,
  Request,
  Findings,
  Known,
  Accepting,
  ListOutput,
  General
};

/// What a shell offers for a value.
enum class Values : std::uint8_t { Free, Choice, File, Release, Implementation, ApiVersion, Kind, Code, Format, Topic, Shell };

/// One flag. `set` stores the value, or says what is wrong with it; for a `Choice` it sees only allowed values.
struct OptionRow {
  Group group;
  std::string_view name;      ///< without the dashes
  std::string_view value;     ///< placeholder, or the choices "yaml|json"; empty: a switch
  std::string_view fallback;  ///< what holds without the flag; empty: nothing worth saying
  std::string_view about;
  Values values;
  Result<bool> (*set)(Flags& flags, std::string_view value);
  char letter = 0;            ///< short form
  bool repeatable = false;    ///< may be given several times, and with several values separated by commas
  bool whole = false;         ///< likewise, but a comma is part of the value
};

struct CommandRow {
  Command command;
  std::string_view name;
  std::string_view words;  ///< placeholder of what stands without a flag
  std::string_view about;
  Values values;
};

std::span<const OptionRow> option_table();
std::span<const CommandRow> command_table();
std::string_view title(Group group);

/// Whether flags of `group` belong to `command`.
bool belongs(Group group, Command command);
const CommandRow& row_of(Command command);
/// The flag with this name among those of `command`; null if it has none.
const OptionRow* find_option(Command command, std::string_view name);

/// The parts of "yaml|json".
std::vector<std::string_view> split_choices(std::string_view choices, char separator = '|');
/// The reverse. Not fmt::join, for which g++ 12 warns of a write that does not happen.
template <class Words>
std::string joined(const Words& words, std::string_view separator) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

/// Everything that a shell can offer for these values; empty for `Free` and `File`.
std::vector<std::string> offered(Values values, std::string_view choices);

}  // namespace gw::cli
