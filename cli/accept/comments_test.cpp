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

TEST_CASE("what no report may show is no comment, and no comment takes long") {
  TestReport secret("kind: Secret\nstringData:\n  a: |\n    # gwconvert:accept hunter2\n");
  secret.conversion.redacted.push_back(secret.place("# gwconvert:accept hunter2"));
  accept_by_comments(secret.sources, secret.conversion);
  CHECK(secret.conversion.findings.empty());
  std::string many = "a: 1\n";
  for (int i = 0; i < 200000; ++i) many += "# gwconvert:accept GW1001\n";
  TestReport long_one(many + "b: x\n");
  for (int i = 0; i < 1000; ++i) long_one.add(Code::path_prefix_widened, long_one.place("x"), "m");
  accept_by_comments(long_one.sources, long_one.conversion);
  CHECK(long_one.conversion.findings.size() == 1000);
}
