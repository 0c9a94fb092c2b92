#include "gateway/route_writer.h"

#include <algorithm>

#include "gateway/gateways.h"
#include "gateway/infrastructure.h"
#include "gateway/paths.h"
#include "gateway/rule_value.h"

namespace gw::gateway {
namespace {

using yaml::Value;

struct RuleOut {
  const Plan* plan;
  std::vector<Value> matches;
};

bool has_regex(const Plan* plan) {
  return std::ranges::any_of(plan->paths, [](const PathOut& path) { return path.type == PathType::RegularExpression; });
}

class Writer {
 public:
  Writer(const RouteKind& kind, const RouteGroup& group, const Settings& settings, const Gateways& gateways, Names& names, const Emit& emit, Sink& sink)
      : kind_(kind), group_(group), route_(*group.plans.front()->ref.route), settings_(settings), gateways_(gateways), names_(names), emit_(emit), sink_(sink),
        limits_(kind.limits(settings.target)) {}

  std::vector<std::string> run() {
    std::vector<std::vector<RuleOut>> objects = pack(rules());
    const std::size_t host_parts = std::max<std::size_t>(1, (group_.hosts.size() + limits_.hostnames - 1) / limits_.hostnames);
    const std::size_t parts = objects.size() * host_parts;
    std::vector<std::string> names;
    for (std::size_t h = 0; h < host_parts; ++h) {
      for (std::vector<RuleOut>& rules : objects) {
        const std::string& name = names.emplace_back(take_name(names.size()));
        write(name, h, h + 1 == host_parts ? std::move(rules) : rules);
      }
    }
    if (parts > 1) {
      Finding& finding = sink_.report<Code::object_split>(group_.plans.front()->ref.rule->at, kind_.name, names.front(), parts,
                                       objects.size() > 1 ? fmt::format("{} rules and {} matches in a rule", limits_.rules, limits_.matches_per_rule)
                                                          : fmt::format("{} hostnames", limits_.hostnames));
      if (objects.size() > 1 && std::ranges::count_if(group_.plans, has_regex) > 1) {
        finding.severity = Severity::Warning;
        finding.help = "which of two regular expressions in different parts wins is up to the implementation; make them disjoint";
      }
    }
    return names;
  }

 private:
  /// The rules of the group; one with too many matches becomes several with the same backends.
  std::vector<RuleOut> rules() {
    std::vector<RuleOut> out;
    for (const Plan* plan : group_.plans) {
      std::vector<Value> all = kind_.matches(*plan);
      const bool one = !plan->denies && replaces_prefix(*plan->ref.rule);  // whose prefix it is must be clear
      const std::size_t most = one ? 1 : limits_.matches_per_rule;
      if (all.size() <= most) {
        out.push_back({plan, std::move(all)});
        continue;
      }
      for (std::size_t begin = 0; begin < all.size(); begin += most) {
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto to = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), begin + most));
        out.push_back({plan, {std::make_move_iterator(from), std::make_move_iterator(to)}});
      }
    }
    return out;
  }

  std::vector<std::vector<RuleOut>> pack(std::vector<RuleOut> rules) {
    std::vector<std::vector<RuleOut>> objects(1);
    std::size_t matches = 0;
    for (RuleOut& rule : rules) {
      if (objects.back().size() >= limits_.rules || (matches + rule.matches.size() > limits_.matches_per_route && matches > 0)) {
        objects.emplace_back();
        matches = 0;
      }
      matches += rule.matches.size();
      objects.back().push_back(std::move(rule));
    }
    return objects;
  }

  std::string take_name(std::size_t part) {
    const std::string wanted = part == 0 ? group_.name : fmt::format("{}-{}", dns_name(group_.name), part + 1);
    const model::Rule& rule = *group_.plans.front()->ref.rule;
    std::optional<std::string> free = names_.take(route_.name_space, wanted);
    if (!free)
      free = names_.take_other(route_.name_space, wanted,
                               fmt::format("{}/{}/{}/{}/{}", route_.name_space, route_.name, rule.name, &rule - route_.rules.data(), part));
    const std::string name = std::move(*free);
    if (name != wanted)
      sink_.report<Code::name_changed>(rule.at, wanted, name,
                                       name == dns_name(wanted) ? "names have lower-case letters, digits, `-` and `.` only"
                                                                : "the name is taken");
    return name;
  }

  Value metadata(std::string name) const {
    Value out = Value::map("metadata", 4);
    out.add(Value::string("name", std::move(name)));
    if (!route_.name_space.empty()) out.add(Value::string("namespace", route_.name_space));
    add_pairs("labels", route_.labels, out);
    add_pairs("annotations", route_.annotations, out);
    return out;
  }

  void write(const std::string& name, std::size_t host_part, std::vector<RuleOut> rules) {
    Value object = Value::map({}, 4);
    object.at = group_.plans.front()->ref.rule->at;
    object.annotated = settings_.annotate;
    object.add(Value::string("apiVersion", "gateway.networking.k8s.io/" + api_version(settings_, kind_.name)));
    object.add(Value::string("kind", std::string(kind_.name)));
    object.add(metadata(name));
    Value spec = Value::map("spec", 3);
    spec.add(Value::list("parentRefs")).items = gateways_.parents(route_);
    if (!group_.hosts.empty()) {
      Value hostnames = Value::list("hostnames", group_.hosts.size());
      const std::size_t begin = host_part * limits_.hostnames;
      for (std::size_t i = begin; i < std::min(group_.hosts.size(), begin + limits_.hostnames); ++i)
        hostnames.add(Value::string({}, std::string(group_.hosts[i])));
      spec.add(std::move(hostnames));
    }
    Value list = Value::list("rules", rules.size());
    for (RuleOut& rule : rules) list.add(kind_.rule(*rule.plan, std::move(rule.matches), settings_));
    spec.add(std::move(list));
    object.add(std::move(spec));
    emit_(kind_.name, route_.name_space, name, std::move(object));
  }

  const RouteKind& kind_;
  const RouteGroup& group_;
  const model::Route& route_;
  const Settings& settings_;
  const Gateways& gateways_;
  Names& names_;
  const Emit& emit_;
  Sink& sink_;
  Limits limits_;
};

}  // namespace

std::vector<std::string> write_route(const RouteKind& kind, const RouteGroup& group, const Settings& settings, const Gateways& gateways, Names& names,
                                     const Emit& emit, Sink& sink) {
  return Writer(kind, group, settings, gateways, names, emit, sink).run();
}

}  // namespace gw::gateway
