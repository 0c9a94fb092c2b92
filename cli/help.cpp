#include "help.h"

#include <fmt/format.h>

#include "wrap.h"

namespace gw::cli {
namespace {

constexpr std::size_t kAboutColumn = 30;

std::string two_columns(const std::string& left, const std::string& right) {
  std::string text = wrap(right, kAboutColumn);
  if (left.size() + 2 > kAboutColumn) return left + '\n' + text;
  return text.replace(0, left.size(), left);
}

std::string about(const OptionRow& row) {
  std::string text(row.about);
  if (row.repeatable) text += " (repeatable)";
  if (!row.fallback.empty()) text += fmt::format(" [{}]", row.fallback);
  return text;
}

std::string commands_part() {
  std::string out = "\nCommands:\n";
  for (const CommandRow& row : command_table())
    out += two_columns(fmt::format("  {} {}", row.name, row.words), std::string(row.about));
  return out;
}

constexpr std::string_view kExamples =
    "\nExamples:\n"
    "  gwconvert app.yaml > gateway.yaml\n"
    "  kubectl get ing,ingressclass,svc -A -o yaml | gwconvert --gateway-api v1.5.0\n"
    "  kubectl get ar -A -o yaml | gwconvert | kubectl apply -f -\n"
    "  gwconvert lint k8s/\n"
    "  gwconvert validate --gateway-api v1.4.1 gateway.yaml\n"
    "  gwconvert targets k8s/\n"
    "  gwconvert report k8s/ -o report.html\n"
    "  gwconvert verify k8s/\n"
    "  gwconvert trace 'GET http://shop.example.com/left' k8s/\n"
    "  gwconvert explain GW1001\n"
    "\n"
    "Exit status: 0 done; 1 findings at or above --fail-on; 2 the work could not be\n"
    "done (usage, unreadable file, failed write). See gwconvert(1).\n";

}  // namespace

std::string signature(const OptionRow& row) {
  std::string out = row.letter == 0 ? "    " : fmt::format("-{}, ", row.letter);
  out += fmt::format("--{}", row.name);
  return row.value.empty() ? out : fmt::format("{} {}", out, row.value);
}

std::string usage_text() {
  return "usage: gwconvert [flags] FILE...        convert to Gateway API manifests\n"
         "       ... | gwconvert [flags]          the same from standard input\n"
         "       gwconvert COMMAND [flags] ...    lint, validate, targets, report,\n"
         "                                        verify, trace, explain, list,\n"
         "                                        completion\n"
         "       gwconvert --help                 every flag and command\n";
}

std::string help_text(Command command) {
  const CommandRow& about_command = row_of(command);
  std::string out;
  if (command == Command::Convert)
    out = "gwconvert converts Ingress, ApisixRoute and ApisixTls into Gateway API\n"
          "manifests and says exactly what changes on the way. Manifests go to standard\n"
          "output, findings to standard error.\n\n" +
          usage_text() + "\nFILE is a file, a folder (every .yaml, .yml and .json file below it) or - for\nstandard input.\n" +
          commands_part();
  else
    out = fmt::format("usage: gwconvert {} [flags] {}\n\n", about_command.name, about_command.words) +
          wrap(fmt::format("gwconvert {}: {}.", about_command.name, about_command.about), 0);
  std::string_view last;
  for (const OptionRow& row : option_table()) {
    if (!belongs(row.group, command)) continue;
    if (title(row.group) != last) out += fmt::format("\n{}:\n", title(row.group));
    last = title(row.group);
    out += two_columns("  " + signature(row), about(row));
  }
  if (command == Command::Convert) out += kExamples;
  return out;
}

}  // namespace gw::cli
