#include "validate.h"

#include "convert_finish.h"
#include "gateway/validate/validator.h"
#include "kube/object.h"
#include "kube/secrets.h"
#include "pass_through.h"
#include "yaml/json_view.h"
#include "yaml/read.h"
#include "yaml/view.h"

namespace gw {
namespace {

using Text = yaml::View::Text;

class Checking {
 public:
  Checking(gateway::Target target, std::span<const Source> sources, Totals& totals, Sink& sink)
      : validator_(target), sources_(sources), totals_(totals), sink_(sink) {}

  /// Checks an object, or every object of a list. A typed list gives its items a version and kind.
  void check(const yaml::Node& node, std::uint32_t file, std::string_view list_version, std::string_view list_kind) {
    if (!node.is_map()) {
      sink_.report<Code::not_an_object>(Origin{file, node.span()}, yaml::describe(node));
      kube::redact_text(sources_[file].text(), {file, node.span()}, sink_);
      return;
    }
    const yaml::View view(node, file, sink_, "document");
    auto version = view.text("apiVersion");
    auto kind = view.text("kind");
    if (!version && !list_version.empty()) version = Text{list_version, view.at()};
    if (!kind && !list_kind.empty()) kind = Text{list_kind, view.at()};
    if (!version || !kind) {
      if (!view.get("apiVersion") || !view.get("kind"))
        sink_.report<Code::missing_field>(view.at(), version ? "kind" : "apiVersion", ": this is not a Kubernetes object");
      kube::redact_text(sources_[file].text(), view.at(), sink_);
    } else if (kind->value.ends_with("List") && view.has("items")) {
      const std::string_view of = kind->value.substr(0, kind->value.size() - std::string_view("List").size());
      if (!view.get("items").node().is_list()) kube::redact_text(sources_[file].text(), view.at(), sink_);
      for (const yaml::View& item : view.list("items").items()) check(item.node(), file, of.empty() ? "" : version->value, of);
    } else {
      check_object(view, *version, *kind);
    }
  }

 private:
  void check_object(const yaml::View& view, const Text& version, const Text& kind) {
    ++totals_.objects;
    if (kind.value == "Secret") kube::redact_secret(view, sources_[view.at().file].text(), sink_);
    const std::size_t slash = std::min(version.value.find('/'), version.value.size());
    const std::string_view group = version.value.substr(0, slash);
    if (!is_gateway_api(group)) return;
    ++totals_.checked;
    hide_credentials(view.node(), view.at().file);
    const std::size_t before = sink_.findings().size();
    validator_.validate({.group = group,
                         .version = version.value.substr(std::min(slash + 1, version.value.size())),
                         .kind = kind.value,
                         .root = view.node(),
                         .at = view.at(),
                         .kind_at = kind.at,
                         .version_at = version.at},
                        sink_);
    if (sink_.findings().size() == before) return;
    const std::string label = label_of(view.node(), kind.value);
    for (Finding& finding : sink_.findings_after(before)) finding.object = label;
  }

  /// Hides what stands beside the name of a header that carries credentials.
  void hide_credentials(const yaml::Node& node, std::uint32_t file) {
    const yaml::Node* name = nullptr;
    const yaml::Node* value = nullptr;
    for (const yaml::Member& member : node.members()) {
      if (member.key.text() == "name") name = &member.value;
      if (member.key.text() == "value") value = &member.value;
      hide_credentials(member.value, file);
    }
    if (name != nullptr && value != nullptr && name->is_scalar() && kube::names_credential(name->text())) sink_.redact({file, value->span()});
    for (const yaml::Node& item : node.items()) hide_credentials(item, file);
  }

  /// "HTTPRoute web/shop", as far as it is written.
  static std::string label_of(const yaml::Node& object, std::string_view kind) {
    Sink none;  // what is wrong with the names is reported elsewhere
    const yaml::View view(object, 0, none);
    const yaml::View metadata = view.map("metadata");
    const auto word = [&](std::string_view key) { return metadata ? metadata.text(key).value_or(Text{}).value : std::string_view(); };
    kube::Object out;
    out.kind = kind;
    out.name_space = word("namespace");
    out.name = word("name");
    return out.name.empty() ? std::string(kind) : out.label();
  }

  gateway::Validator validator_;
  std::span<const Source> sources_;
  Totals& totals_;
  Sink& sink_;
};

}  // namespace

Conversion validate(std::span<const Source> sources, const Options& options) {
  Sink sink(options.accepted);
  Conversion result;
  result.checks_only = true;
  const yaml::Tree tree = yaml::read(sources, options.threads, sink);
  kube::redact_flawed(tree, sources, sink);
  const auto channel = options.experimental ? gateway::Channel::Experimental : gateway::Channel::Standard;
  Checking checking(gateway::find_target(options.release, channel).value_or(gateway::Target{}), sources, result.totals, sink);
  for (const yaml::Document& document : tree.documents) checking.check(document.root, document.file, {}, {});
  result.findings = finish_findings(std::move(sink.findings()));
  result.redacted = finish_redacted(std::move(sink.redacted()));
  return result;
}

}  // namespace gw
