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

void report_lost_parts(std::span<const model::Part> parts, std::span<const Finding> before, Sink& sink) {
  if (parts.empty()) return;
  std::set<Origin> named, lost;
  const auto see = [&](const Finding& finding) {
    named.insert(finding.at);
    if (info(finding.code).effect == Effect::Dropped) lost.insert(finding.at);
  };
  std::ranges::for_each(before, see);
  std::ranges::for_each(sink.findings(), see);
  for (const model::Part& part : parts)
    if (lost.contains(part.whole_at) && !named.contains(part.at))
      sink.report<Code::annotation_without_effect>(part.at, part.written, fmt::format("it is a part of `{}`, which is not converted", part.whole));
}

namespace {

void replace_all(std::string& text, std::string_view what) {
  constexpr std::string_view kHidden = "***";
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + kHidden.size())) text.replace(at, what.size(), kHidden);
}

}  // namespace

void hide_in_messages(std::vector<Finding>& findings, std::span<const Origin> redacted, std::span<const Source> sources) {
  constexpr std::string_view kAround = "\"' \t\r\n";
  constexpr std::size_t kShortest = 4;  // a shorter text may be a part of any word
  for (Finding& finding : findings) {
    if (!finding.at.known() || finding.code == Code::secret_inlined) continue;  // that one names the Secret, whose values stand at its name
    auto range = std::ranges::upper_bound(redacted, std::pair(finding.at.file, finding.at.span.begin), {}, [](Origin at) { return std::pair(at.file, at.span.end); });
    for (; range != redacted.end() && range->file == finding.at.file && range->span.begin < finding.at.span.end; ++range) {
      std::string_view text = sources[range->file].text(range->span);
      const std::size_t first = std::min(text.find_first_not_of(kAround), text.size());
      text = text.substr(first, text.find_last_not_of(kAround) + 1 - first);
      if (text.size() < kShortest) continue;
      replace_all(finding.message, text);
      replace_all(finding.help, text);
    }
  }
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
