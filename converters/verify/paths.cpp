/// Paths that tell patterns apart. For literals a few around each are enough; regular expressions need the machines.
#include <algorithm>

#include "verify/space.h"

namespace gw::verify {
namespace {

/// `text` and something behind it that begins no known literal.
std::string gone_on(const std::string& text, const std::vector<std::string>& sorted) {
  for (const std::string_view more : {"x", "y", "z", "0", "-x", "~x"}) {
    std::string out = text + std::string(more);
    const auto next = std::ranges::lower_bound(sorted, out);
    if (next == sorted.end() || !next->starts_with(out)) return out;
  }
  return text + "~~~";
}

void add_around(const std::string& literal, const std::vector<std::string>& sorted, std::set<std::string>& out) {
  if (!literal.starts_with('/')) return;
  std::string bare = literal;
  while (bare.size() > 1 && bare.ends_with('/')) bare.pop_back();
  const std::string below = bare == "/" ? bare : bare + "/";
  out.insert(literal);
  out.insert(bare);
  out.insert(below);
  out.insert(gone_on(below, sorted));
  out.insert(gone_on(below, sorted) + "/");
  out.insert(gone_on(below, sorted) + "/y");
  if (bare != "/") out.insert(gone_on(bare, sorted));
}

}  // namespace

std::vector<std::string> path_witnesses(std::vector<Pattern> patterns, const std::vector<std::string>& probes, std::set<std::string>& sampled) {
  std::vector<std::string> literals = probes;
  literals.emplace_back("/");
  std::vector<const Pattern*> regexes;
  std::set<std::string> seen;
  for (const Pattern& pattern : patterns) {
    if (pattern.kind != Pattern::Kind::Regex) literals.push_back(pattern.literal);
    else if (seen.insert(pattern.words()).second) regexes.push_back(&pattern);
  }
  std::ranges::sort(literals);
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  std::set<std::string> out;
  for (const std::string& literal : literals) add_around(literal, literals, out);

  std::vector<Machine> machines;
  for (const Pattern* regex : regexes) {
    if (auto machine = regex->machine(); machine && regex->regex->decided()) machines.push_back(std::move(*machine));
    else sampled.insert(undecided(regex->regex->pattern()));
  }
  if (!machines.empty()) {
    for (const Pattern& pattern : patterns)
      if (pattern.kind != Pattern::Kind::Regex) machines.push_back(*pattern.machine());
    StringClasses classes = verify::classes(machines, Domain::Path);
    if (!classes.complete) sampled.insert("regular expressions that tell too many paths apart");
    for (StringClass& one : classes.all) {
      // A rewrite may treat the members of a class differently: one with a slash, and one that goes on, stand for them.
      if (!one.inside.empty() && !one.example.ends_with('/')) {
        out.insert(one.example + "/");
        out.insert(one.example + "/y");
      }
      out.insert(std::move(one.example));
    }
  }
  for (const std::string& probe : probes)
    if (probe.starts_with('/')) out.insert(normal_path(probe));
  std::erase_if(out, [](const std::string& path) { return normal_path(path) != path; });
  return {out.begin(), out.end()};
}

}  // namespace gw::verify
