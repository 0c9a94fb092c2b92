#include "convert.h"

#include "convert_finish.h"
#include "convert_with.h"
#include "gateway/implementations/watch.h"
#include "kube/bundle.h"
#include "make_survey.h"
#include "pass_through.h"
#include "printer.h"
#include "selection.h"
#include "stages.h"
#include "yaml/nodes.h"
#include "yaml/read.h"

namespace gw {

namespace {

/// What is large and lives as long as the run.
struct Memory {
  yaml::Tree tree;
  yaml::Nodes nodes;
  kube::Bundle bundle;
  model::Model model;
};

}  // namespace

Conversion convert(std::span<const Source> sources, const Options& options) { return convert_with(gateway::lower, sources, options); }

Conversion convert_with(Lower lower, std::span<const Source> sources, const Options& options) {
  Sink sink(options.accepted);
  Conversion result;
  const auto memory = std::make_shared<Memory>();
  result.memory = memory;
  const yaml::Tree& tree = memory->tree = yaml::read(sources, options.threads, sink, options.progress);
  const std::string_view name_space = assumed_namespace(tree, options);
  const kube::Bundle& bundle = memory->bundle = kube::gather(tree, sources, name_space, sink);
  prepare(memory->bundle, options, memory->nodes, sink);
  if (options.default_namespace.empty() && !name_space.empty()) sink.report<Code::namespace_assumed>(Origin{}, name_space);

  const Selection selection(bundle, options, sink);
  std::vector<const kube::Object*> left_out;
  begin(options.progress, Progress::Stage::Converting, selection.count());
  const model::Model& model = memory->model = make_model(bundle, selection, options, left_out, sink);
  if (selection.count() == left_out.size()) sink.report<Code::nothing_to_convert>(Origin{});

  const gateway::Settings settings = settings_for(options);
  gateway::Watch watch(implementation_of(options), settings.target, sink);
  Printer printer(sources, options, settings.target, watch, sink, result.manifests);
  if (options.survey) printer.tell(result.shown);
  const auto emit = [&](std::string_view kind, std::string_view in, std::string_view name, yaml::Value object) {
    printer.print(kind, in, name, std::move(object));
    step(options.progress);
  };
  if (options.survey) result.survey = std::make_shared<const Survey>(make_survey(bundle, selection, left_out, model, options));
  begin(options.progress, Progress::Stage::Writing, 0);
  const gateway::Summary summary = lower(model, settings, taken_names(bundle), emit, sink);
  printer.finish();
  report_lost_parts(model.parts, {}, sink);
  const bool class_left_out = settings.controller_name.empty() && !result.manifests.empty();
  if (options.pass_through) pass_through(bundle, result.manifests, printer.unchanged(), sink);
  if (!result.manifests.empty()) {
    gateway::report_implementation(implementation_of(options), settings, summary.parameters_expected, class_left_out, sink);
    watch.report();
  }

  result.faults = printer.faults();
  if (!result.faults.empty()) {
    result.manifests.clear();
    result.shown.clear();
  }
  result.totals = {bundle.objects().size() + bundle.repeated().size(), selection.count() - left_out.size(), summary.rules, summary.not_printed};
  result.findings = finish_findings(std::move(sink.findings()));
  if (options.locate) locate_findings(result.findings, bundle);
  result.redacted = finish_redacted(std::move(sink.redacted()));
  hide_in_messages(result.findings, result.redacted, sources);
  return result;
}

}  // namespace gw
