#include <fmt/format.h>

#include "commands.h"
#include "completion.h"
#include "option_table.h"
#include "output.h"
#include "suggest.h"

namespace gw::cli {

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + '\'';
}

std::string command_words(std::string_view separator) {
  std::string out;
  for (const CommandRow& row : command_table()) out += fmt::format("{}{}", out.empty() ? "" : separator, row.name);
  return out;
}

Result<std::string> completion_script(std::string_view shell) {
  if (shell == "bash") return bash_script();
  if (shell == "zsh") return zsh_script();
  if (shell == "fish") return fish_script();
  const CommandRow& row = row_of(Command::Completion);
  const auto known = offered(row.values, row.words);
  return Error{fmt::format("there is no completion for `{}`, only for {}{}", shell, joined(known, ", "), did_you_mean(shell, known))};
}

int completion_command(const Flags& flags) {
  Result<std::string> script = completion_script(flags.words.front());
  return script ? print(*script) : fail(script.error());
}

}  // namespace gw::cli
