#include <fmt/format.h>

#include "completion.h"
#include "option_table.h"

namespace gw::cli {
namespace {

constexpr std::string_view kHead = R"(# Completion of gwconvert for bash.
_gwconvert() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= word
  if [[ $cur == '=' ]]; then
    cur=
  elif [[ $prev == '=' ]] && ((COMP_CWORD > 2)); then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
)";

constexpr std::string_view kOffer = R"(    esac
  done
  offer() {
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$@" -- "$cur")
  }
  COMPREPLY=()
)";

constexpr std::string_view kTail = R"(}
complete -o default -o bashdefault -F _gwconvert gwconvert
)";

/// What follows the flag; files are the default of the shell.
std::string action(Values values, std::string_view choices) {
  if (values == Values::File) return "return";
  if (values == Values::Free) return "compopt +o default +o bashdefault; return";
  return fmt::format("offer -W {}; return", quoted(joined(offered(values, choices), " ")));
}

/// The case of one command: values after a flag, then flags, then words.
std::string command_case(const CommandRow& row) {
  std::string flags;
  std::string out = fmt::format("    {}{})\n      case $prev in\n", row.command == Command::Convert ? "''|" : "", row.name);
  for (const OptionRow& option : option_table()) {
    if (!belongs(option.group, row.command)) continue;
    flags += fmt::format("{}--{}", flags.empty() ? "" : " ", option.name);
    if (option.value.empty()) continue;
    const std::string letter = option.letter == 0 ? "" : fmt::format("-{}|", option.letter);
    out += fmt::format("        {}--{}) {} ;;\n", letter, option.name, action(option.values, option.value));
  }
  out += fmt::format("      esac\n      if [[ $cur == -* ]]; then offer -W {}; return; fi\n", quoted(flags));
  if (row.values != Values::File) out += fmt::format("      {}\n", action(row.values, row.words));
  return out + "      ;;\n";
}

}  // namespace

std::string bash_script() {
  std::string out(kHead);
  out += fmt::format("      {}) command=$word; break ;;\n", command_words("|"));
  out += kOffer;
  out += "  case $command in\n";
  for (const CommandRow& row : command_table()) out += command_case(row);
  out += "  esac\n";
  out += fmt::format(
      "  if [[ -z $command ]]; then\n    compopt -o filenames\n    offer -W {}\n    offer -f\n  fi\n", quoted(command_words(" ")));
  return out += kTail;
}

}  // namespace gw::cli
