#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "commands.h"
#include "option_table.h"
#include "survey.h"

using namespace gw;
using namespace gw::cli;

namespace {

std::string path_of(const std::string& page) { return fmt::format("{}/man/{}", GWCONVERT_SOURCE_DIR, page); }

std::string read_page(const std::string& page) {
  std::ostringstream text;
  text << std::ifstream(path_of(page), std::ios::binary).rdbuf();
  return text.str();
}

/// Compares a generated page with its file, or with GWCONVERT_UPDATE in the environment rewrites the file.
void check_fresh(const std::string& page, const std::string& topic) {
  auto text = list_text(topic, "man");
  REQUIRE(text);
  if (std::getenv("GWCONVERT_UPDATE") != nullptr) std::ofstream(path_of(page), std::ios::binary) << *text;
  const bool fresh = read_page(page) == *text;  // not compared in CHECK, which would print both
  CHECK_MESSAGE(fresh, "man/", page, " is out of date; GWCONVERT_UPDATE=1 rewrites it");
}

}  // namespace

TEST_CASE("every flag and every command stands in the manual page, with its values") {
  const std::string page = read_page("gwconvert.1");
  for (const OptionRow& row : option_table()) CHECK_MESSAGE(page.find(fmt::format("Fl -{}", row.name)) != std::string::npos, row.name);
  for (const CommandRow& row : command_table()) CHECK_MESSAGE(page.find(fmt::format("Cm {}", row.name)) != std::string::npos, row.name);
  for (const OptionRow& row : option_table()) {
    if (row.values != Values::Choice && row.values != Values::Format) continue;
    for (const std::string& choice : offered(row.values, row.value))
      CHECK_MESSAGE(page.find(fmt::format("Cm {}", choice)) != std::string::npos, choice);
  }
}

TEST_CASE("the manual names the labels that say who looks after an object") {
  const std::string page = read_page("gwconvert.1");
  for (const std::string_view label : usual_owner_labels()) CHECK_MESSAGE(page.find(fmt::format(".Li {}", label)) != std::string::npos, label);
}

TEST_CASE("the pages of codes, dialects and implementations are what the list commands print") {
  check_fresh("gwconvert-codes.7", "codes");
  check_fresh("gwconvert-dialects.7", "dialects");
  check_fresh("gwconvert-implementations.7", "implementations");
}
