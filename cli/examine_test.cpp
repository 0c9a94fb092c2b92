#include "examine.h"

#include <doctest/doctest.h>

using namespace gw::cli;

TEST_CASE("the exit status follows --fail-on, and accepted findings do not count") {
  struct Row {
    Counts counts;
    FailOn fail_on;
    int expected;
  };
  const std::vector<Row> rows = {
      {{.errors = 1}, FailOn::Error, 1},   {{.warnings = 1, .notes = 1}, FailOn::Error, 0}, {{.warnings = 1}, FailOn::Warning, 1},
      {{.errors = 1}, FailOn::Warning, 1}, {{.notes = 1}, FailOn::Warning, 0},              {{.notes = 1}, FailOn::Note, 1},
      {{.errors = 1}, FailOn::Note, 1},    {{.errors = 1, .warnings = 1}, FailOn::Never, 0}, {{.accepted = 9}, FailOn::Note, 0},
  };
  for (const Row& row : rows) CHECK(status_of(row.counts, row.fail_on) == row.expected);
}

TEST_CASE("colour is a matter of the flag, and by itself of the terminal") {
  CHECK(wants_color(Color::Always, -1));
  CHECK_FALSE(wants_color(Color::Never, 2));
  CHECK_FALSE(wants_color(Color::Auto, -1));
}
