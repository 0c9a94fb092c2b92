#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "commands.h"
#include "option_table.h"
#include "output.h"
#include "suggest.h"
#include "wrap.h"

namespace gw::cli {

std::string plain_template(std::string_view message) {
  std::string out;
  bool inside = false;
  for (const char c : message) {
    if (c == '}') inside = false;
    if (!inside) out += c;
    if (c == '{') inside = true;
  }
  return out;
}

Result<std::string> explain_text(std::string_view code) {
  std::string folded(code);
  std::ranges::transform(folded, folded.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (folded.starts_with("gw")) folded.replace(0, 2, "GW");
  const std::optional<Code> found = find_code(folded);
  if (!found)
    return Error{fmt::format("no finding has the code `{}`{}; `gwconvert list codes` lists them", code,
                             did_you_mean(folded, offered(Values::Code, "")))};
  const CodeInfo& row = info(*found);
  std::string out = fmt::format("{} {}\n", number(row.code), name(row.code));
  out += fmt::format("severity: {}   effect: {}   security: {}\n\n", word(row.severity), word(row.effect), row.security ? "yes" : "no");
  out += wrap(fmt::format("Message: {}", plain_template(row.message)), 0);
  if (!row.text.empty()) out += '\n' + wrap(row.text, 0);
  if (!row.help.empty()) out += '\n' + wrap(fmt::format("Help: {}", row.help), 0);
  return out;
}

int explain_command(const Flags& flags) {
  std::string out;
  for (const std::string& code : flags.words) {
    Result<std::string> text = explain_text(code);
    if (!text) return fail(text.error());
    out += (out.empty() ? "" : "\n") + *text;
  }
  return print(out);
}

}  // namespace gw::cli
