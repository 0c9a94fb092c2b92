#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "commands.h"
#include "dialects.h"
#include "list_topics.h"
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

/// What a list says about an implementation beside its name: every value once, in this order.
std::array<std::string, 7> cells(const ImplementationRow& row) {
  const auto or_dash = [](std::string_view text) { return text.empty() ? std::string("-") : std::string(text); };
  return {std::string(row.name), or_dash(row.version), or_dash(row.release), or_dash(row.channel),
          row.release.empty() ? "-" : fmt::format("{}{}", row.extended, row.partial ? "*" : ""), or_dash(row.regex), std::string(row.gateway_class)};
}

std::string implementations_as_text() {
  std::vector<std::array<std::string, 7>> table = {{"NAME", "VERSION", "GATEWAY API", "CHANNEL", "FEATURES", "REGEX", "GATEWAYCLASS"}};
  for (const ImplementationRow& row : implementations()) table.push_back(cells(row));
  std::array<std::size_t, 7> widths{};
  for (const auto& line : table)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
  std::string out;
  for (const auto& line : table) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) out += fmt::format("{:{}}  ", line[i], widths[i]);
    out += line.back() + '\n';
  }
  out += '\n';
  return out + wrap("FEATURES counts those beyond the core that the conformance report of the version claims; * means that the core "
                    "tests were not all passed. Choose with --implementation NAME or NAME@VERSION.", 0);
}

std::string implementations_as_page() {
  std::string out = mdoc_head("GWCONVERT-IMPLEMENTATIONS", "gwconvert-implementations", "implementations that gwconvert knows");
  out +=
      "These are the implementations of the Gateway API that\n.Xr gwconvert 1\nknows by the name that\n.Fl -implementation\ntakes.\n"
      "A version can follow, as in\n.Ql apisix-2@2.1 .\n"
      "What an implementation supports is taken from its conformance report;\nof several modes, what all of them claim.\n.Bl -tag -width Ds\n";
  for (const ImplementationRow& row : implementations()) {
    out += fmt::format(".It Sy {}{}\n", mdoc_word(row.name), row.version.empty() ? "" : " " + mdoc_word(row.version));
    if (!row.release.empty())
      out += mdoc_line(fmt::format("Report for Gateway API {}{}{}: {} features beyond {}.", row.release, row.channel.empty() ? "" : " ", row.channel,
                                   row.extended, row.partial ? "a part of the core" : "the core")) + '\n';
    if (!row.regex.empty()) out += mdoc_line(fmt::format("Regular expressions: {}.", row.regex)) + '\n';
    out += mdoc_line(fmt::format("GatewayClass {}, controller {}.", row.gateway_class,
                                 row.controller_name.empty() ? "not known" : std::string(row.controller_name))) + '\n';
  }
  return out + ".El\n.Sh SEE ALSO\n.Xr gwconvert 1 ,\n.Xr gwconvert-codes 7\n";
}

std::string formats_as_text() {
  std::string out = "manifests (--output-format)\n  yaml  YAML documents, separated by ---\n  json  one List\n";
  out += "findings (--report-format; --format of lint and validate)\n";
  for (const Format& row : formats()) out += fmt::format("  {:10}  {}\n", row.name, row.about);
  return out;
}

struct Topic {
  std::string_view name;
  std::string (*text)();
  std::string (*page)();  ///< null: there is no manual page of it
  std::string (*json)();
};

constexpr Topic kTopics[] = {
    {"dialects", dialects_as_text, dialects_as_page, dialects_as_json},
    {"codes", codes_as_table, codes_as_page, codes_as_json},
    {"releases", releases_as_text, nullptr, releases_as_json},
    {"implementations", implementations_as_text, implementations_as_page, implementations_as_json},
    {"formats", formats_as_text, nullptr, formats_as_json},
    {"annotations", annotations_as_text, annotations_as_page, annotations_as_json},
    {"plugins", plugins_as_text, plugins_as_page, plugins_as_json},
    {"fields", fields_as_text, fields_as_page, fields_as_json},
};

}  // namespace

std::vector<std::string> list_topics() {
  std::vector<std::string> out;
  for (const Topic& topic : kTopics) out.emplace_back(topic.name);
  return out;
}

Result<std::string> list_text(std::string_view topic, std::string_view format) {
  const auto found = std::ranges::find(kTopics, topic, &Topic::name);
  if (found == std::end(kTopics)) {
    const CommandRow& row = row_of(Command::List);
    const auto known = offered(row.values, row.words);
    return Error{fmt::format("list cannot show `{}`: it is one of {}{}", topic, joined(known, ", "), did_you_mean(topic, known))};
  }
  if (format.empty() || format == "text") return found->text();
  if (format == "json") return found->json();
  if (found->page == nullptr) return Error{fmt::format("there is no manual page of {}", topic)};
  return found->page();
}

int list_command(const Flags& flags) {
  Result<std::string> text = list_text(flags.words.front(), flags.format);
  return text ? print(*text) : fail(text.error());
}

}  // namespace gw::cli
