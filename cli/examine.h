/// What `convert`, `lint` and `validate` have in common: input, report file, exit status.
#pragma once

#include "options.h"
#include "report/formats.h"
#include "report/report.h"

namespace gw::cli {

/// A conversion or check of the whole input.
using Work = Conversion (*)(std::span<const Source> sources, const Options& options);

/// Reads the input, lets `work` convert or check it, writes --report, then lets `finish` show the result and give the exit
/// status. Says what went wrong, with exit status 2, if there is no input, something cannot be read or written, or what we
/// have made is wrong.
int examine(const Flags& flags, Work work, int (*finish)(const Report& report, const Flags& flags));

/// Says which manifests of ours the target would refuse, and asks to report it; gives exit status 2.
int fail_by_fault(std::span<const Source> sources, std::span<const Finding> faults);

/// Whether nothing is named and nobody pipes anything in; then it shows how to use the program.
bool lacks_input(const Flags& flags);
/// The sources that the words name; without words, standard input.
Result<std::vector<Source>> read_sources(const Flags& flags);

/// Exit status 0 or 1, by the findings.
int status_of(const Counts& counts, FailOn fail_on);

/// Whether text for the open file `file` is coloured.
bool wants_color(Color color, int file);

/// How wide the terminal behind the open file is; 0 if it is none, or too narrow to break lines for.
std::size_t terminal_columns(int file);

/// The form in which `lint` and `validate` give the findings.
const Format& format_of(const Flags& flags);

/// Whether -o names no file.
bool to_stdout(const Flags& flags);

}  // namespace gw::cli
