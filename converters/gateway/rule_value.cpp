#include "gateway/rule_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "gateway/filters.h"
#include "gateway/upstream.h"

namespace gw::gateway {
namespace {

using yaml::Value;

Value path_value(const PathOut& path) {
  Value out = Value::map("path", 2);
  out.add(Value::string("type", std::string(word(path.type)), path.from->at));
  out.add(Value::string("value", path.value, path.from->at));
  return out;
}

Value value_match(const ValueMatch& match) {
  Value out = Value::map({}, 3);
  out.at = match.at;
  out.add(Value::string("type", match.regex ? "RegularExpression" : "Exact", match.at));
  out.add(Value::string("name", match.name, match.at));
  out.add(Value::string("value", match.value, match.at));
  return out;
}

/// One choice out of each list of alternatives, counted like an odometer.
class Choices {
 public:
  explicit Choices(const std::vector<std::vector<ValueMatch>>& lists) : lists_(lists), at_(lists.size(), 0) {}

  Value value(std::string_view key) const {  // without items if there is nothing to choose
    Value out = Value::list(key);
    for (std::size_t i = 0; i < lists_.size(); ++i) out.add(value_match(lists_[i][at_[i]]));
    return out;
  }
  bool next() {
    for (std::size_t i = lists_.size(); i > 0; --i) {
      if (++at_[i - 1] < lists_[i - 1].size()) return true;
      at_[i - 1] = 0;
    }
    return false;
  }

 private:
  const std::vector<std::vector<ValueMatch>>& lists_;
  std::vector<std::size_t> at_;
};

/// One match for every choice of header and query values on `path` and, unless it is empty, `method`.
void add_choices(const Plan& plan, const PathOut& path, const std::string& method, std::vector<Value>& out) {
  for_each_choice(plan.headers, "headers", [&](const Value& headers) {
    for_each_choice(plan.query, "queryParams", [&](Value query) {
      Value& match = out.emplace_back(Value::map({}, 4));
      match.at = path.from->at;
      match.add(path_value(path));
      if (!method.empty()) match.add(Value::string("method", method));
      if (!headers.items.empty()) match.add(headers);
      if (!query.items.empty()) match.add(std::move(query));
    });
  });
}

}  // namespace

void for_each_choice(const std::vector<std::vector<ValueMatch>>& lists, std::string_view key, const std::function<void(Value)>& act) {
  Choices choices(lists);
  do act(choices.value(key));
  while (choices.next());
}

Value backend_value(const model::Backend& backend) {
  Value out = Value::map({}, 3);
  out.at = backend.at;
  out.add(Value::string("name", backend.service, backend.at));
  if (!backend.name_space().empty()) out.add(Value::string("namespace", std::string(backend.name_space()), backend.at));
  out.add(Value::number("port", backend.port, backend.at));
  if (backend.weight) out.add(Value::number("weight", *backend.weight, backend.at));
  return out;
}

std::vector<Value> match_values(const Plan& plan) {
  std::vector<Value> out;
  for (const PathOut& path : plan.paths) {
    if (plan.methods.empty()) add_choices(plan, path, {}, out);
    for (const std::string& method : plan.methods) add_choices(plan, path, method, out);
  }
  return out;
}

void add_filters_and_backends(const Plan& plan, const Settings& settings, Value& rule) {
  if (std::vector<Value> filters = filter_values(plan, settings); !filters.empty()) {
    Value all = Value::list("filters");
    all.items = std::move(filters);
    rule.add(std::move(all));
  }
  const std::vector<model::Backend>& backends = plan.ref.rule->backends;
  if (plan.denies || backends.empty()) return;
  Value list = Value::list("backendRefs", backends.size());
  for (const model::Backend& backend : backends) list.add(backend_value(backend));
  rule.add(std::move(list));
}

Value rule_value(const Plan& plan, std::vector<Value> matches, const Settings& settings) {
  const model::Rule& rule = *plan.ref.rule;
  Value out = Value::map({}, 4);
  out.at = rule.at;
  out.annotated = settings.annotate;
  Value list = Value::list("matches");
  list.items = std::move(matches);
  out.add(std::move(list));
  add_filters_and_backends(plan, settings, out);
  if (plan.denies || rule.backends.empty()) return out;
  if (rule.timeouts && settings.approximate_timeouts) {
    Value timeouts = Value::map("timeouts");
    timeouts.at = rule.timeouts->at;
    timeouts.add(Value::string("backendRequest", duration(rule.timeouts->value.read_milliseconds), rule.timeouts->at));
    out.add(std::move(timeouts));
  }
  if (rule.upstream) add_upstream(*rule.upstream, "HTTPRoute", settings, out);
  return out;
}

std::string api_version(const Settings& settings, std::string_view kind) {
  const auto served = served_versions(settings.target, kind);
  const bool forced = std::ranges::find(served, settings.api_version) != served.end();
  return forced ? settings.api_version : std::string(best_version(settings.target, kind));
}

std::string duration(std::int64_t milliseconds) {
  struct Unit {
    std::int64_t size;
    std::string_view name;
  };
  constexpr std::array<Unit, 4> kUnits = {{{3600000, "h"}, {60000, "m"}, {1000, "s"}, {1, "ms"}}};
  std::string out;
  for (const Unit& unit : kUnits) {
    if (milliseconds < unit.size) continue;
    out += fmt::format("{}{}", milliseconds / unit.size, unit.name);
    milliseconds %= unit.size;
  }
  return out.empty() ? "0s" : out;
}

}  // namespace gw::gateway
