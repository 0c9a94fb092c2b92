#include "report/whole/account.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "report/whole/covering.h"

namespace gw::cli {
namespace {

constexpr std::string_view kNoNamespace = "-";
constexpr std::string_view kNoOwner = "nobody";
constexpr std::string_view kAnyHost = "*";

struct Collected {
  Sums sums;
  std::set<std::string> with;
};
using Parts = std::map<std::string, Collected>;

class Accountant {
 public:
  Accountant(const Report& report, const Outcomes& outcomes) : report_(report), survey_(*report.conversion.survey), outcomes_(outcomes) {}

  Account run() {
    for (const SurveyedObject& object : survey_.objects) {
      for_each_part(object, [&](Collected& part) {
        ++part.sums.objects;
        part.sums.converted += object.converted;
      });
    }
    add_rules();
    add_values();
    for (const Finding& finding : report_.conversion.findings) add(finding);
    Account out;
    out.all = all_.sums;
    out.of_all = of_all_.sums;
    out.name_spaces = easiest_first(name_spaces_);
    out.hosts = easiest_first(hosts_);
    if (owners_.size() > 1 || (owners_.size() == 1 && !owners_.contains(std::string(kNoOwner)))) out.owners = rows_of(owners_);
    out.kinds = rows_of(kinds_);
    return out;
  }

 private:
  template <class Visit>
  void for_each_part(const SurveyedObject& object, const Visit& visit) {
    visit(all_);
    visit(name_spaces_[object.name_space.empty() ? std::string(kNoNamespace) : object.name_space]);
    visit(owners_[object.owner.empty() ? std::string(kNoOwner) : object.owner]);
    visit(kinds_[object.kind]);
  }

  static std::vector<std::string> hosts_of(const SurveyedRule& rule) { return rule.hosts.empty() ? std::vector{std::string(kAnyHost)} : rule.hosts; }

  void add_rules() {
    std::set<Origin> left_out;
    for (const Finding& finding : report_.conversion.findings)
      if (finding.code == Code::rule_not_printed || finding.code == Code::stream_rule_not_converted) left_out.insert(finding.at);
    for (const SurveyedRule& rule : survey_.rules) {
      const bool lost = left_out.contains(rule.at);
      const SurveyedObject* object = covering(survey_.objects, rule.at);
      const auto count = [&](Collected& part) {
        ++part.sums.rules;
        part.sums.not_printed += lost;
      };
      if (object == nullptr) continue;
      for_each_part(*object, count);
      for (const std::string& host : hosts_of(rule)) {
        count(hosts_[host]);
        const std::string space = object->name_space.empty() ? std::string(kNoNamespace) : object->name_space;
        hosts_[host].with.insert(space);
        name_spaces_[space].with.insert(host);
        hosts_by_object_[object].insert(host);
      }
    }
    for (const auto& [object, hosts] : hosts_by_object_)
      for (const std::string& host : hosts) {
        ++hosts_[host].sums.objects;
        ++hosts_[host].sums.converted;
      }
  }

  /// Values in a rule are its hosts'; those around the rules are the hosts' of all rules of the object.
  void add_values() {
    for (std::size_t i = 0; i < survey_.values.size(); ++i) {
      const SurveyedObject* object = covering(survey_.objects, survey_.values[i]);
      if (object == nullptr) continue;
      const auto count = [&](Collected& part) { ++part.sums.values[static_cast<std::size_t>(outcomes_.of_values()[i])]; };
      for_each_part(*object, count);
      for_each_host(*object, survey_.values[i], count);
    }
  }

  template <class Visit>
  void for_each_host(const SurveyedObject& object, Origin at, const Visit& visit) {
    if (const SurveyedRule* rule = covering(survey_.rules, at)) {
      for (const std::string& host : hosts_of(*rule)) visit(hosts_[host]);
    } else if (const auto found = hosts_by_object_.find(&object); found != hosts_by_object_.end()) {
      for (const std::string& host : found->second) visit(hosts_[host]);
    }
  }

  void add(const Finding& finding) {
    if (finding.accepted || finding.severity == Severity::Note) return;
    const auto count = [&](Collected& part) {
      const bool error = finding.severity == Severity::Error;
      ++(error ? part.sums.errors : part.sums.warnings);
      part.sums.blocked += error && info(finding.code).security;
    };
    const SurveyedObject* object = covering(survey_.objects, finding.at);
    if (object == nullptr) {
      count(of_all_);
      return count(all_);
    }
    for_each_part(*object, count);
    for_each_host(*object, finding.at, count);
  }

  static std::vector<Part> rows_of(const Parts& parts) {
    std::vector<Part> out;
    for (const auto& [name, part] : parts) out.push_back({name, part.sums, {part.with.begin(), part.with.end()}});
    return out;
  }

  /// By effort; then what has fewer errors, fewer warnings, fewer rules.
  static std::vector<Part> easiest_first(const Parts& parts) {
    std::vector<Part> out = rows_of(parts);
    std::ranges::stable_sort(out, {}, [](const Part& part) { return std::tuple(effort_of(part.sums), part.sums.errors, part.sums.warnings, part.sums.rules); });
    return out;
  }

  const Report& report_;
  const Survey& survey_;
  const Outcomes& outcomes_;
  Collected all_;
  Collected of_all_;  // about the whole run, or about text that is no object
  Parts name_spaces_, owners_, kinds_, hosts_;
  std::map<const SurveyedObject*, std::set<std::string>> hosts_by_object_;
};

}  // namespace

double Sums::share_kept() const {
  const std::size_t total = all_values();
  return total == 0 ? 100.0 : 100.0 * static_cast<double>(values[0] + values[1]) / static_cast<double>(total);
}

std::string_view word(Effort effort) {
  constexpr auto kWords = std::to_array<std::string_view>({"ready", "look", "blocked", "not converted"});
  return kWords[static_cast<std::size_t>(effort)];
}

Effort effort_of(const Sums& sums) {
  if (sums.errors > 0 || sums.not_printed > 0) return Effort::Blocked;
  if (sums.converted == 0) return Effort::Nothing;
  const std::size_t lost = sums.values[static_cast<std::size_t>(Outcome::Changed)] + sums.values[static_cast<std::size_t>(Outcome::Dropped)];
  return sums.warnings > 0 || lost > 0 ? Effort::Look : Effort::Ready;
}

Account account_of(const Report& report, const Outcomes& outcomes) { return Accountant(report, outcomes).run(); }

}  // namespace gw::cli
