#include "proof.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "convert_finish.h"
#include "hider.h"
#include "kube/bundle.h"
#include "stages.h"
#include "verify/apisix/read_gateway.h"
#include "verify/apisix/side.h"
#include "verify/doors.h"
#include "verify/gateway/side.h"
#include "verify/nginx/side.h"
#include "yaml/read.h"

namespace gw {
namespace {

using MadeFrom = std::map<const kube::Object*, verify::gateway::MadeFrom>;

/// Our own manifests as inputs, one each, so that the place of a manifest says which it is.
std::vector<Source> as_sources(const Conversion& conversion) {
  std::vector<Source> out;
  for (const Manifest& manifest : conversion.manifests) out.emplace_back(manifest.kind + " " + manifest.name, manifest.text);
  return out;
}

/// The objects of the input by their places.
class ObjectsByPlace {
 public:
  explicit ObjectsByPlace(const kube::Bundle& input) {
    for (const kube::Object& object : input.objects()) all_[object.at()] = &object;
  }
  /// The object that a place is in: of an Ingress the whole, since its annotations count for all rules; of others what is said of
  /// the whole object.
  Origin around(Origin place) const {
    auto next = all_.upper_bound({place.file, {place.span.begin, 0xffffffff}});
    if (next == all_.begin()) return {};
    const kube::Object& object = *std::prev(next)->second;
    if (object.file != place.file || !object.at().span.contains(place.span)) return {};
    Sink sink;
    return object.kind == "Ingress" ? object.at() : object.view(sink).map("metadata").at();
  }

 private:
  std::map<Origin, const kube::Object*> all_;
};

MadeFrom made_from(const kube::Bundle& manifests, const kube::Bundle& input, const Conversion& conversion) {
  MadeFrom out;
  const ObjectsByPlace objects(input);
  for (const kube::Object& object : manifests.objects()) {
    if (object.file >= conversion.shown.size()) continue;
    verify::gateway::MadeFrom& from = out[&object];
    from.rules = conversion.shown[object.file].rules;
    std::set<Origin> around;
    for (const Origin& place : conversion.shown[object.file].made_from)
      if (const Origin found = objects.around(place); found.known()) around.insert(found);
    from.objects = std::make_shared<const std::vector<Origin>>(around.begin(), around.end());
  }
  return out;
}

verify::apisix::Settings apisix_settings(const Options& options) {
  verify::apisix::Settings out;
  out.version = options.apisix_version;
  out.class_name = options.ingress_class;
  if (options.apisix_router == "radixtree_uri") out.router = verify::apisix::Router::Uri;
  if (options.apisix_router == "radixtree_uri_with_parameter") out.router = verify::apisix::Router::UriWithParameter;
  return out;
}

/// The controllers that serve something of the input.
std::vector<std::unique_ptr<verify::Side>> read_doors(const kube::Bundle& input, const verify::Backends& backends, const Options& options, Sink& sink) {
  std::vector<std::unique_ptr<verify::Side>> out;
  const verify::apisix::Settings settings = apisix_settings(options);
  verify::apisix::Objects apisix = verify::apisix::read_objects(input, settings, backends, sink);
  const verify::ingress::Choice choice{options.ingress_class, options.controller, options.apisix_version};
  verify::apisix::read_ingresses(input, verify::ingress::read_ingresses(input, verify::ingress::Controller::Apisix, choice), settings, backends, sink, apisix);
  std::vector<verify::ingress::Ingress> nginx = verify::ingress::read_ingresses(input, verify::ingress::Controller::Nginx, choice);
  if (!apisix.routes.empty() || nginx.empty()) out.push_back(std::make_unique<verify::apisix::ApisixSide>(std::move(apisix), settings, backends));
  if (!nginx.empty()) out.push_back(std::make_unique<verify::nginx::NginxSide>(input, backends, std::move(nginx), options.default_certificate));
  return out;
}

/// The objects by Gateway, if ours are several: each has an address of its own, as the controllers of the input have. That of
/// APISIX comes first, as its rules do before.
std::vector<verify::gateway::Objects> by_gateway(const verify::gateway::Objects& objects, bool own, const Options& options) {
  std::set<std::string> names;
  for (const verify::gateway::Listener& one : objects.listeners) {
    if (one.parent_kind != "Gateway") return {objects};
    names.insert(one.parent);
  }
  if (!own || names.size() < 2) return {objects};
  const std::string of_apisix = options.gateway.empty() ? "apisix-gateway" : options.gateway;
  std::vector<std::string> order(names.begin(), names.end());
  std::ranges::stable_partition(order, [&](const std::string& name) { return name == of_apisix; });
  std::vector<verify::gateway::Objects> out;
  for (const std::string& name : order) {
    verify::gateway::Objects& part = out.emplace_back();
    if (out.size() == 1) part.not_read = objects.not_read;
    std::ranges::copy_if(objects.listeners, std::back_inserter(part.listeners), [&](const auto& one) { return one.parent == name; });
    std::ranges::copy_if(objects.routes, std::back_inserter(part.routes), [&](const auto& one) {
      return std::ranges::find(one.parents, name, &verify::gateway::Parent::name) != one.parents.end();
    });
  }
  return out;
}

/// The manifests as the chosen implementation reads them.
std::unique_ptr<verify::Side> read_target(const kube::Bundle& manifests, const verify::gateway::Objects& objects, const verify::Backends& backends, bool own, const Options& options,
                                          Sink& sink) {
  if (options.implementation.starts_with("apisix")) {
    const bool first = options.implementation.starts_with("apisix-1");
    return std::make_unique<verify::apisix::ApisixSide>(verify::apisix::read_gateway(manifests, objects, first, sink), verify::apisix::Settings{}, backends);
  }
  verify::gateway::Habits habits;
  habits.precedence = verify::gateway::precedence_of(options.release);
  std::vector<std::unique_ptr<verify::Side>> doors;
  for (verify::gateway::Objects& part : by_gateway(objects, own, options)) doors.push_back(std::make_unique<verify::gateway::GatewaySide>(std::move(part), habits));
  if (doors.size() == 1) return std::move(doors.front());
  return std::make_unique<verify::Doors>(std::move(doors));
}

/// Our own manifests are wanted whole.
Options for_proof(Options options) {
  options.survey = true;
  options.pass_through = false;  // what is there already is the same before and after
  options.only_kinds.clear();
  options.omit_kinds.clear();
  options.format = OutputFormat::Yaml;
  return options;
}

Ending ending(const verify::Side& side, const verify::Request& request) {
  Ending out;
  out.answer = side.answer(request, &out.trace);
  return out;
}

}  // namespace

/// Everything that the two readings refer to, in the order in which it is made.
struct Proof::Sides {
  Sides(std::span<const Source> sources, std::span<const Source> against, const Options& options)
      : own(against.empty()),
        conversion(convert(sources, for_proof(options))),
        written(as_sources(conversion)),
        made(own ? std::span<const Source>(written) : against),
        input_tree(yaml::read(sources, options.threads, sink)),
        name_space(assumed_namespace(input_tree, options)),
        input(kube::gather(input_tree, sources, name_space, sink)),
        made_tree(yaml::read(made, options.threads, made_sink)),
        manifests(kube::gather(made_tree, made, name_space, made_sink)),
        unreadable(finish_findings(std::move(made_sink.findings()))),
        hider(sources, conversion.redacted),
        backends(input, &manifests),
        objects(verify::gateway::read_objects(manifests, input, backends, own ? std::map<int, int>{} : options.published, own ? made_from(manifests, input, conversion) : MadeFrom{})),
        before(read_doors(input, backends, options, sink)),
        after(read_target(manifests, objects, backends, own, options, sink)) {}

  Sink sink;
  Sink made_sink;
  bool own;
  Conversion conversion;
  std::vector<Source> written;
  std::span<const Source> made;
  yaml::Tree input_tree;
  std::string name_space;
  kube::Bundle input;
  yaml::Tree made_tree;
  kube::Bundle manifests;
  std::vector<Finding> unreadable;
  Hider hider;
  verify::Backends backends;
  verify::gateway::Objects objects;
  verify::Doors before;
  std::unique_ptr<verify::Side> after;
};

Proof::Proof(std::span<const Source> sources, std::span<const Source> against, const Options& options)
    : sides_(std::make_unique<Sides>(sources, against, options)) {}
Proof::~Proof() = default;

const Conversion& Proof::conversion() const { return sides_->conversion; }
bool Proof::own() const { return sides_->own; }

const std::vector<Finding>& Proof::unreadable() const { return sides_->unreadable; }

void Proof::hide(std::string& text) const { sides_->hider.apply(text); }

verify::Verdict Proof::compare() const {
  verify::Verdict out = verify::compare(sides_->before, *sides_->after, sides_->own ? std::span<const Finding>(sides_->conversion.findings) : std::span<const Finding>());
  for (verify::Difference& one : out.differences)
    for (std::string* text : {&one.request, &one.before, &one.after}) hide(*text);
  for (auto& [finding, witness] : out.shown)
    for (std::string* text : {&witness.request, &witness.before, &witness.after}) hide(*text);
  return out;
}

Ending Proof::before(const verify::Request& request) const { return ending(sides_->before, request); }
Ending Proof::after(const verify::Request& request) const { return ending(*sides_->after, request); }

}  // namespace gw
