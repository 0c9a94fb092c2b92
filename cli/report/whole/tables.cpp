#include "report/whole/tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/whole/account.h"
#include "report/whole/changes.h"
#include "source/words.h"

namespace gw::cli {
namespace {

std::string percent(double share) { return fmt::format("{:.1f} %", share); }

/// Names as they fit into a cell.
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) out.append(i == 0 ? "" : ", ").append(names[i]);
  return names.size() > kMost ? out + fmt::format(" and {} more", names.size() - kMost) : out;
}

Table values_table(const Account& account) {
  Table out{"values", "What becomes of the values", "Every value of the objects that are converted, by the findings about it.", {{"outcome"}, {"values", true}, {"share", true}}, {}};
  const double total = static_cast<double>(std::max<std::size_t>(account.all.all_values(), 1));
  for (const Outcome outcome : kOutcomes) {
    const std::size_t n = account.all.values[static_cast<std::size_t>(outcome)];
    out.rows.push_back({std::string(word(outcome)), std::to_string(n), percent(100.0 * static_cast<double>(n) / total)});
  }
  return out;
}

/// The columns that parts have in common. `ordered`: with their effort; `with`: the title of what belongs to them.
Table parts_table(std::string id, std::string title, std::string about, std::string_view what, const std::vector<Part>& parts, bool ordered, std::string_view with) {
  Table out{std::move(id), std::move(title), std::move(about), {{std::string(what)}}, {}};
  if (ordered) out.columns.push_back({"effort"});
  for (const std::string_view name : {"objects", "rules", "left out", "preserved", "errors", "warnings"}) out.columns.push_back({std::string(name), true});
  if (!with.empty()) out.columns.push_back({std::string(with)});
  for (const Part& part : parts) {
    std::vector<std::string>& row = out.rows.emplace_back(std::vector{part.name});
    if (ordered) row.emplace_back(word(effort_of(part.sums)));
    for (const std::size_t n : {part.sums.objects, part.sums.rules, part.sums.not_printed}) row.push_back(std::to_string(n));
    row.push_back(part.sums.all_values() == 0 ? "-" : percent(part.sums.share_kept()));
    for (const std::size_t n : {part.sums.errors, part.sums.warnings}) row.push_back(std::to_string(n));
    if (!with.empty()) row.push_back(some_of(part.with));
  }
  return out;
}

/// Which codes a target finds more and less often than the one of the report: "GW4002 −12, GW1428 −1".
std::string difference(const TargetRow& row, const TargetRow& own) {
  constexpr std::size_t kMost = 3;
  std::map<Code, long long> by_code;
  for (const auto& [code, n] : row.losses) by_code[code] += static_cast<long long>(n);
  for (const auto& [code, n] : own.losses) by_code[code] -= static_cast<long long>(n);
  std::erase_if(by_code, [](const auto& pair) { return pair.second == 0; });
  std::vector<std::pair<Code, long long>> sorted(by_code.begin(), by_code.end());
  std::ranges::stable_sort(sorted, {}, [](const auto& pair) { return -std::abs(pair.second); });
  std::string out;
  for (std::size_t i = 0; i < std::min(sorted.size(), kMost); ++i)
    out += fmt::format("{}{} {}{}", i == 0 ? "" : ", ", number(sorted[i].first), sorted[i].second < 0 ? "\u2212" : "+", std::abs(sorted[i].second));
  return sorted.size() > kMost ? out + ", …" : out;
}

const TargetRow* own_row(const Report& report) {
  for (const TargetRow& row : report.targets->rows)
    if (row.release == report.options.release && row.experimental == report.options.experimental) return &row;
  return nullptr;
}

/// The cells of a target behind its name.
using Cells = std::vector<std::string>;
Cells cells_of(const TargetRow& row, const TargetRow* own) {
  const std::string compared = own == nullptr ? "" : difference(row, *own);
  return {std::to_string(row.errors), std::to_string(row.warnings), std::to_string(row.not_printed), compared.empty() ? "as in this report" : compared};
}

void add_row(std::string name, const Cells& cells, Table& out) {
  std::vector<std::string>& row = out.rows.emplace_back(std::vector{std::move(name)});
  row.insert(row.end(), cells.begin(), cells.end());
}

const std::vector<Table::Column> kTargetColumns = {{"errors", true}, {"warnings", true}, {"left out", true}, {"findings, compared with this report"}};

Table target_table(std::string id, std::string title, std::string about, std::string_view what) {
  Table out{std::move(id), std::move(title), std::move(about), {{std::string(what)}}, {}};
  out.columns.insert(out.columns.end(), kTargetColumns.begin(), kTargetColumns.end());
  return out;
}

/// Releases that follow each other and do not differ, in either channel, share rows.
Table releases_table(const Report& report) {
  const Comparison& all = *report.targets;
  const TargetRow& best = all.rows[all.best];
  Table out = target_table("releases", "Other releases", fmt::format("What each release would lose. Fewest losses: --gateway-api {} --channel {}. What comments and baselines accept counts here.", best.release, channel_word(best.experimental)), "release");
  const TargetRow* own = own_row(report);
  for (std::size_t begin = 0; begin + 1 < all.rows.size();) {  // the standard channel stands before the experimental one
    const Cells standard = cells_of(all.rows[begin], own);
    const Cells experimental = cells_of(all.rows[begin + 1], own);
    std::size_t end = begin + 2;
    while (end + 1 < all.rows.size() && cells_of(all.rows[end], own) == standard && cells_of(all.rows[end + 1], own) == experimental) end += 2;
    const std::string_view first = all.rows[begin].release;
    const std::string_view last = all.rows[end - 1].release;
    const std::string name = first == last ? std::string(first) : fmt::format("{} to {}", first, last);
    add_row(standard == experimental ? name : name + " standard", standard, out);
    if (standard != experimental) add_row(name + " experimental", experimental, out);
    begin = end;
  }
  return out;
}

/// Implementations that do not differ share a row.
Table implementations_table(const Report& report) {
  const TargetRow& best = report.targets->rows[report.targets->best];
  Table out = target_table("implementations", "Other implementations", fmt::format("What each would lose with {} {}, the best release.", best.release, channel_word(best.experimental)), "implementation");
  std::vector<std::pair<Cells, std::string>> groups;
  for (const TargetRow& row : report.targets->implementations) {
    Cells cells = cells_of(row, own_row(report));
    const auto same = std::ranges::find(groups, cells, &std::pair<Cells, std::string>::first);
    if (same == groups.end()) groups.emplace_back(std::move(cells), row.implementation);
    else same->second.append(", ").append(row.implementation);
  }
  for (auto& [cells, names] : groups) add_row(std::move(names), cells, out);
  return out;
}

/// `rulesNotPrinted` as people read it.
std::string words_for(const std::string& name) {
  if (name == "rulesNotPrinted") return "rules left out";
  if (name == "converted") return "objects converted";
  constexpr std::string_view kValues = "Values";
  return name.ends_with(kValues) ? "values " + name.substr(0, name.size() - kValues.size()) : name;
}

Table changes_table(const Changes& changes) {
  Table out{"changes", "Since the earlier report", fmt::format("{} new, {} gone.", plural(changes.fresh.size(), "finding"), changes.gone.size()),
            {{"number"}, {"before", true}, {"now", true}, {"change", true}}, {}};
  if (!changes.target_before.empty()) out.about += fmt::format(" That report was for another target: {}.", changes.target_before);
  for (const Changes::Number& number : changes.numbers) {
    const long long by = static_cast<long long>(number.after) - static_cast<long long>(number.before);
    out.rows.push_back({words_for(number.name), std::to_string(number.before), std::to_string(number.after), by == 0 ? "0" : fmt::format("{:+}", by)});
  }
  return out;
}

Table fresh_table(const Report& report) {
  Table out{"new", "New findings", "", {{"code"}, {"severity"}, {"object"}, {"message"}}, {}};
  for (const Finding* finding : report.changes->fresh) out.rows.push_back({number(finding->code), std::string(word(finding->severity)), finding->object, finding->message});
  return out;
}

Table gone_table(const Changes& changes) {
  Table out{"gone", "Findings that are gone", "", {{"code"}, {"severity"}, {"place"}, {"message"}}, {}};
  for (const Changes::Gone& gone : changes.gone) out.rows.push_back({gone.code, gone.severity, gone.place, gone.message});
  return out;
}

}  // namespace

std::vector<Table> tables_of(const Report& report, const Account& account) {
  std::vector<Table> out;
  if (report.changes != nullptr) {
    out.push_back(changes_table(*report.changes));
    out.push_back(fresh_table(report));
    out.push_back(gone_table(*report.changes));
  }
  out.push_back(values_table(account));
  std::string efforts = "From easy to hard. Ready: nothing is lost. Look: warnings to read, or values that change or are gone. Blocked: errors, or rules that stay out until somebody decides. Preserved: kept or equivalent.";
  if (account.of_all.errors + account.of_all.warnings > 0)
    efforts += fmt::format(" {} and {} are about no single object, such as what a controller does without being told: they count nowhere here.", plural(account.of_all.errors, "error"), plural(account.of_all.warnings, "warning"));
  out.push_back(parts_table("namespaces", "Order of migration: namespaces", efforts, "namespace", account.name_spaces, true, "hosts"));
  out.push_back(parts_table("hosts", "Order of migration: hosts", "From easy to hard. A host that several namespaces serve moves with all of them.", "host", account.hosts, true, "namespaces"));
  out.push_back(parts_table("owners", "Owners", "By the first of the labels that say who looks after an object; --owner-label names another.", "owner", account.owners, false, ""));
  out.push_back(parts_table("kinds", "Kinds", "", "kind", account.kinds, false, ""));
  if (report.targets != nullptr) {
    out.push_back(releases_table(report));
    out.push_back(implementations_table(report));
  }
  std::erase_if(out, [](const Table& table) { return table.rows.empty(); });
  return out;
}

}  // namespace gw::cli
