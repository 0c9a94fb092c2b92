// Law 4, read the other way: what releases of the Gateway API are known to accept and refuse, `validate` does as well.
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <sstream>
#include <vector>

#include "gateway/validate/validator.h"
#include "laws_test.h"
#include "pass_through.h"
#include "yaml/read.h"
#include "yaml/view.h"

namespace {

using Row = std::vector<std::string>;

std::vector<Row> read_table(const std::filesystem::path& path) {
  std::vector<Row> out;
  std::istringstream lines(gw::laws::read_file(path));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream cells(line);
    Row& row = out.emplace_back();
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
  }
  return out;
}

/// "v1.2.0-exp" as a column of the matrix names it.
gw::gateway::Target target_of(const std::string& column) {
  const std::size_t dash = column.rfind('-');
  using gw::gateway::Channel;
  return *gw::gateway::find_target(column.substr(0, dash), column.substr(dash) == "-exp" ? Channel::Experimental : Channel::Standard);
}

void add(const gw::gateway::Objections& o, std::set<char>& letters) {
  const std::pair<bool, char> all[] = {{o.unknown_kind, 'U'}, {o.not_served, 'N'}, {o.metadata, 'M'}, {o.unknown_field, 'F'},
                                       {o.schema, 'S'},       {o.cel, 'C'},        {o.webhook, 'W'},  {o.library, 'L'}};
  for (const auto& [objects, letter] : all)
    if (objects) letters.insert(letter);
}

struct File {
  explicit File(const std::filesystem::path& path) : source(path.filename().string(), gw::laws::read_file(path)) {
    gw::Sink none;
    tree = gw::yaml::read({&source, 1}, 1, none);
  }
  gw::Source source;
  gw::yaml::Tree tree;
};

/// The letters of the matrix: A for a file that everybody accepts, else one for each who objects to any of its objects.
std::string letters_of(const File& file, gw::gateway::Validator& validator) {
  std::set<char> letters;
  bool any = false;
  for (const gw::yaml::Document& document : file.tree.documents) {
    gw::Sink sink;
    const gw::yaml::View view(document.root, 0, sink);
    if (!document.root.is_map()) continue;
    const auto version = view.text("apiVersion");
    const auto kind = view.text("kind");
    const std::size_t slash = version ? version->value.find('/') : std::string_view::npos;
    if (!kind || slash == std::string_view::npos || !gw::is_gateway_api(version->value.substr(0, slash))) continue;
    any = true;
    add(validator.validate({version->value.substr(0, slash), version->value.substr(slash + 1), kind->value, document.root, {0, document.root.span()}, {}, {}}, sink), letters);
  }
  return !any ? "-" : letters.empty() ? "A" : std::string(letters.begin(), letters.end());
}

/// Whether kubectl gets the file into the cluster: what the library alone says keeps nothing out.
bool is_taken(const std::string& letters) { return letters.find_first_not_of("AL-") == std::string::npos; }

}  // namespace

TEST_CASE("matrix: validate accepts and refuses what each release and channel does") {
  const auto folder = gw::laws::corpus() / "gateway-api";
  const auto matrix = read_table(folder / "MATRIX.tsv");
  if (matrix.empty()) {
    MESSAGE("skipped: ", (folder / "MATRIX.tsv").string(), " is not there");
    return;
  }
  std::map<std::string, std::string> reviewed;  // "file column" to "theirs ours"
  for (const Row& row : read_table(gw::laws::source_dir() / "testdata" / "matrix-disagreements.tsv")) {
    std::istringstream columns(row.at(1));
    for (std::string column; std::getline(columns, column, ',');) reviewed.emplace(row.at(0) + " " + column, row.at(2) + " " + row.at(3));
  }

  std::vector<gw::gateway::Validator> validators;
  for (std::size_t i = 1; i < matrix[0].size(); ++i) validators.emplace_back(target_of(matrix[0][i]));
  std::size_t cells = 0;
  std::size_t agreed = 0;
  std::size_t same_verdict = 0;
  for (std::size_t r = 1; r < matrix.size(); ++r) {
    const File file(folder / matrix[r][0]);
    for (std::size_t i = 1; i < matrix[r].size(); ++i) {
      ++cells;
      const std::string ours = letters_of(file, validators[i - 1]);
      const std::string key = matrix[r][0] + " " + matrix[0][i];
      const auto known = reviewed.find(key);
      if (ours == matrix[r][i]) ++agreed;
      if (is_taken(ours) == is_taken(matrix[r][i])) ++same_verdict;
      const std::string expected = known == reviewed.end() ? matrix[r][i] + " " + matrix[r][i] : known->second;
      const bool as_reviewed = expected == matrix[r][i] + " " + ours;
      CHECK_MESSAGE(as_reviewed, key, "\t", matrix[r][i], "\t", ours);
    }
  }
  const auto percent = [&](std::size_t n) { return 100.0 * static_cast<double>(n) / static_cast<double>(cells); };
  MESSAGE(cells, " cells: the same is accepted and refused in ", percent(same_verdict), " percent, by the same in ", percent(agreed),
          " percent; ", reviewed.size(), " reviewed differences");
  CHECK(percent(same_verdict) == 100.0);
  CHECK(percent(agreed) >= 99.5);
}
