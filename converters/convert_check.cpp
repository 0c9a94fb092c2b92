// Options: whether they make sense together, and what there is to choose from.
#include <algorithm>
#include <array>

#include "convert.h"
#include "gateway/extensions/extensions.h"
#include "gateway/implementations/implementations.h"
#include "gateway/names.h"
#include "gateway/releases.h"
#include "ingress/controllers.h"

namespace gw {
namespace {

constexpr auto kPrintedKinds = std::to_array<std::string_view>({"GatewayClass", "Gateway", "HTTPRoute"});

struct Name {
  std::string_view flag;
  const std::string& value;
  bool label;  ///< a namespace: one label of at most 63 characters
};

bool is_legal(const Name& name) {
  if (gateway::dns_name(name.value) != name.value) return false;
  return !name.label || (name.value.size() <= 63 && name.value.find('.') == std::string::npos);
}

std::string kinds_with_versions(gateway::Target target) {
  std::string out;
  for (const std::string_view kind : gateway::kinds(target)) {
    const auto versions = gateway::served_versions(target, kind);
    if (versions.empty()) continue;
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", kind, fmt::join(versions, " "));
  }
  return out;
}

Result<bool> check_names(const Options& options) {
  const Name names[] = {{"--gateway", options.gateway, false}, {"--gateway-class", options.gateway_class, false}, {"--gateway-parameters", options.gateway_parameters, false}};
  for (const Name& name : names)
    if (!name.value.empty() && !is_legal(name))
      return Error{fmt::format("{}: `{}` is not a legal name: lower-case letters, digits, `-` and `.`", name.flag, name.value)};
  const Name name_spaces[] = {{"--gateway", options.gateway_namespace, true}, {"--namespace", options.default_namespace, true}};
  for (const Name& name : name_spaces)
    if (!name.value.empty() && !is_legal(name))
      return Error{fmt::format("{}: `{}` is not a legal namespace: at most 63 lower-case letters, digits and `-`", name.flag, name.value)};
  if (options.controller_name.empty()) return true;
  const std::size_t slash = options.controller_name.find('/');
  const std::string domain = options.controller_name.substr(0, slash);
  if (slash == std::string::npos || slash + 1 == options.controller_name.size() || gateway::dns_name(domain) != domain)
    return Error{fmt::format("--controller-name: `{}` must be a domain and a path, as in `example.com/controller`", options.controller_name)};
  return true;
}

Result<bool> check_implementation(std::string_view text) {
  if (gateway::find_implementation(text) != nullptr) return true;
  const std::size_t at = std::min(text.find('@'), text.size());
  std::string versions;
  for (const gateway::Implementation& one : gateway::implementations())
    if (one.name == text.substr(0, at)) versions.append(versions.empty() ? "" : ", ").append(one.shown_version());
  if (gateway::find_implementation(text.substr(0, at)) == nullptr)
    return Error{fmt::format("--implementation: `{}` is not known; see `gwconvert list implementations`", text)};
  return Error{fmt::format("--implementation: `{}` is not known in version `{}`, only in {}", text.substr(0, at), text.substr(at + 1),
                           versions.empty() ? "none in particular" : versions)};
}

}  // namespace

Result<bool> check(const Options& options) {
  const auto channel = options.experimental ? gateway::Channel::Experimental : gateway::Channel::Standard;
  const auto target = gateway::find_target(options.release, channel);
  if (!target)
    return Error{fmt::format("--gateway-api: `{}` is not a known release: {} to {}; see `gwconvert list releases`", options.release,
                             gateway::release_names().front(), gateway::release_names().back())};
  if (!options.api_version.empty()) {
    for (const std::string_view kind : kPrintedKinds) {
      const auto served = gateway::served_versions(*target, kind);
      if (std::ranges::find(served, options.api_version) == served.end())
        return Error{fmt::format("--api-version: {} does not serve {} {}, only {}", gateway::describe(*target), kind,
                                 options.api_version, fmt::join(served, ", "))};
    }
  }
  if (Result<bool> done = check_implementation(options.implementation); !done) return done;
  return check_names(options);
}

std::vector<std::string> controllers_converted() {
  std::vector<std::string> out;
  for (const ingress::Controller& controller : ingress_controllers())
    if (controller.convert != nullptr) out.emplace_back(controller.name);
  return out;
}

std::vector<ImplementationRow> implementations() {
  constexpr std::array<std::string_view, 3> kSyntaxes = {"", "RE2", "PCRE"};
  std::vector<ImplementationRow> out;
  for (const gateway::Implementation& one : gateway::implementations()) {
    ImplementationRow row{.name = one.name, .version = one.shown_version(), .release = {}, .channel = {}, .gateway_class = one.gateway_class,
                          .controller_name = one.controller_name, .regex = kSyntaxes[static_cast<std::size_t>(one.regex)]};
    const gateway::Report* last = nullptr;
    for (const auto channel : {gateway::Channel::Standard, gateway::Channel::Experimental}) {
      const gateway::Report* report = one.report_for(channel);
      if (report == nullptr || report == last) continue;
      last = report;
      row.release = report->release;
      row.channel = report->channel;
      row.partial = report->core == "partial";
      row.extended = gateway::count_extended(*report);
      out.push_back(row);
    }
    if (last == nullptr) out.push_back(row);
  }
  return out;
}

std::vector<std::string_view> extension_kinds() {
  std::vector<std::string_view> out = {"Service", "ConfigMap"};
  for (const gateway::Implementation& one : gateway::implementations()) {
    if (one.extensions == nullptr) continue;
    for (const std::string_view kind : one.extensions->kinds)
      if (std::ranges::find(out, kind) == out.end()) out.push_back(kind);
  }
  return out;
}

std::vector<ReleaseRow> releases() {
  std::vector<ReleaseRow> out;
  for (const std::string_view name : gateway::release_names())
    out.push_back({name, kinds_with_versions(*gateway::find_target(name, gateway::Channel::Standard)),
                   kinds_with_versions(*gateway::find_target(name, gateway::Channel::Experimental))});
  return out;
}

}  // namespace gw
