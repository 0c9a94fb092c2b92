#include "commands.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "completion.h"
#include "help.h"
#include "mdoc.h"
#include "option_table.h"
#include "wrap.h"

using namespace gw;
using namespace gw::cli;

namespace {

std::size_t longest_line(std::string_view text) {
  std::size_t longest = 0;
  for (const std::string_view line : split_choices(text, '\n')) longest = std::max(longest, line.size());
  return longest;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("help shows every flag of a command and fits 80 columns") {
  for (const CommandRow& command : command_table()) {
    const std::string help = help_text(command.command);
    CHECK(longest_line(help) <= 80);
    for (const OptionRow& row : option_table()) {
      if (!belongs(row.group, command.command)) continue;
      CHECK(contains(help, signature(row)));
      if (row.fallback.size() > 1 && !contains(row.fallback, " ")) CHECK(contains(help, row.fallback));
    }
  }
}

TEST_CASE("explain knows codes by number and name, and suggests the nearest") {
  auto by_name = explain_text("path-prefix-widened");
  REQUIRE(by_name);
  CHECK(by_name->starts_with("GW1001 path-prefix-widened\nseverity: warning   effect: widened   security: no\n\nMessage: "));
  CHECK(*by_name == *explain_text("gw1001"));
  CHECK(*by_name == *explain_text("1001"));
  auto unknown = explain_text("path-prefix-widend");
  REQUIRE_FALSE(unknown);
  CHECK(contains(unknown.error(), "did you mean `path-prefix-widened`?"));
  CHECK(plain_template("U+{:04X} and `{}`") == "U+{} and `{}`");
}

TEST_CASE("what list shows") {
  auto codes = list_text("codes", "text");
  REQUIRE(codes);
  for (const CodeInfo& row : kCodes) CHECK(contains(*codes, number(row.code) + "  " + name(row.code)));
  CHECK(list_text("dialects", "text"));
  CHECK(list_text("releases", "text"));
  CHECK(contains(*list_text("implementations", "text"), "envoy-gateway"));
  CHECK(contains(*list_text("implementations", "man"), "io.cilium/gateway-controller"));
  CHECK(contains(*list_text("formats", "text"), "json"));
  CHECK(list_text("code", "text").error() == "list cannot show `code`: it is one of dialects, codes, releases, implementations, formats, annotations, plugins, fields; did you mean `codes`?");
  CHECK(contains(*list_text("annotations", "man"), "nginx.ingress.kubernetes.io/rewrite-target"));
  CHECK(contains(*list_text("fields", "text"), "spec.http[].match.paths"));
  CHECK(contains(*list_text("fields", "man"), ".Ss \"\\&ApisixRoute\" \"\\&v2\"\n"));
  for (const std::string& topic : list_topics()) {
    const auto json = nlohmann::json::parse(*list_text(topic, "json"), nullptr, false);
    CHECK_MESSAGE((json.is_array() && json.size() > 1), topic);
  }
  CHECK(list_text("formats", "man").error() == "there is no manual page of formats");
}

TEST_CASE("completion scripts know every flag and every command") {
  for (const std::string_view shell : {"bash", "zsh", "fish"}) {
    auto script = completion_script(shell);
    REQUIRE(script);
    for (const OptionRow& row : option_table()) CHECK(contains(*script, row.name));
    for (const CommandRow& row : command_table()) CHECK(contains(*script, row.name));
    CHECK(contains(*script, "GW1001"));
  }
  CHECK(completion_script("zhs").error() == "there is no completion for `zhs`, only for bash, zsh, fish; did you mean `zsh`?");
  CHECK(quoted("file's") == "'file'\\''s'");
}

TEST_CASE("text is wrapped, and examples are not") {
  const std::string text = wrap(std::string(50, 'a') + " " + std::string(40, 'b') + "\n\n  x   y\n", 2);
  CHECK(text == "  " + std::string(50, 'a') + "\n  " + std::string(40, 'b') + "\n\n    x   y\n");
  CHECK(wrap("one\ntwo\n  example\nthree", 0) == "one two\n  example\nthree\n");
  CHECK(wrap("", 2).empty());
}

TEST_CASE("nothing in a text is a request or an escape of mdoc") {
  CHECK(mdoc_line(".Sh `a\\b`") == "\\&.Sh \\(gaa\\eb\\(ga");
  CHECK(mdoc_line("'quoted'") == "\\&'quoted'");
  CHECK(mdoc_word("No \"x\"") == "\"\\&No \\(dqx\\(dq\"");
  CHECK(mdoc_text("One. Two.\n\nThree\n\n  - /left\n  .x\n\nFour") ==
        "One.\nTwo.\n.Pp\nThree\n.Bd -literal -offset indent\n  - /left\n  .x\n.Ed\n.Pp\nFour\n");
}
