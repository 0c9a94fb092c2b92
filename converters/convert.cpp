#include "convert.h"

#include <algorithm>
#include <map>

#include "convert_finish.h"
#include "dialects.h"
#include "gateway/fit.h"
#include "gateway/lower.h"
#include "kube/bundle.h"
#include "kube/secrets.h"
#include "pass_through.h"
#include "yaml/read.h"
#include "yaml/write.h"

namespace gw {
namespace {

std::string plural(std::size_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

/// Objects of a dialect that the run is about, and what is said once about the others.
class Selection {
 public:
  Selection(const kube::Bundle& bundle, const Options& options, Sink& sink) : options_(options), sink_(sink) {
    for (const kube::Object& object : bundle.objects()) take(object);
    report();
  }

  std::span<const kube::Object* const> of(const Kind& kind) const {
    const auto found = chosen_.find(&kind);
    return found == chosen_.end() ? std::span<const kube::Object* const>() : found->second;
  }
  std::size_t count() const { return count_; }
  /// Whether an object that may restrict access to every route cannot be read.
  bool unread_guard() const { return unread_guard_; }

 private:
  struct Seen {
    std::size_t count = 0;
    Origin first;
  };

  void take(const kube::Object& object) {
    for (const Dialect* dialect : dialects()) {
      if (object.group != dialect->group) continue;
      const auto kind = std::ranges::find(dialect->kinds, object.kind, &Kind::name);
      if (kind != dialect->kinds.end()) return choose(object, *dialect, *kind);
    }
    if (is_of_no_group(object)) return;
    if (object.kind == "Secret") kube::redact_secret(object.view(sink_), sink_);
    if (object.group.empty() && object.kind == "Service") return;  // looked up by name, not converted
    if (is_gateway_api(object.group)) {
      if (!options_.pass_through) remember(gateway_api_, object);
      return;
    }
    remember(others_, object);
  }

  /// `apiVersion: v1` or `apisix.apache.org` with a kind of a dialect: a mistake, not another kind of the same name.
  bool is_of_no_group(const kube::Object& object) {
    for (const Dialect* dialect : dialects()) {
      const auto kind = std::ranges::find(dialect->kinds, object.kind, &Kind::name);
      if (kind == dialect->kinds.end() || (!object.group.empty() && object.version != dialect->group)) continue;
      sink_.report<Code::unknown_api_version>(object.version_at, object.kind, object.version,
                                              fmt::format("{}/{}", dialect->group, kind->versions.back()));
      unread_guard_ = unread_guard_ || kind->may_guard;
      return true;
    }
    return false;
  }

  void choose(const kube::Object& object, const Dialect& dialect, const Kind& kind) {
    if (std::ranges::find(kind.versions, object.version) == kind.versions.end()) {
      sink_.report<Code::unknown_api_version>(object.version_at, object.kind, object.version, fmt::format("{}", fmt::join(kind.versions, ", ")));
      unread_guard_ = unread_guard_ || kind.may_guard;
      return;
    }
    const std::string_view name = dialect.ingress_class(object);
    if (!options_.ingress_class.empty() && !name.empty() && name != options_.ingress_class) {
      ++skipped_[std::string(name)];
      return;
    }
    chosen_[&kind].push_back(&object);
    ++count_;
  }

  using Counts = std::map<std::string, Seen>;  // reported in this order, then sorted by place like all findings
  static void remember(Counts& counts, const kube::Object& object) {
    std::string label = fmt::format("{} ({}{}{})", object.kind, object.group, object.group.empty() ? "" : "/", object.version);
    ++counts.try_emplace(std::move(label), Seen{0, object.at()}).first->second.count;
  }

  void report() {
    for (const auto& [label, seen] : others_)
      sink_.report<Code::kind_not_converted>(seen.first, plural(seen.count, "object"), label, seen.count == 1 ? "is" : "are");
    for (const auto& [label, seen] : gateway_api_)
      sink_.report<Code::gateway_api_object_left_out>(seen.first, plural(seen.count, "object"), label,
                                                      seen.count == 1 ? "belongs" : "belong", seen.count == 1 ? "is" : "are");
    for (const auto& [name, count] : skipped_)
      sink_.report<Code::class_skipped>(Origin{}, plural(count, "object"), name, count == 1 ? "is" : "are", options_.ingress_class);
  }

  const Options& options_;
  Sink& sink_;
  std::map<const Kind*, std::vector<const kube::Object*>> chosen_;  // never iterated: looked up in the order of the table
  Counts others_;
  Counts gateway_api_;
  std::map<std::string, std::size_t> skipped_;
  std::size_t count_ = 0;
  bool unread_guard_ = false;
};

/// Turns the chosen objects into the model, kind by kind, then puts the routes back into the order of the input.
model::Model make_model(const kube::Bundle& bundle, const Selection& selection, Sink& sink) {
  model::Model model;
  Lowering to{.bundle = bundle, .model = model, .sink = sink};
  for (const Dialect* dialect : dialects()) {
    for (const Kind& kind : dialect->kinds) {
      for (const kube::Object* object : selection.of(kind)) {
        kube::ignore_server_fields(object->view(sink));
        kind.lower(*object, to);
        kube::report_unread(*object, sink);
      }
    }
  }
  if (selection.unread_guard())
    for (model::Route& route : model.routes)
      for (model::Rule& rule : route.rules) rule.withheld = model::Withheld::Guarded;
  if (to.without_upgrade > 0) sink.report<Code::upgrade_not_blocked>(Origin{}, plural(to.without_upgrade, "rule"));
  std::ranges::stable_sort(model.routes, {}, [](const model::Route& route) { return std::pair(route.at.file, route.at.span.begin); });
  return model;
}

gateway::Settings settings_for(const Options& options) {
  gateway::Settings out;
  const auto channel = options.experimental ? gateway::Channel::Experimental : gateway::Channel::Standard;
  out.target = gateway::find_target(options.release, channel).value_or(gateway::Target{});
  out.api_version = options.api_version;
  out.gateway_class = options.gateway_class;
  out.controller_name = options.controller_name;
  out.gateway = options.gateway;
  out.gateway_namespace = options.gateway_namespace;
  out.plain_path_is_prefix = options.plain_path == PlainPath::Prefix;
  out.route_per_resource = options.route_per == RoutePer::Resource;
  out.approximate_timeouts = options.timeouts == TimeoutPolicy::Approximate;
  out.regex_paths = options.regex_paths;
  out.annotate = options.annotate;
  return out;
}

/// Objects that name no namespace, next to others that do, are taken to be in `default`: otherwise a reference between
/// them would depend on where they are applied.
std::string_view assumed_namespace(const yaml::Tree& tree, const Options& options) {
  if (!options.default_namespace.empty()) return options.default_namespace;
  bool named = false;
  bool open = false;
  for (const yaml::Document& document : tree.documents) kube::count_namespaces(document.root, named, open);
  return named && open ? "default" : "";
}

class Printer {
 public:
  Printer(std::span<const Source> sources, const Options& options, gateway::Target target, Sink& sink, std::vector<Manifest>& out)
      : sources_(options.annotate ? sources : std::span<const Source>()), options_(options), schema_(target), sink_(sink), out_(out) {}

  void print(std::string_view kind, std::string_view name_space, std::string_view name, yaml::Value object) {
    if (!is_wanted(kind)) return;
    const std::size_t before = sink_.findings().size();
    if (gateway::fit(object, kind, schema_, sink_) && keeps_conditions(before)) write(kind, name_space, name, object);
  }

  /// For objects of the input: not fitted to the target.
  gateway::Emit unchanged() {
    return [this](std::string_view kind, std::string_view name_space, std::string_view name, const yaml::Value& object) {
      if (is_wanted(kind)) write(kind, name_space, name, object);
    };
  }

 private:
  static constexpr std::size_t kJsonIndent = 4;  // inside "items" of a List

  /// A match that has lost a condition serves more than before: such an object is not printed.
  bool keeps_conditions(std::size_t before) {
    bool keeps = true;
    for (std::size_t i = before; i < sink_.findings().size(); ++i) {
      Finding& finding = sink_.findings()[i];
      if (finding.message.find(".matches[]") == std::string::npos) continue;
      finding.severity = Severity::Error;
      keeps = false;
    }
    return keeps;
  }

  bool is_wanted(std::string_view kind) const {
    const std::string key(kind);
    return (options_.only_kinds.empty() || options_.only_kinds.contains(key)) && !options_.omit_kinds.contains(key);
  }

  void write(std::string_view kind, std::string_view name_space, std::string_view name, const yaml::Value& object) {
    text_.clear();
    if (options_.format == OutputFormat::Json)
      yaml::write_json(object, text_, kJsonIndent);
    else
      yaml::write_yaml(object, text_, sources_);
    out_.push_back({std::string(kind), std::string(name_space), std::string(name), text_});
  }

  std::span<const Source> sources_;
  const Options& options_;
  gateway::Schema schema_;
  Sink& sink_;
  std::vector<Manifest>& out_;
  std::string text_;  // of the manifest at hand; keeps its memory
};

}  // namespace

Conversion convert(std::span<const Source> sources, const Options& options) {
  Sink sink(options.accepted);
  Conversion result;
  const yaml::Tree tree = yaml::read(sources, options.threads, sink);
  const std::string_view name_space = assumed_namespace(tree, options);
  const kube::Bundle bundle = kube::gather(tree, sources, name_space, sink);
  if (options.default_namespace.empty() && !name_space.empty()) sink.report<Code::namespace_assumed>(Origin{}, name_space);

  const Selection selection(bundle, options, sink);
  const model::Model model = make_model(bundle, selection, sink);
  if (selection.count() == 0) sink.report<Code::nothing_to_convert>(Origin{});

  const gateway::Settings settings = settings_for(options);
  Printer printer(sources, options, settings.target, sink, result.manifests);
  const auto emit = [&](std::string_view kind, std::string_view in, std::string_view name, yaml::Value object) {
    printer.print(kind, in, name, std::move(object));
  };
  const gateway::Summary summary = gateway::lower(model, settings, taken_names(bundle), emit, sink);
  if (options.pass_through) pass_through(bundle, settings, printer.unchanged(), sink);

  result.totals = {bundle.objects().size(), selection.count(), summary.rules, summary.not_printed};
  result.findings = finish_findings(std::move(sink.findings()), bundle);
  result.redacted = finish_redacted(std::move(sink.redacted()));
  return result;
}

}  // namespace gw
