#include "targets.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "laws_test.h"

namespace {

gw::TargetRow row_by_conversion(const std::string& text, const gw::Options& options) {
  gw::TargetRow out;
  const gw::Conversion conversion = gw::laws::convert_text(text, options);
  for (const gw::Finding& finding : conversion.findings)
    if (!finding.accepted) ++(finding.severity == gw::Severity::Error ? out.errors : finding.severity == gw::Severity::Warning ? out.warnings : out.notes);
  out.not_printed = conversion.totals.not_printed;
  return out;
}

}  // namespace

TEST_CASE("the comparison of targets has the numbers of conversions one by one") {
  std::size_t compared = 0;
  for (const auto& path : gw::laws::promised_inputs()) {
    constexpr std::string_view kChosen[] = {"/nginx/external-auth-", "/apisix/query-parameters", "forward-auth", "settings-from-secrets", "annotations-of-version-v1", "annotations-of-an-ingress-become"};
    if (std::ranges::none_of(kChosen, [&](std::string_view part) { return path.string().find(part) != std::string::npos; })) continue;
    const std::string text = gw::laws::read_file(path);
    const gw::Source source("in.yaml", text);
    gw::Options asked;
    asked.inline_secrets = true;
    const gw::Comparison comparison = gw::compare_targets({&source, 1}, asked);
    REQUIRE(comparison.rows.size() == 42);
    for (const gw::TargetRow& row : comparison.rows) {
      gw::Options options = asked;
      options.release = row.release;
      options.experimental = row.experimental;
      const gw::TargetRow alone = row_by_conversion(text, options);
      CAPTURE(path.string());
      CAPTURE(row.release);
      CAPTURE(row.experimental);
      CHECK(alone.errors == row.errors);
      CHECK(alone.warnings == row.warnings);
      CHECK(alone.notes == row.notes);
      CHECK(alone.not_printed == row.not_printed);
    }
    for (const gw::TargetRow& row : comparison.implementations) {
      gw::Options options = asked;
      options.release = comparison.rows[comparison.best].release;
      options.experimental = comparison.rows[comparison.best].experimental;
      options.implementation = row.implementation;
      const gw::TargetRow alone = row_by_conversion(text, options);
      CAPTURE(path.string());
      CAPTURE(row.implementation);
      CHECK(alone.errors == row.errors);
      CHECK(alone.warnings == row.warnings);
      CHECK(alone.notes == row.notes);
      CHECK(alone.not_printed == row.not_printed);
    }
    CHECK(comparison.implementations.size() > 25);
    ++compared;
  }
  CHECK(compared > 5);
}
