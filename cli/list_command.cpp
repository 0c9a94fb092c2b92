#include <fmt/format.h>

#include <algorithm>

#include "commands.h"
#include "dialects.h"
#include "mdoc.h"
#include "option_table.h"
#include "output.h"
#include "report/formats.h"
#include "suggest.h"
#include "wrap.h"

namespace gw::cli {
namespace {

std::string codes_as_table() {
  std::size_t width = 0;
  for (const CodeInfo& row : kCodes) width = std::max(width, row.identifier.size());
  std::string out = fmt::format("{:6}  {:{}}  {:8}  {:10}  {}\n", "CODE", "NAME", width, "SEVERITY", "EFFECT", "SECURITY");
  for (const CodeInfo& row : kCodes)
    out += fmt::format("{:6}  {:{}}  {:8}  {:10}  {}\n", number(row.code), name(row.code), width, word(row.severity), word(row.effect),
                       row.security ? "yes" : "no");
  return out;
}

std::string codes_as_page() {
  std::string out = mdoc_head("GWCONVERT-CODES", "gwconvert-codes", "findings of gwconvert");
  out +=
      "Every change that\n.Xr gwconvert 1\nmakes on the way from the input to the Gateway API has a code.\n"
      "Its number and its name stay the same in every version.\n"
      "A message below shows\n.Ql {}\nwhere names and values of the input stand.\n"
      ".Bl -tag -width Ds\n";
  for (const CodeInfo& row : kCodes) {
    out += fmt::format(".It Sy {} {}\n", number(row.code), mdoc_word(name(row.code)));
    out += fmt::format("{}, {}{}.\n", word(row.severity), word(row.effect), row.security ? ", concerns security" : "");
    out += fmt::format(".Pp\nMessage:\n{}\n", mdoc_line(plain_template(row.message)));
    if (!row.text.empty()) out += ".Pp\n" + mdoc_text(row.text);
    if (!row.help.empty()) out += fmt::format(".Pp\nHelp:\n{}\n", mdoc_line(row.help));
  }
  return out + ".El\n.Sh SEE ALSO\n.Xr gwconvert 1 ,\n.Xr gwconvert-dialects 7\n";
}

std::string dialects_as_text() {
  std::string out;
  for (const Dialect* dialect : dialects()) {
    out += fmt::format("{}{}\n", out.empty() ? "" : "\n", dialect->name);
    out += wrap(fmt::format("{} ({})", dialect->about, joined(dialect->groups, ", ")), 2);
    std::size_t width = 0;
    for (const Kind& kind : dialect->kinds) width = std::max(width, kind.name.size());
    for (const Kind& kind : dialect->kinds) {
      const std::string becomes = kind.becomes.empty() ? std::string("reported, not converted") : fmt::format("becomes {}", kind.becomes);
      std::string line = wrap(fmt::format("{}; {}", joined(kind.versions, " "), becomes), width + 6);
      const std::string left = fmt::format("    {}", kind.name);
      out += line.replace(0, left.size(), left);
    }
  }
  return out;
}

std::string dialects_as_page() {
  std::string out = mdoc_head("GWCONVERT-DIALECTS", "gwconvert-dialects", "input that gwconvert reads");
  out += "These are the kinds of Kubernetes object that\n.Xr gwconvert 1\nconverts, by the product they belong to.\n";
  for (const Dialect* dialect : dialects()) {
    out += fmt::format(".Ss {}\n{}\n", mdoc_word(dialect->name), mdoc_line(dialect->about));
    for (const std::string_view group : dialect->groups) out += fmt::format(".Pp\nAPI group:\n.Ql {}\n", mdoc_word(group));
    out += ".Bl -tag -width Ds\n";
    for (const Kind& kind : dialect->kinds) {
      out += fmt::format(".It Sy {}\nVersions {}.\n", mdoc_word(kind.name), joined(kind.versions, ", "));
      out += kind.becomes.empty() ? "Reported, not converted.\n" : fmt::format("Becomes {}.\n", mdoc_line(kind.becomes));
    }
    out += ".El\n";
  }
  return out + ".Sh SEE ALSO\n.Xr gwconvert 1 ,\n.Xr gwconvert-codes 7\n";
}

std::string releases_as_text() {
  std::string out;
  for (const ReleaseRow& release : releases())
    out += fmt::format("{}\n  standard\n{}  experimental\n{}", release.name, wrap(release.standard, 4), wrap(release.experimental, 4));
  return out;
}

std::string formats_as_text() {
  std::string out = "manifests (--output-format)\n  yaml  YAML documents, separated by ---\n  json  one List\n";
  out += "findings (--report-format; --format of lint and validate)\n";
  for (const Format& row : formats()) out += fmt::format("  {:4}  {}\n", row.name, row.about);
  return out;
}

struct Topic {
  std::string_view name;
  std::string (*text)();
  std::string (*page)();  ///< null: there is no manual page of it
};

constexpr Topic kTopics[] = {
    {"dialects", dialects_as_text, dialects_as_page},
    {"codes", codes_as_table, codes_as_page},
    {"releases", releases_as_text, nullptr},
    {"formats", formats_as_text, nullptr},
};

}  // namespace

Result<std::string> list_text(std::string_view topic, std::string_view format) {
  const auto found = std::ranges::find(kTopics, topic, &Topic::name);
  if (found == std::end(kTopics)) {
    const CommandRow& row = row_of(Command::List);
    const auto known = offered(row.values, row.words);
    return Error{fmt::format("list cannot show `{}`: it is one of {}{}", topic, joined(known, ", "), did_you_mean(topic, known))};
  }
  if (format == "text") return found->text();
  if (found->page == nullptr) return Error{fmt::format("there is no manual page of {}", topic)};
  return found->page();
}

int list_command(const Flags& flags) {
  Result<std::string> text = list_text(flags.words.front(), flags.format);
  return text ? print(*text) : fail(text.error());
}

}  // namespace gw::cli
