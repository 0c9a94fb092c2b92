// `backend`, `backends`, `upstreams`, `timeout`.
#include <charconv>

#include "apisix/keep.h"
#include "apisix/kinds.h"
#include "apisix/rule.h"
#include "apisix/upstream/settings.h"
#include "kube/hosts.h"
#include "kube/services.h"
#include "yaml/resolve.h"

namespace gw::apisix {
namespace {

std::optional<std::int64_t> read_port(const yaml::View& backend, std::string_view service, const RuleReader& reader) {
  const yaml::View port = backend.get("servicePort");
  if (!port) {
    reader.sink().report<Code::missing_field>(backend.at(), "servicePort", "");
    return std::nullopt;
  }
  const bool numeric = port.node().is_scalar() && port.node().plain() && yaml::meaning(port.node().text()) != yaml::Meaning::String;
  if (numeric) {
    const auto number = port.as_integer(1, 65535);
    return number ? std::optional(number->value) : std::nullopt;
  }
  const auto name = port.as_text();
  if (!name) return std::nullopt;
  const auto found = kube::service_port(reader.to.bundle, reader.object.name_space, service, name->value);
  if (!found.number) {
    Finding& finding = reader.sink().report<Code::service_port_unknown>(name->at, name->value, service, found.why_not);
    if (name->value.find_first_not_of("0123456789") == std::string_view::npos) finding.help = "write the number without quotes";
  }
  return found.number;
}

void read_granularity(const yaml::View& backend, const RuleReader& reader) {
  auto granularity = backend.text("resolveGranularity");
  if (const auto old = backend.text("resolveGranualrity")) {  // the CRDs up to 1.4.0 spell it so
    reader.sink().report<Code::old_spelling>(backend.key_at("resolveGranualrity"), "resolveGranualrity", "resolveGranularity");
    if (!granularity) granularity = old;
  }
  if (!granularity || granularity->value == "endpoint") return;
  if (granularity->value == "service")
    reader.sink().report<Code::granularity_service>(granularity->at);
  else
    reader.sink().report<Code::value_not_allowed>(granularity->at, "resolveGranularity", granularity->value, "endpoint, service");
}

/// Adds the backends that ApisixUpstreams stand for, and these to `of`.
void read_upstreams(const yaml::View& upstreams, const RuleReader& reader, Upstreams& of) {
  std::vector<UpstreamShare> shares;
  for (const yaml::View& upstream : upstreams.items()) {
    if (!upstream.as_map()) continue;
    const auto name = upstream.required_text("name");
    const auto weight = upstream.integer("weight", 0, kMaxWeight);
    if (!name) continue;
    const kube::Object* object = upstream_of(name->value, reader);
    if (object != nullptr) reader.to.used.insert(object);
    std::vector<Node> nodes = object == nullptr ? std::vector<Node>() : external_nodes(*object, reader.to);
    if (nodes.empty()) {
      reader.sink().report<Code::upstream_not_converted>(upstream.at(), name->value);
      reader.withhold(Code::upstream_not_converted, model::Withheld::Omitted);
      continue;
    }
    for (Node& node : nodes) {
      node.at = upstream.at();
      node.grpc = grpc_of(object, node.service, node.port, reader);
      of.push_back({object, true, node.external_name});
    }
    shares.push_back({weight ? weight->value : kDefaultWeight, std::move(nodes)});
  }
  if (!shares.empty()) keep_upstreams(shares, reader);
}

}  // namespace

const kube::Object* upstream_of(std::string_view name, const RuleReader& reader) {
  const kube::Object* found = reader.to.bundle.find(reader.object.group, "ApisixUpstream", reader.object.name_space, name);
  if (found == nullptr) return nullptr;
  const std::string_view its_class = kDialect.ingress_class(*found);
  return its_class.empty() || its_class == kDialect.ingress_class(reader.object) ? found : nullptr;
}

std::optional<std::int64_t> milliseconds(std::string_view text) {
  struct Unit {
    std::string_view name;
    double factor;
  };
  constexpr Unit kUnits[] = {{"ns", 1e-6}, {"us", 1e-3}, {"ms", 1}, {"h", 3600e3}, {"m", 60e3}, {"s", 1e3}};
  double total = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc() || number < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    bool known = false;
    for (const Unit& unit : kUnits) {
      if (!text.starts_with(unit.name)) continue;
      total += number * unit.factor;
      text.remove_prefix(unit.name.size());
      known = true;
      break;
    }
    if (!known || total > 3.5e11) return std::nullopt;
  }
  return static_cast<std::int64_t>(total);
}

/// Controllers 1.x do not look at the weight of the only backend.
bool ignores_single_weight(const SourceOptions& options) { return options.apisix_version != 0 && options.apisix_version < 200; }

void read_backend(const yaml::View& backend, const RuleReader& reader, bool weighted) {
  if (!backend.as_map()) return;
  const auto service = backend.required_text("serviceName");
  const auto weight = backend.integer("weight", 0, kMaxWeight);
  read_granularity(backend, reader);
  const auto subset = backend.text("subset");
  if (!service) return backend.mark_all_read();  // the rule is withheld as a whole
  if (!kube::is_label(service->value)) {  // no Service can be called so, and no reference to it could be written
    constexpr std::size_t kShownName = 80;
    reader.sink().report<Code::value_not_allowed>(service->at, "serviceName", service->value.substr(0, kShownName), kube::kLabelForm);
    reader.rule.withheld = std::max(reader.rule.withheld, model::Withheld::Omitted);
    return backend.mark_all_read();
  }
  std::string name(service->value);
  if (subset && !subset->value.empty()) name = subset_service(*service, *subset, reader);
  if (name.empty()) {
    name = service->value;
    reader.sink().report<Code::subset_not_expressible>(subset->at, subset->value, service->value);
    reader.withhold(Code::subset_not_expressible, model::Withheld::Omitted);
  } else if (name != service->value) {
    reader.sink().report<Code::subset_service>(subset->at, subset->value, service->value, name);
  }
  const auto port = read_port(backend, service->value, reader);
  if (!port) {
    reader.rule.withheld = std::max(reader.rule.withheld, model::Withheld::Omitted);
    return;
  }
  model::Backend out{std::move(name), *port, std::nullopt, backend.at()};
  if (weighted)
    out.weight = weight ? weight->value : kDefaultWeight;
  else if (weight && weight->value == 0 && !ignores_single_weight(reader.to.options))  // then no node is left
    out.weight = 0;
  else if (weight)  // it is all there is
    reader.sink().report<Code::weight_without_effect>(weight->at, weight->value);
  out.set_grpc(grpc_of(upstream_of(service->value, reader), service->value, *port, reader));
  reader.rule.backends.push_back(std::move(out));
}

void read_backends(const yaml::View& rule, const RuleReader& reader) {
  const yaml::View one = rule.map("backend");
  const yaml::View several = rule.list("backends");
  const yaml::View upstreams = rule.list("upstreams");
  const std::size_t count = several.items().size() + upstreams.items().size();
  for (const yaml::View& backend : several.items()) read_backend(backend, reader, count > 1);
  Upstreams& of = *reader.upstreams;
  for (const model::Backend& backend : reader.rule.backends) of.push_back({upstream_of(source_service(backend, reader.object.name_space, reader.to), reader)});
  read_upstreams(upstreams, reader, of);
  if (one && count > 0) {
    one.mark_all_read();
    reader.sink().report<Code::field_overridden>(one.at(), "backend", "backends");
  } else if (one) {
    read_backend(one, reader, false);
    for (const model::Backend& backend : reader.rule.backends) of.push_back({upstream_of(source_service(backend, reader.object.name_space, reader.to), reader)});
  }
  bool all_zero = !reader.rule.backends.empty();
  for (const model::Backend& backend : reader.rule.backends) all_zero = all_zero && backend.weight == 0;
  if (all_zero) reader.sink().report<Code::weights_all_zero>(several ? several.at() : one.at());
}

void read_timeout(const yaml::View& timeout, const RuleReader& reader) {
  if (auto timeouts = timeouts_of(timeout, reader.sink())) reader.rule.timeouts = std::move(*timeouts);
}

}  // namespace gw::apisix
