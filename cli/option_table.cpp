#include "option_table.h"

#include <algorithm>
#include <array>

#include "commands.h"
#include "dialects.h"
#include "report/formats.h"
#include "suggest.h"

namespace gw::cli {
namespace {

constexpr auto kCommands = std::to_array<CommandRow>({
    {Command::Convert, "convert", "[FILE...]", "convert to Gateway API manifests (the default)", Values::File},
    {Command::Lint, "lint", "[FILE...]", "print only what changes in the conversion", Values::File},
    {Command::Validate, "validate", "[FILE...]", "check Gateway API manifests against a release", Values::File},
    {Command::Targets, "targets", "[FILE...]", "compare all releases: how much each would lose", Values::File},
    {Command::Report, "report", "[FILE...]", "report on the whole input before a migration", Values::File},
    {Command::Verify, "verify", "[FILE...]", "compare requests before and after the conversion, and show those that end differently", Values::File},
    {Command::Trace, "trace", "REQUEST [FILE...]", "show step by step how a request ends before and after the conversion", Values::File},
    {Command::Explain, "explain", "CODE...", "explain a finding", Values::Code},
    {Command::List, "list", "TOPIC", "list what gwconvert knows: dialects, codes, releases, implementations, formats, annotations, plugins or fields", Values::Topic},
    {Command::Completion, "completion", "bash|zsh|fish", "print a completion script for a shell", Values::Shell},
});

template <class Row>
std::vector<std::string> names_of(const Row& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.emplace_back(row.name);
  return names;
}

/// Each of the words once, where it stands first.
std::vector<std::string> distinct(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (const std::string& word : words)
    if (std::ranges::find(out, word) == out.end()) out.push_back(word);
  return out;
}

std::vector<std::string> codes() {
  std::vector<std::string> out;
  for (const CodeInfo& row : kCodes) out.push_back(number(row.code));
  for (const CodeInfo& row : kCodes) out.push_back(name(row.code));
  return out;
}

/// The words of "HTTPRoute v1alpha2 v1beta1, Gateway v1beta1" that are versions, or those that are kinds.
std::vector<std::string> served(bool versions) {
  std::vector<std::string> out;
  for (const ReleaseRow& release : releases()) {
    const std::string words = release.standard + ' ' + release.experimental;
    for (const std::string_view word : split_choices(words, ' ')) {
      const std::string_view plain = word.ends_with(',') ? word.substr(0, word.size() - 1) : word;
      if (plain.empty() || (plain[0] == 'v') != versions) continue;
      if (std::ranges::find(out, plain) == out.end()) out.emplace_back(plain);
    }
  }
  return out;
}

}  // namespace

std::span<const CommandRow> command_table() { return kCommands; }

std::string_view title(Group group) {
  static constexpr std::array<std::string_view, 18> kTitles = {"Target", "Target", "Names", "Conversion", "Input", "Input", "Output", "Output",
                                                               "Output", "Output", "Proof", "Output", "Request", "Findings", "Findings", "Findings", "Output", "General"};
  return kTitles[static_cast<std::size_t>(group)];
}

bool belongs(Group group, Command command) {
  const bool converts = command == Command::Convert || command == Command::Lint || command == Command::Report || command == Command::Verify || command == Command::Trace;
  const bool proves = command == Command::Verify || command == Command::Trace;
  switch (group) {
    case Group::General: return true;
    case Group::Output: return command == Command::Convert;
    case Group::FindingsOutput: return command == Command::Lint || command == Command::Validate;
    case Group::TableOutput: return command == Command::Targets;
    case Group::WholeOutput: return command == Command::Report;
    case Group::ListOutput: return command == Command::List;
    case Group::Reading: return converts || command == Command::Validate || command == Command::Targets;
    case Group::Known: return (converts && !proves) || command == Command::Validate;
    case Group::Target: return converts || command == Command::Validate;
    case Group::Proof:
    case Group::ProofOutput: return proves;
    case Group::Request: return command == Command::Trace;
    case Group::Findings: return (converts && command != Command::Report && !proves) || command == Command::Validate;
    case Group::Conversion:
    case Group::Input:
    case Group::Accepting: return converts || command == Command::Targets || (group == Group::Accepting && command == Command::Validate);
    default: return converts;
  }
}

const CommandRow& row_of(Command command) { return *std::ranges::find(kCommands, command, &CommandRow::command); }

const OptionRow* find_option(Command command, std::string_view name) {
  for (const OptionRow& row : option_table())
    if (row.name == name && belongs(row.group, command)) return &row;
  return nullptr;
}

std::vector<std::string_view> split_choices(std::string_view choices, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0; begin <= choices.size();) {
    const std::size_t end = std::min(choices.find(separator, begin), choices.size());
    out.push_back(choices.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::vector<std::string> offered(Values values, std::string_view choices) {
  switch (values) {
    case Values::Free:
    case Values::File: return {};
    case Values::Release: return names_of(releases());
    case Values::Implementation: return distinct(names_of(implementations()));
    case Values::ApiVersion: return served(true);
    case Values::Kind: {
      std::vector<std::string> kinds = served(false);
      const auto others = extension_kinds();
      kinds.insert(kinds.end(), others.begin(), others.end());
      return kinds;
    }
    case Values::Code: return codes();
    case Values::Format: return names_of(formats());
    case Values::Topic: return list_topics();
    case Values::Choice:
    case Values::Shell: break;
  }
  const auto parts = split_choices(choices);
  return {parts.begin(), parts.end()};
}

}  // namespace gw::cli
