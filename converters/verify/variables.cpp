/// What conditions ask for besides host and path: values of headers, parameters, cookies and so on that tell them apart, and
/// requests with combinations of them.
#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "verify/space.h"

namespace gw::verify {
namespace {

constexpr std::size_t kMostCombinations = 512;

using Option = std::optional<std::string>;  ///< a value, or absence

struct Variable {
  Subject subject{};
  std::string name;
  std::vector<const Condition*> asked;
  std::vector<Option> options;
};

using Key = std::tuple<Subject, std::string>;

/// Parts of a request that are chosen elsewhere.
bool fixed(const Condition& one) {
  return one.subject == Subject::Path || (one.subject == Subject::Variable && (one.name == "scheme" || one.name == "host" || one.name == "uri"));
}

std::string number_beside(const std::string& text, long by) {
  char* end = nullptr;
  const long value = std::strtol(text.c_str(), &end, 10);
  return end == text.c_str() ? text : std::to_string(value + by);
}

std::string first_address(const std::string& network) { return network.substr(0, network.find('/')); }

/// Values that the conditions on one variable tell apart.
void find_options(Variable& variable, std::set<std::string>& sampled) {
  std::set<std::string> values;
  std::vector<Machine> machines;
  bool numbers = false;
  for (const Condition* one : variable.asked) {
    switch (one->test) {
      case Condition::Test::OneOf:
        for (const std::string& value : one->values) machines.push_back(exactly(value));
        break;
      case Condition::Test::Matches:
        if (auto machine = one->regex->machine(); machine && one->regex->decided()) machines.push_back(std::move(*machine));
        else {
          sampled.insert(undecided(one->regex->pattern()));
          if (const auto example = one->regex->example()) values.insert(*example);
        }
        break;
      case Condition::Test::Within:
        for (const std::string& network : one->values) values.insert(first_address(network));
        values.insert("203.0.113.9");
        break;
      case Condition::Test::Unknown: values.insert({"true", "false"}); break;
      default:
        numbers = true;
        for (const long by : {-1L, 0L, 1L}) values.insert(number_beside(one->values.front(), by));
    }
  }
  if (!machines.empty()) {
    StringClasses classes = verify::classes(machines, Domain::Value);
    if (!classes.complete) sampled.insert("regular expressions that tell too many values apart");
    for (StringClass& one : classes.all) values.insert(std::move(one.example));
    if (numbers) sampled.insert("a value that is compared both as a number and as text");
  }
  if (variable.subject == Subject::Method) {
    values.insert("GET");
    values.insert(values.contains("PATCH") ? "TRACE" : "PATCH");
    std::erase_if(values, [](const std::string& method) { return method.empty() || !std::ranges::all_of(method, [](unsigned char c) { return c >= 'A' && c <= 'Z'; }); });
  } else if (variable.subject != Subject::Variable || variable.name != "remote_addr") {
    variable.options.emplace_back();
  }
  if (variable.subject == Subject::Cookie) std::erase_if(values, [](const std::string& value) { return value.find(';') != std::string::npos || value.find(' ') != std::string::npos; });
  for (const std::string& value : values) variable.options.emplace_back(value);
}

void set(Request& request, const Variable& variable, const Option& value) {
  if (!value) return;
  switch (variable.subject) {
    case Subject::Method: request.method = *value; break;
    case Subject::Header: request.headers.push_back({variable.name, *value}); break;
    case Subject::Query: request.query.push_back({variable.name, *value}); break;
    case Subject::Variable: request.around.push_back({variable.name, *value}); break;
    case Subject::Cookie: {
      const std::string pair = variable.name + "=" + *value;
      const auto found = std::ranges::find_if(request.headers, [](const NamedValue& one) { return same_word(one.name, "cookie"); });
      if (found == request.headers.end()) request.headers.push_back({"Cookie", pair});
      else found->value += "; " + pair;
      break;
    }
    case Subject::Path: break;
  }
}

std::vector<Variable> variables_of(std::span<const Conditions* const> conditions) {
  std::map<Key, Variable> out;
  for (const Conditions* all : conditions)
    for (const Condition& one : *all) {
      if (fixed(one)) continue;
      const std::string key = one.subject == Subject::Header ? lower_case(one.name) : one.name;
      Variable& variable = out[{one.subject, key}];
      variable.subject = one.subject;
      if (variable.name.empty()) variable.name = one.name;
      variable.asked.push_back(&one);
    }
  std::vector<Variable> list;
  for (auto& [key, variable] : out) list.push_back(std::move(variable));
  return list;
}

/// A cookie is asked for by name on one side and by the text of the whole header on the other: what the names say stands for both.
void join_cookies(std::vector<Variable>& variables, std::set<std::string>& sampled) {
  const bool by_name = std::ranges::any_of(variables, [](const Variable& one) { return one.subject == Subject::Cookie; });
  const auto whole = std::ranges::find_if(variables, [](const Variable& one) { return one.subject == Subject::Header && same_word(one.name, "cookie"); });
  if (!by_name || whole == variables.end()) return;
  sampled.insert("cookies that one side looks for by name and the other in the text of the header");
  variables.erase(whole);
  Variable text{Subject::Header, "Cookie", {}, {Option()}};
  std::string all;
  for (Variable& one : variables) {
    if (one.subject != Subject::Cookie) continue;
    find_options(one, sampled);
    for (const Option& value : one.options) {
      if (!value) continue;
      const std::string pair = one.name + "=" + *value;
      for (const std::string& near : {pair, "x" + pair, pair + "x", "a=b; " + pair, pair + "; a=b"}) text.options.emplace_back(near);
    }
    const auto first = std::ranges::find_if(one.options, [](const Option& value) { return value.has_value(); });
    if (first != one.options.end()) all += (all.empty() ? "" : "; ") + one.name + "=" + **first;
  }
  text.options.emplace_back(all);
  std::erase_if(variables, [](const Variable& one) { return one.subject == Subject::Cookie; });
  variables.push_back(std::move(text));
}

std::size_t combinations(const std::vector<Variable>& variables) {
  std::size_t out = 1;
  for (const Variable& one : variables) out = std::min(out * std::max<std::size_t>(1, one.options.size()), kMostCombinations + 1);
  return out;
}

/// Every combination of the options.
void all_combinations(const Request& request, std::span<const Variable> variables, std::vector<Request>& out) {
  if (variables.empty()) return out.push_back(request);
  for (const Option& option : variables.front().options) {
    Request next = request;
    set(next, variables.front(), option);
    all_combinations(next, variables.subspan(1), out);
  }
}

bool same_name(const Condition& one, const Variable& variable) {
  return one.subject == Subject::Header ? same_word(one.name, variable.name) : one.name == variable.name;
}

/// The option of a variable that holds what some of the conditions ask of it, as far as one does.
Option holding(const Variable& variable, const Conditions& conditions) {
  for (const Option& option : variable.options) {
    Request probe;
    set(probe, variable, option);
    const bool all = std::ranges::all_of(conditions, [&](const Condition& one) {
      return one.subject != variable.subject || !same_name(one, variable) || one.holds(probe);
    });
    if (all) return option;
  }
  return std::nullopt;
}

/// A request for each rule alone, for each two together, and for each single option.
void some_combinations(const Request& request, const std::vector<Variable>& variables, std::span<const Conditions* const> conditions, std::vector<Request>& out) {
  std::unordered_map<const Condition*, std::size_t> variable_of;
  for (std::size_t i = 0; i < variables.size(); ++i)
    for (const Condition* one : variables[i].asked) variable_of[one] = i;
  const auto with = [&](std::span<const Conditions* const> chosen) {
    std::map<std::size_t, Option> options;
    for (const Conditions* all : chosen)
      for (const Condition& one : *all)
        if (const auto found = variable_of.find(&one); found != variable_of.end()) options[found->second] = holding(variables[found->second], *all);
    Request next = request;
    for (const auto& [number, option] : options) set(next, variables[number], option);
    out.push_back(std::move(next));
  };
  with({});
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    with(conditions.subspan(i, 1));
    for (std::size_t j = i + 1; j < conditions.size() && out.size() < kMostCombinations; ++j) {
      const Conditions* pair[] = {conditions[i], conditions[j]};
      with(pair);
    }
  }
  for (const Variable& variable : variables)
    for (const Option& option : variable.options) {
      Request next = request;
      set(next, variable, option);
      out.push_back(std::move(next));
    }
}

}  // namespace

std::vector<Request> with_conditions(const Request& request, std::span<const Conditions* const> conditions, std::set<std::string>& sampled) {
  if (conditions.empty()) return {request};
  std::vector<Variable> variables = variables_of(conditions);
  join_cookies(variables, sampled);
  for (Variable& variable : variables)
    if (variable.options.empty()) find_options(variable, sampled);
  std::vector<Request> out;
  if (combinations(variables) <= kMostCombinations) {
    all_combinations(request, variables, out);
  } else {
    sampled.insert("conditions with too many combinations");
    some_combinations(request, variables, conditions, out);
  }
  return out;
}

}  // namespace gw::verify
