#include "options.h"

#include "commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <thread>

#include "option_table.h"
#include "report/formats.h"
#include "suggest.h"

namespace gw::cli {
namespace {

constexpr unsigned kMostThreadsByItself = 8;

std::string flag_of(const OptionRow& row) { return "--" + std::string(row.name); }

/// Whether the flag `argument` (as typed, before any `=`) takes its value from the next argument.
bool takes_next(std::string_view argument) {
  for (const OptionRow& row : option_table()) {
    if (row.value.empty()) continue;
    if (argument == flag_of(row) || (row.letter != 0 && argument == std::string{'-', row.letter})) return true;
  }
  return false;
}

/// The place of the first word that belongs to no flag: a command or a file. The size of the list if there is none.
std::size_t first_word(std::span<const std::string> arguments) {
  std::size_t i = 0;
  for (; i < arguments.size(); ++i) {
    if (arguments[i] == "--") return arguments.size();
    if (arguments[i].size() < 2 || arguments[i][0] != '-') break;
    if (takes_next(arguments[i])) ++i;
  }
  return std::min(i, arguments.size());
}

/// Takes the command word out of `arguments`. A word that is no command must be a file, or at least look like one.
Result<Command> take_command(std::vector<std::string>& arguments) {
  const std::size_t at = first_word(arguments);
  if (at == arguments.size()) return Command::Convert;
  const std::string word = arguments[at];
  std::vector<std::string> known;
  for (const CommandRow& row : command_table()) {
    known.emplace_back(row.name);
    if (row.name != word) continue;
    arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(at));
    return row.command;
  }
  std::error_code ignored;
  if (word == "-" || word.find_first_of("./") != std::string::npos || std::filesystem::exists(word, ignored)) return Command::Convert;
  return Error{fmt::format("`{}` is neither a command nor a file{}", word, did_you_mean(word, known))};
}

/// Why `flag`, which starts with a dash, is not a flag of `command`.
Error unknown_flag(std::string_view flag, Command command) {
  const std::string_view typed = flag.substr(0, flag.find('='));
  std::vector<std::string> known;
  for (const OptionRow& row : option_table()) {
    if (belongs(row.group, command)) known.push_back(flag_of(row));
    if (flag_of(row) != typed || belongs(row.group, command)) continue;
    std::string others;
    for (const CommandRow& other : command_table())
      if (belongs(row.group, other.command)) others += fmt::format("{}`{}`", others.empty() ? "" : ", ", other.name);
    return {fmt::format("{} is a flag of {}, not of `{}`", typed, others, row_of(command).name)};
  }
  return {fmt::format("unknown flag {}{}", typed, did_you_mean(typed, known))};
}

Result<bool> store(const OptionRow& row, const std::string& value, Flags& flags) {
  const auto parts = row.repeatable && !row.whole ? split_choices(value, ',') : std::vector<std::string_view>{value};
  for (const std::string_view part : parts) {
    if (part.empty() && !row.value.empty()) return Error{fmt::format("{} needs a value", flag_of(row))};
    const std::vector<std::string> choices = row.values == Values::Choice || row.values == Values::Format ? offered(row.values, row.value) : std::vector<std::string>();
    if (row.values == Values::Format)
      if (const auto named = format_by_ending(part)) {
        if (Result<bool> done = row.set(flags, *named); !done) return done;
        continue;
      }
    if (!choices.empty() && std::ranges::find(choices, part) == choices.end())
      return Error{fmt::format("{} cannot be `{}`: it is one of {}{}", flag_of(row), part, joined(choices, ", "),
                               did_you_mean(part, choices))};
    if (Result<bool> done = row.set(flags, part); !done)
      return Error{fmt::format("{} cannot be `{}`: {}", flag_of(row), part, done.error())};
  }
  return true;
}

/// Rules that concern more than one flag.
Result<bool> check_together(const Invocation& invocation) {
  const Flags& flags = invocation.flags;
  if (flags.split_by != SplitBy::Nothing && (flags.output.empty() || flags.output == "-"))
    return Error{"--split-by needs -o DIR, the folder to write into"};
  if (flags.report == "-") return Error{"--report needs the name of a file"};
  if (!flags.report.empty() && flags.report == flags.output) return Error{"--report and -o name the same file"};
  if (flags.report.empty() && !flags.report_format.empty() && invocation.command != Command::Report) return Error{"--report-format needs --report FILE"};
  if (!flags.conversion.published.empty() && flags.against.empty()) return Error{"--publish needs --against FILE: the listeners that gwconvert writes have the ports that clients call"};
  if (invocation.command == Command::List && flags.words.size() != 1) return Error{"list needs one of " + joined(list_topics(), ", ")};
  if (invocation.command == Command::Completion && flags.words.size() != 1) return Error{"completion needs one of bash, zsh, fish"};
  if (invocation.command == Command::Trace && flags.words.empty())
    return Error{"trace needs a request, as in: gwconvert trace 'GET http://shop.example.com/left' app.yaml"};
  if (invocation.command == Command::Explain && flags.words.empty())
    return Error{"explain needs a code, as in: gwconvert explain GW1001"};
  return true;
}

/// CLI11 takes a value that is missing after `=`, and one for a flag that has none (`--quiet=false`).
Result<bool> check_value(std::string_view argument, Command command) {
  const std::size_t equals = argument.find('=');
  if (!argument.starts_with("--") || equals == std::string_view::npos) return true;
  const OptionRow* row = find_option(command, argument.substr(2, equals - 2));
  if (row != nullptr && row->value.empty()) return Error{fmt::format("{} takes no value", flag_of(*row))};
  if (equals + 1 == argument.size()) return Error{fmt::format("{} needs a value", argument.substr(0, equals))};
  return true;
}

/// Lets CLI11 tell flags, values and words apart, in the order of the table. Words go to `flags.words`.
Result<bool> parse(std::vector<std::string> arguments, Command command, Flags& flags) {
  for (auto at = arguments.begin(); at != arguments.end() && *at != "--"; ++at)
    if (Result<bool> done = check_value(*at, command); !done) return done;

  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.add_option("WORDS", flags.words);
  std::map<const OptionRow*, std::vector<std::string>> values;  // looked up in the order of the table
  std::map<const OptionRow*, CLI::Option*> switches;
  for (const OptionRow& row : option_table()) {
    if (!belongs(row.group, command)) continue;
    const std::string names = (row.letter != 0 ? std::string{'-', row.letter, ','} : std::string()) + flag_of(row);
    if (row.value.empty())
      switches[&row] = app.add_flag(names);
    else
      app.add_option(names, values[&row])->allow_extra_args(false);
  }
  std::ranges::reverse(arguments);  // as CLI11 wants them
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::ArgumentMismatch& error) {  // every flag takes one value, or none
    const std::string message = error.what();
    return Error{fmt::format("{} needs a value", message.substr(0, message.find(':')))};
  } catch (const CLI::ParseError& error) {
    const std::string message = error.what();
    return Error{message.substr(0, message.find('\n'))};
  }
  for (const std::string& extra : app.remaining())
    if (extra != "--") return unknown_flag(extra, command);
  for (const OptionRow& row : option_table()) {
    if (const auto found = switches.find(&row); found != switches.end() && found->second->count() > 0) (void)row.set(flags, "");
    if (const auto found = values.find(&row); found != values.end())
      for (const std::string& value : found->second)
        if (Result<bool> done = store(row, value, flags); !done) return done;
  }
  return true;
}

}  // namespace

Result<Invocation> read_arguments(std::span<const std::string> arguments) {
  std::vector<std::string> rest(arguments.begin(), arguments.end());
  Result<Command> command = take_command(rest);
  if (!command) return Error{command.error()};
  Invocation invocation;
  invocation.command = *command;
  Flags& flags = invocation.flags;
  flags.conversion.threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreadsByItself);
  if (Result<bool> done = parse(std::move(rest), invocation.command, flags); !done) return Error{done.error()};
  if (flags.help || flags.version) return invocation;
  if (Result<bool> done = check_together(invocation); !done) return Error{done.error()};
  if (Result<bool> done = check(flags.conversion); !done) return Error{done.error()};
  return invocation;
}

}  // namespace gw::cli
