#include "convert_finish.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace gw {
namespace {

/// The object whose text covers `at`. Objects stand in the order of the input.
const kube::Object* object_at(const kube::Bundle& bundle, Origin at) {
  const auto& objects = bundle.objects();
  const auto after = std::ranges::upper_bound(objects, std::pair(at.file, at.span.begin), {}, [](const kube::Object& object) {
    return std::pair(object.file, object.root->span().begin);
  });
  if (after == objects.begin()) return nullptr;
  const kube::Object& object = *std::prev(after);
  return object.file == at.file && object.root->span().contains(at.span) ? &object : nullptr;
}

using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, unsigned>;

Key key_of(const Finding& f) { return {f.at.file, f.at.span.begin, f.at.span.end, static_cast<unsigned>(f.code)}; }

/// The findings in the order of their keys. They are large: only keys are sorted, and every finding moves once.
std::vector<Finding> sorted(std::list<Finding>& findings) {
  std::vector<std::pair<Key, Finding*>> order;
  order.reserve(findings.size());
  for (Finding& finding : findings) order.emplace_back(key_of(finding), &finding);
  std::ranges::stable_sort(order, {}, &std::pair<Key, Finding*>::first);
  std::vector<Finding> out;
  out.reserve(findings.size());
  for (const auto& [key, finding] : order) out.push_back(std::move(*finding));
  return out;
}

}  // namespace

void report_lost_parts(std::span<const model::Part> parts, Sink& sink) {
  if (parts.empty()) return;
  std::set<Origin> named, lost;
  for (const Finding& finding : sink.findings()) {
    named.insert(finding.at);
    if (info(finding.code).effect == Effect::Dropped) lost.insert(finding.at);
  }
  for (const model::Part& part : parts)
    if (lost.contains(part.whole_at) && !named.contains(part.at))
      sink.report<Code::annotation_without_effect>(part.at, part.written, fmt::format("it is a part of `{}`, which is not converted", part.whole));
}

std::vector<Finding> finish_findings(std::list<Finding> found) {
  std::vector<Finding> findings = sorted(found);
  const auto same = [](const Finding& a, const Finding& b) { return key_of(a) == key_of(b) && a.message == b.message; };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
  return findings;
}

void locate_findings(std::vector<Finding>& findings, const kube::Bundle& bundle) {
  for (Finding& finding : findings) {
    if (!finding.at.known()) continue;
    const kube::Object* object = object_at(bundle, finding.at);
    if (object == nullptr) continue;
    finding.object = object->label();
    finding.field = yaml::path_of(*object->root, finding.at.span);
  }
}

std::vector<Origin> finish_redacted(std::vector<Origin> redacted) {
  std::ranges::sort(redacted, {}, [](const Origin& o) { return std::tuple(o.file, o.span.begin, o.span.end); });
  std::vector<Origin> out;
  for (const Origin& origin : redacted) {
    if (!out.empty() && out.back().file == origin.file && origin.span.begin <= out.back().span.end)
      out.back().span.end = std::max(out.back().span.end, origin.span.end);
    else
      out.push_back(origin);
  }
  return out;
}

}  // namespace gw
