#include <fmt/format.h>

#include "completion.h"
#include "option_table.h"

namespace gw::cli {
namespace {

std::string fish_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + '\'';
}

/// The test whether the words so far belong to `command`.
std::string condition(Command command) {
  if (command != Command::Convert) return fmt::format("__fish_seen_subcommand_from {}", row_of(command).name);
  std::string others;
  for (const CommandRow& row : command_table())
    if (row.command != Command::Convert) others += fmt::format(" {}", row.name);
  return "not __fish_seen_subcommand_from" + others;
}

/// The arguments of `complete` that say what a value or word can be.
std::string values_of(Values values, std::string_view choices, bool for_flag) {
  if (values == Values::File) return for_flag ? " -r -F" : "";
  if (values == Values::Free) return " -x";
  return fmt::format(" {} -a {}", for_flag ? "-x" : "-f", fish_quoted(joined(offered(values, choices), " ")));
}

}  // namespace

std::string fish_script() {
  std::string out = "# Completion of gwconvert for fish.\n";
  for (const CommandRow& row : command_table()) {
    out += fmt::format("complete -c gwconvert -n '__fish_use_subcommand' -a {} -d {}\n", row.name, fish_quoted(row.about));
    const std::string when = fish_quoted(condition(row.command));
    if (row.values != Values::File) out += fmt::format("complete -c gwconvert -n {}{}\n", when, values_of(row.values, row.words, false));
    for (const OptionRow& option : option_table()) {
      if (!belongs(option.group, row.command)) continue;
      const std::string letter = option.letter == 0 ? "" : fmt::format(" -s {}", option.letter);
      out += fmt::format("complete -c gwconvert -n {} -l {}{}{} -d {}\n", when, option.name, letter,
                         option.value.empty() ? "" : values_of(option.values, option.value, true), fish_quoted(option.about));
    }
  }
  return out;
}

}  // namespace gw::cli
