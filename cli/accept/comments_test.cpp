#include "accept/comments.h"

#include <doctest/doctest.h>

#include "report/test_report.h"

using namespace gw;
using namespace gw::cli;

namespace {

/// Whether the finding at `x` is accepted, and how many findings there are afterwards.
std::pair<bool, std::size_t> after(std::string text) {
  TestReport test(std::move(text));
  test.add(Code::path_prefix_widened, test.place("x"), "m");
  accept_by_comments(test.sources, test.conversion);
  const auto found = std::ranges::find(test.conversion.findings, Code::path_prefix_widened, &Finding::code);
  return {bool{found->accepted}, test.conversion.findings.size()};
}

using Outcome = std::pair<bool, std::size_t>;

}  // namespace

TEST_CASE("a comment accepts what begins on its line, or the next value and what is below it") {
  for (const std::string_view end : {"\n", "\r\n"}) {
    const auto lines = [&](std::string_view text) {
      std::string out;
      for (const char c : text) c == '\n' ? out += end : out += c;
      return out;
    };
    CHECK(after(lines("a: x  # gwconvert:accept GW1001 why\n")) == Outcome{true, 1});
    CHECK(after(lines("# gwconvert:accept GW1001\na:\n  b:\n    c: x\n")) == Outcome{true, 1});
    CHECK(after(lines("# gwconvert:accept GW1001\n\n# more\na:\n- x\n")) == Outcome{true, 1});
    CHECK(after(lines("a: 1\n# gwconvert:accept GW1001\nb: 1\nc: x\n")) == Outcome{false, 2});
    CHECK(after(lines("---\n# gwconvert:accept GW1001\na: 1\nb: x\n")) == Outcome{true, 1});
    CHECK(after(lines("# gwconvert:accept GW1001\na: 1\n---\nb: x\n")) == Outcome{false, 2});
    CHECK(after(lines("- a\n# gwconvert:accept GW1001\n- b\n- x\n")) == Outcome{false, 2});
    CHECK(after(lines("a: 1\n# gwconvert:accept GW1205, GW1001 both\nb: x\n")) == Outcome{true, 2});
    CHECK(after(lines("a: x\n# gwconvert:accept GW1001\n")) == Outcome{false, 2});
    CHECK(after(lines("a: x#gwconvert:accept GW1001\n")) == Outcome{false, 1});
    CHECK(after(lines("# gwconvert:accept\na: x\n")) == Outcome{false, 2});
  }
}
