#include "targets.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "convert_finish.h"
#include "gateway/alike.h"
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
    ++(finding.severity == Severity::Error ? row.errors : finding.severity == Severity::Warning ? row.warnings : row.notes);
  }
}

/// The input as every target has it that asks authorization servers, or does not.
class Understood {
 public:
  Understood(std::span<const Source> sources, const Options& options)
      : sink_(options.accepted), tree_(yaml::read(sources, options.threads, sink_)), name_space_(assumed_namespace(tree_, options)),
        bundle_(kube::gather(tree_, sources, name_space_, sink_)) {
    if (options.default_namespace.empty() && !name_space_.empty()) sink_.report<Code::namespace_assumed>(Origin{}, name_space_);
    const Selection selection(bundle_, options, sink_);
    std::size_t left_out = 0;
    model_ = make_model(bundle_, selection, options, left_out, sink_);
    if (selection.count() == left_out) sink_.report<Code::nothing_to_convert>(Origin{});
    converted_ = selection.count() - left_out;
    findings_ = finish_findings(std::move(sink_.findings()));
  }

  TargetRow row(std::span<const Source> sources, const Options& options, std::size_t& rules) const {
    TargetRow out{.release = {}, .experimental = options.experimental};
    Sink sink(options.accepted);
    const gateway::Settings settings = settings_for(options);
    std::vector<Manifest> unused;
    gateway::Watch watch(implementation_of(options), settings.target, sink);
    Printer printer(sources, options, settings.target, watch, sink, unused, Printer::Texts::None);
    const auto emit = [&](std::string_view kind, std::string_view in, std::string_view name, yaml::Value object) { printer.print(kind, in, name, std::move(object)); };
    const gateway::Summary summary = gateway::lower(model_, settings, taken_names(bundle_), emit, sink);
    rules = summary.rules;
    if (printer.printed() > 0) {
      gateway::report_implementation(implementation_of(options), settings, settings.controller_name.empty(), sink);
      watch.report();
    }
    out.not_printed = summary.not_printed;
    count(findings_, out);
    count(finish_findings(std::move(sink.findings())), out);
    return out;
  }

  /// Whether the model would be another one for a target that asks others; that was not one.
  bool depends_on_asking() const {
    return std::ranges::any_of(findings_, [](const Finding& f) { return f.code == Code::external_auth_not_expressible && !f.available.empty(); });
  }
  std::size_t objects() const { return bundle_.objects().size(); }
  std::size_t converted() const { return converted_; }

 private:
  Sink sink_;
  yaml::Tree tree_;
  std::string_view name_space_;
  kube::Bundle bundle_;
  model::Model model_;
  std::vector<Finding> findings_;
  std::size_t converted_ = 0;
};

}  // namespace

Comparison compare_targets(std::span<const Source> sources, const Options& options) {
  Comparison out;
  std::optional<Understood> without, with;
  std::map<std::string, std::size_t> alike;  // the first row of targets that do not differ
  for (const std::string_view release : gateway::release_names()) {
    for (const bool experimental : {false, true}) {
      Options here = options;
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
      std::optional<Understood>& understood = external_auth_since(here).empty() && (!without || without->depends_on_asking()) ? with : without;
      if (!understood) understood.emplace(sources, here);
      out.rows.push_back(understood->row(sources, here, out.rules));
      out.rows.back().release = release;
      out.objects = understood->objects();
      out.converted = understood->converted();
    }
  }
  return out;
}

}  // namespace gw
