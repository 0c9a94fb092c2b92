#include "report/text.h"

#include <doctest/doctest.h>

#include "report/test_report.h"

using namespace gw;
using namespace gw::cli;

TEST_CASE("a finding with everything") {
  TestReport test("paths:\n    - /api/*\n");
  Finding& finding = test.add(Code::path_prefix_widened, test.place("/api/*"), "path `/api/*` becomes prefix `/api/`");
  finding.witness = Witness{"GET http://shop.example.com/api", "no route (404)", "shop/api:80"};
  finding.help = "add an Exact rule";
  finding.available = "v1.2.0 standard";
  CHECK(render_text(test.report(), {}) ==
        "shop.yaml:2:7: warning: path `/api/*` becomes prefix `/api/` [GW1001 path-prefix-widened]\n"
        "        - /api/*\n"
        "          ^^^^^^\n"
        "  witness: GET http://shop.example.com/api   before: no route (404)   after: shop/api:80\n"
        "  help: add an Exact rule\n"
        "  available: v1.2.0 standard\n");
}

TEST_CASE("a finding without a place, an accepted one, and the help of the registry") {
  TestReport test("a: 1\n");
  test.add(Code::nothing_to_convert, {}, "no object in the input can be converted");
  test.add(Code::plugin_unknown, test.place("a"), "plugin `x` is not known").accepted = true;
  CHECK(render_text(test.report(), {}) ==
        "gwconvert: note: no object in the input can be converted [GW0105 nothing-to-convert]\n"
        "shop.yaml:1:1: accepted: plugin `x` is not known [GW1404 plugin-unknown]\n"
        "    a: 1\n"
        "    ^\n"
        "  help: " +
            std::string(info(Code::plugin_unknown).help) + "\n");
  CHECK(render_text(test.report(), {.quiet = true}).empty());
}

TEST_CASE("the input cannot reach the terminal") {
  TestReport test("a: \x1b[31m\xe2\x80\xae\n", "evil\x1b.yaml");
  test.add(Code::host_lower_case, test.place("\x1b"), "line\nbreak \x07");
  const std::string text = render_text(test.report(), {});
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("\xe2\x80\xae") == std::string::npos);
  CHECK(text ==
        "evil\\x1b.yaml:1:4: note: line\\nbreak \\x07 [GW1104 host-lower-case]\n"
        "    a: \\x1b[31m\\u202e\n"
        "       ^^^^\n");
}

TEST_CASE("colours only where they are wanted") {
  TestReport test("a: 1\n");
  test.add(Code::host_lower_case, test.place("a"), "m");
  CHECK(render_text(test.report(), {}).find('\x1b') == std::string::npos);
  CHECK(render_text(test.report(), {.color = true}).find("\x1b[1;36mnote:\x1b[0m") != std::string::npos);
}

TEST_CASE("many notes of one code are folded; warnings and reports in files are not") {
  TestReport test("a: 1\n");
  for (int i = 0; i < 21; ++i) test.add(Code::upgrade_not_blocked, {}, "m");
  for (int i = 0; i < 21; ++i) test.add(Code::namespace_assumed, {}, "w");
  const auto lines = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
  const std::string folded = render_text(test.report(), {.fold = true});
  CHECK(folded.find("  … and 18 more of GW1310 (all of them: --report FILE)\n") != std::string::npos);
  CHECK(lines(folded) == 3 + 1 + 2 * 21);
  CHECK(lines(render_text(test.report(), {})) == 21 + 2 * 21);
}

TEST_CASE("the summary counts what was read, not printed and found") {
  TestReport test("a: 1\n");
  test.conversion.totals = {2, 2, 3, 0};
  CHECK(render_summary(test.report(), "5 manifests printed") ==
        "gwconvert: 2 objects, 3 rules: 0 errors, 0 warnings, 0 notes; 5 manifests printed\n");
  test.conversion.totals = {5, 1, 1, 1};
  test.add(Code::plugin_unknown, {}, "m");
  test.add(Code::plugin_unknown, {}, "m").accepted = true;
  test.add(Code::namespace_assumed, {}, "m");
  CHECK(render_summary(test.report(), "") ==
        "gwconvert: 1 of 5 objects converted, 1 rule (1 not printed): 1 error, 1 warning, 0 notes, 1 accepted\n");
}

TEST_CASE("lines are broken between words for a terminal, and source lines are cut") {
  TestReport test("a: some text that is quite a bit longer than forty columns are\n");
  test.add(Code::field_not_converted, test.place("some text that is quite a bit longer than forty columns are"), "a message of several words that does not fit into one line");
  for (const bool color : {false, true}) {
    std::string text = render_text(test.report(), {.color = color, .columns = 40});
    for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) text.erase(at, text.find('m', at) + 1 - at);
    CHECK(text ==
          "shop.yaml:1:4: warning: a message of\n    several words that does not fit into\n    one line [GW0010\n    field-not-converted]\n"
          "    a: some text that is quite a bit lo…\n       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
          "  help: check whether the setting is\n    still needed\n");
  }
}
