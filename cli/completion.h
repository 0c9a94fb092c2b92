/// What completion scripts for all shells are made of; one file per shell.
#pragma once

#include <string>
#include <string_view>

namespace gw::cli {

std::string bash_script();
std::string zsh_script();
std::string fish_script();

/// `text` in single quotes, as bash and zsh read them.
std::string quoted(std::string_view text);
/// The words of all commands with `separator` between them.
std::string command_words(std::string_view separator);

}  // namespace gw::cli
