#include "diag/codes.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

TEST_CASE("a code is found by its number, its short number and its name") {
  for (const std::string_view text : {"GW1001", "1001", "path-prefix-widened"})
    CHECK(gw::find_code(text) == gw::Code::path_prefix_widened);
  CHECK_FALSE(gw::find_code("GW9999"));
  CHECK(gw::number(gw::Code::yaml_syntax) == "GW0001");
}

TEST_CASE("every code has a long text, and its message is one plain line") {
  for (const gw::CodeInfo& row : gw::kCodes) {
    CAPTURE(row.identifier);
    CHECK(row.text.size() > 100);
    CHECK_FALSE(row.text.ends_with('\n'));
    CHECK(row.message.find('\n') == std::string_view::npos);
    CHECK_FALSE(row.message.ends_with('.'));
    CHECK((row.severity != gw::Severity::Error || !row.help.empty()));
  }
}

TEST_CASE("every code is made by some promised case") {
  std::string reports;
  const std::filesystem::path testdata = std::filesystem::path(GWCONVERT_SOURCE_DIR) / "testdata";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(testdata)) {
    // What `lint` and `validate` find is what they print.
    if (entry.path().filename() != "report.txt" && entry.path().filename() != "expected.yaml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    reports.append(std::istreambuf_iterator<char>(in), {});
  }
  const std::set<gw::Code> elsewhere = {
      // made only by inputs of many megabytes, which the reader's unit tests build
      gw::Code::document_too_large, gw::Code::nesting_too_deep, gw::Code::token_too_long,
      // of the values that ApisixRoutes become, every target knows all; fit_test.cpp has others
      gw::Code::target_lacks_value};
  for (const gw::CodeInfo& row : gw::kCodes) {
    CAPTURE(row.identifier);
    if (!elsewhere.contains(row.code)) CHECK(reports.find("[" + gw::number(row.code) + " ") != std::string::npos);
  }
}
