#include "selection.h"

#include <algorithm>

#include "kube/hosts.h"
#include "kube/secrets.h"
#include "pass_through.h"
#include "source/words.h"

namespace gw {
namespace {

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

/// Counts an object under its kind and version; reports are sorted by place later, so the order here does not show.
template <class Counts>
void remember(Counts& counts, const kube::Object& object, Sink& sink) {
  std::string label = fmt::format("{} ({}{}{})", object.kind, object.group, object.group.empty() ? "" : "/", object.version);
  const auto [entry, first] = counts.try_emplace(std::move(label), typename Counts::mapped_type{0, object.at()});
  ++entry->second.count;
  if (first) kube::redact_credentials(object.view(sink), sink);  // a finding shows it
}

}  // namespace

Selection::Selection(const kube::Bundle& bundle, const Options& options, Sink& sink) : options_(options), sink_(sink) {
  for (const kube::Object& object : bundle.objects()) take(object);
  report();
}

std::span<const kube::Object* const> Selection::of(const Kind& kind) const {
  const auto found = chosen_.find(&kind);
  return found == chosen_.end() ? std::span<const kube::Object* const>() : found->second;
}

void Selection::take(const kube::Object& object) {
  for (const Dialect* dialect : dialects()) {
    if (std::ranges::find(dialect->groups, object.group) == dialect->groups.end()) continue;
    const auto kind = std::ranges::find(dialect->kinds, object.kind, &Kind::name);
    if (kind != dialect->kinds.end()) return choose(object, *dialect, *kind);
  }
  if (is_of_no_group(object)) return;
  if (object.group.empty() && (object.kind == "Service" || object.kind == "ConfigMap")) return;  // looked up by name, not converted
  if (is_gateway_api(object.group)) {
    if (!options_.pass_through) remember(gateway_api_, object, sink_);
    return;
  }
  remember(others_, object, sink_);
}

/// `apiVersion: v1` or `apisix.apache.org` with a kind of a dialect: a mistake, not another kind of the same name.
bool Selection::is_of_no_group(const kube::Object& object) {
  for (const Dialect* dialect : dialects()) {
    const auto kind = std::ranges::find(dialect->kinds, object.kind, &Kind::name);
    if (kind == dialect->kinds.end() || (!object.group.empty() && object.version != dialect->groups.front())) continue;
    sink_.report<Code::unknown_api_version>(object.version_at, object.kind, object.version,
                                            fmt::format("{}/{}", dialect->groups.front(), kind->versions.back()));
    unread_guard_ = unread_guard_ || kind->may_guard;
    return true;
  }
  return false;
}

void Selection::choose(const kube::Object& object, const Dialect& dialect, const Kind& kind) {
  if (std::ranges::find(kind.versions, object.version) == kind.versions.end()) {
    sink_.report<Code::unknown_api_version>(object.version_at, object.kind, object.version,
                                            joined(kind.versions));
    unread_guard_ = unread_guard_ || kind.may_guard;
    return;
  }
  if (!object.name_space.empty() && !kube::is_label(object.name_space)) {  // no cluster holds it, and no reference to it could be written
    kube::redact_credentials(object.view(sink_), sink_);  // the finding shows it
    sink_.report<Code::value_not_allowed>(object.at(), "metadata.namespace", object.name_space, kube::kLabelForm);
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

void Selection::report() {
  for (const auto& [label, seen] : others_)
    sink_.report<Code::kind_not_converted>(seen.first, plural(seen.count, "object"), label, seen.count == 1 ? "is" : "are");
  for (const auto& [label, seen] : gateway_api_)
    sink_.report<Code::gateway_api_object_left_out>(seen.first, plural(seen.count, "object"), label,
                                                    seen.count == 1 ? "belongs" : "belong", seen.count == 1 ? "is" : "are");
  for (const auto& [name, count] : skipped_)
    sink_.report<Code::class_skipped>(Origin{}, plural(count, "object"), name, count == 1 ? "is" : "are", options_.ingress_class);
}

}  // namespace gw
