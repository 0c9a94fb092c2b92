#include <fmt/format.h>

#include "completion.h"
#include "option_table.h"

namespace gw::cli {
namespace {

constexpr std::string_view kHead = R"(#compdef gwconvert
# Completion of gwconvert for zsh.

_gwconvert_first() {
  compadd )";

constexpr std::string_view kChoose = R"(
  _files
}

_gwconvert() {
  local command=convert word
  local -a specs
  for word in ${words[2,CURRENT-1]}; do
    case $word in
      ()";

/// A description or placeholder inside a specification.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// ":placeholder:action"
std::string argument(std::string_view placeholder, Values values) {
  std::string action;
  if (values == Values::File) action = "_files";
  if (values != Values::File && values != Values::Free) action = fmt::format("({})", joined(offered(values, placeholder), " "));
  return fmt::format(":{}:{}", escaped(placeholder), action.empty() ? " " : action);
}

std::string option_specs(const OptionRow& row) {
  const bool is_switch = row.value.empty();
  const std::string tail = fmt::format("[{}]{}", escaped(row.about), is_switch ? "" : argument(row.value, row.values));
  const std::string_view star = row.repeatable ? "*" : "";
  std::string out = fmt::format("        {}\n", quoted(fmt::format("{}--{}{}{}", star, row.name, is_switch ? "" : "=", tail)));
  if (row.letter != 0) out += fmt::format("        {}\n", quoted(fmt::format("{}-{}{}{}", star, row.letter, is_switch ? "" : "+", tail)));
  return out;
}

}  // namespace

std::string zsh_script() {
  std::string out(kHead);
  out += command_words(" ");
  out += kChoose;
  out += command_words("|") + ") command=$word; break ;;\n    esac\n  done\n  case $command in\n";
  for (const CommandRow& row : command_table()) {
    out += fmt::format("    ({})\n      specs=(\n", row.name);
    for (const OptionRow& option : option_table())
      if (belongs(option.group, row.command)) out += option_specs(option);
    out += "        '1:FILE or COMMAND:_gwconvert_first'\n";
    out += fmt::format("        {}\n      )\n      ;;\n", quoted("*" + argument(row.words, row.values)));
  }
  return out + "  esac\n  _arguments -s -S : $specs\n}\n\n_gwconvert \"$@\"\n";
}

}  // namespace gw::cli
