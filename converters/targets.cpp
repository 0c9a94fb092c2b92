#include "targets.h"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "convert_finish.h"
#include "gateway/alike.h"
#include "gateway/clients.h"
#include "gateway/extensions/extensions.h"
#include "gateway/grpc_choice.h"
#include "gateway/implementations/watch.h"
#include "gateway/lower.h"
#include "pass_through.h"
#include "printer.h"
#include "stages.h"
#include "yaml/read.h"

namespace gw {
namespace {

void count(const std::vector<Finding>& findings, TargetRow& row) {
  for (const Finding& finding : findings) {
    if (finding.accepted) continue;
    if (finding.severity != Severity::Note) ++row.losses[finding.code];
    ++(finding.severity == Severity::Error ? row.errors : finding.severity == Severity::Warning ? row.warnings : row.notes);
  }
}

/// The input as every target has it that asks authorization servers or does not, and keeps settings of Gateways or does not.
class Understood {
 public:
  /// `parsed` with what the parser said. The marks in it are those of the last one that was understood.
  Understood(std::span<const Source> sources, const yaml::Tree& parsed, const Sink& said, const Options& options)
      : sink_(said), name_space_(assumed_namespace(parsed, options)) {
    yaml::mark_nothing_read(parsed);
    bundle_ = kube::gather(parsed, sources, name_space_, sink_);
    prepare(bundle_, options, *nodes_, sink_);
    if (options.default_namespace.empty() && !name_space_.empty()) sink_.report<Code::namespace_assumed>(Origin{}, name_space_);
    const Selection selection(bundle_, options, sink_);
    std::vector<const kube::Object*> left_out;
    model_ = make_model(bundle_, selection, options, left_out, sink_);
    if (selection.count() == left_out.size()) sink_.report<Code::nothing_to_convert>(Origin{});
    converted_ = selection.count() - left_out.size();
    findings_ = finish_findings(std::move(sink_.findings()));
  }

  TargetRow row(std::span<const Source> sources, const Options& options, std::size_t& rules) const {
    const gateway::Implementation* own = &implementation_of(options);
    return rows(sources, options, {&own, 1}, rules).front();
  }

  /// One row for each of `implementations`. Several must be plain ones, for which one lowering is enough.
  std::vector<TargetRow> rows(std::span<const Source> sources, const Options& options, std::span<const gateway::Implementation* const> implementations,
                              std::size_t& rules) const {
    Sink sink(options.accepted);
    const gateway::Settings settings = settings_for(options);
    std::vector<Manifest> unused;
    gateway::Watch watch(implementation_of(options), settings.target, sink);
    Printer printer(sources, options, settings.target, watch, sink, unused, Printer::Texts::None);
    std::deque<Sink> sinks;
    std::vector<gateway::Watch> watches;
    for (const gateway::Implementation* one : implementations)
      if (one != settings.implementation) watches.emplace_back(*one, settings.target, sinks.emplace_back(options.accepted));
    printer.show_to(watches);
    const auto emit = [&](std::string_view kind, std::string_view in, std::string_view name, yaml::Value object) { printer.print(kind, in, name, std::move(object)); };
    const gateway::Summary summary = gateway::lower(model_, settings, taken_names(bundle_), emit, sink);
    rules = summary.rules;
    report_lost_parts(model_.parts, findings_, sink);
    TargetRow common;
    common.experimental = options.experimental;
    common.not_printed = summary.not_printed;
    count(findings_, common);
    count(finish_findings(std::move(sink.findings())), common);
    std::vector<TargetRow> out;
    std::size_t at = 0;
    for (const gateway::Implementation* one : implementations) {
      const bool own = one == settings.implementation;
      Sink& said = own ? sink : sinks[at];
      said.findings().clear();
      if (printer.printed() > 0) {
        const bool class_left_out = options.controller_name.empty() && one->controller_name.empty();
        gateway::report_implementation(*one, settings, summary.parameters_expected, class_left_out, said);
        (own ? watch : watches[at]).report();
      }
      if (!own) ++at;
      out.push_back(common);
      count(finish_findings(std::move(said.findings())), out.back());
    }
    return out;
  }

  /// Whether the model would be another one for a target that asks others; that was not one.
  bool depends_on_asking() const {
    return std::ranges::any_of(findings_, [](const Finding& f) {
      return (f.code == Code::external_auth_not_expressible || f.code == Code::access_plugin_not_expressible) && !f.available.empty();
    });
  }
  /// Whether it would be another one for a target whose Gateways demand client certificates; this one's do not.
  bool depends_on_clients() const {
    return std::ranges::any_of(findings_, [](const Finding& f) {
      return (f.code == Code::client_certificate_not_expressible || f.code == Code::client_certificate_for_host) && !f.available.empty();
    });
  }
  std::size_t objects() const { return bundle_.objects().size() + bundle_.repeated().size(); }
  std::size_t converted() const { return converted_; }

 private:
  Sink sink_;
  std::string_view name_space_;
  std::unique_ptr<yaml::Nodes> nodes_ = std::make_unique<yaml::Nodes>();
  kube::Bundle bundle_;
  model::Model model_;
  std::vector<Finding> findings_;
  std::size_t converted_ = 0;
};

/// What of a target the reading of the input may depend on.
struct Needs {
  std::string_view implementation{};  ///< empty for all plain ones
  bool takes_settings = false;  ///< Gateways take settings of the implementation's own
  bool asks = false;            ///< rules ask authorization servers
  gateway::AsksClients clients = gateway::AsksClients::No;

  friend auto operator<=>(const Needs&, const Needs&) = default;
};

/// The input, read once for all targets between which it makes no difference.
class Readings {
 public:
  Readings(std::span<const Source> sources, const Options& options) : sources_(sources), said_(options.accepted), parsed_(yaml::read(sources, options.threads, said_)) {}

  static Needs needs(const Options& here) {
    const gateway::Settings settings = settings_for(here);
    const gateway::Implementation& one = implementation_of(here);
    return {one.is_plain() ? std::string_view() : one.name, gateway::has_parameters(settings), external_auth_since(here).empty(), gateway::asks_clients(settings)};
  }
  Understood understand(const Options& here) const { return {sources_, parsed_, said_, here}; }

  const Understood& of(const Options& here) {
    Needs key = needs(here);
    const auto least = all_.find({key.implementation, key.takes_settings, false, gateway::AsksClients::No});
    if (least != all_.end() && !least->second.depends_on_asking()) key.asks = false;
    if (least != all_.end() && !least->second.depends_on_clients()) key.clients = gateway::AsksClients::No;
    const auto known = all_.find(key);
    return known != all_.end() ? known->second : all_.emplace(key, understand(here)).first->second;
  }

 private:
  std::span<const Source> sources_;
  Sink said_;
  yaml::Tree parsed_;
  std::map<Needs, Understood> all_;
};

const TargetRow& better(const std::vector<TargetRow>& rows) {
  return *std::ranges::min_element(rows, {}, [](const TargetRow& row) { return std::pair(row.errors, row.warnings); });
}

/// The newest version of every implementation, with the target of the best row.
void add_implementations(std::span<const Source> sources, const Options& options, Readings& readings, Comparison& out) {
  Options here = options;
  here.progress = nullptr;
  here.release = out.rows[out.best].release;
  here.experimental = out.rows[out.best].experimental;
  here.api_version.clear();
  std::map<std::pair<bool, Needs>, std::vector<const gateway::Implementation*>> plain;  // those for which one lowering is enough
  std::vector<const gateway::Implementation*> others;
  for (const gateway::Implementation& one : gateway::implementations()) {
    if (gateway::find_implementation(one.name) != &one) continue;
    here.implementation = one.name;
    if (!one.is_plain()) others.push_back(&one);
    else plain[{gateway::serves_grpc(one, target_of(here)), Readings::needs(here)}].push_back(&one);
  }
  const auto add = [&](std::span<const gateway::Implementation* const> which) {
    here.implementation = which.front()->name;
    const bool is_plain = which.front()->is_plain();
    const std::vector<TargetRow> rows = is_plain ? readings.of(here).rows(sources, here, which, out.rules) : readings.understand(here).rows(sources, here, which, out.rules);
    for (std::size_t i = 0; i < which.size(); ++i) {
      out.implementations.push_back(rows[i]);
      out.implementations.back().implementation = which[i]->name;
      out.implementations.back().version = which[i]->shown_version();
      out.implementations.back().release = here.release;
    }
  };
  for (const auto& [key, which] : plain) add(which);
  for (const gateway::Implementation*& one : others) add({&one, 1});
  std::ranges::stable_sort(out.implementations, {}, [](const TargetRow& row) {
    const gateway::Implementation* one = gateway::find_implementation(row.implementation);
    return std::pair(!one->is_plain(), one);
  });
}

}  // namespace

Comparison compare_targets(std::span<const Source> sources, const Options& options) {
  Comparison out;
  Readings readings(sources, options);
  begin(options.progress, Progress::Stage::Comparing, 2 * gateway::release_names().size());
  std::map<std::string, std::size_t> alike;  // the first row of targets that do not differ
  for (const std::string_view release : gateway::release_names()) {
    for (const bool experimental : {false, true}) {
      step(options.progress);
      Options here = options;
      here.progress = nullptr;
      here.release = release;
      here.experimental = experimental;
      here.api_version.clear();
      const auto [same, first] = alike.try_emplace(gateway::likeness(target_of(here)), out.rows.size());
      if (!first) {
        TargetRow row = out.rows[same->second];
        row.release = release;
        row.experimental = experimental;
        out.rows.push_back(row);
        continue;
      }
      const Understood& understood = readings.of(here);
      out.rows.push_back(understood.row(sources, here, out.rules));
      out.rows.back().release = release;
      out.objects = understood.objects();
      out.converted = understood.converted();
    }
  }
  out.best = static_cast<std::size_t>(&better(out.rows) - out.rows.data());
  add_implementations(sources, options, readings, out);
  return out;
}

}  // namespace gw
