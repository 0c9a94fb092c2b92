// What nobody has read: a known field is not converted, another one is probably a mistake.
#include <algorithm>

#include "kube/known_fields.h"
#include "kube/object.h"

namespace gw::kube {
namespace {

/// `spec.http[0].match` as the field tables write it: `spec.http[].match`.
std::string without_indices(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    out += path[i];
    if (path[i] == '[' && i + 1 < path.size() && path[i + 1] != '"')
      while (i + 1 < path.size() && path[i + 1] != ']') ++i;
  }
  return out;
}

void report(const Object& object, const std::string& path, const yaml::Member& member, Sink& sink) {
  const Origin whole{object.file, {member.key.span().begin, std::max(member.key.span().end, member.value.span().end)}};
  const std::string field = without_indices(path);
  if (is_known_field(object.kind, object.version, field)) {
    sink.report<Code::field_not_converted>(whole, path);
    return;
  }
  Finding& finding = sink.report<Code::unknown_field>(whole, path, object.kind, object.version);
  const std::size_t dot = field.rfind('.');
  const std::string_view parent = std::string_view(field).substr(0, dot == std::string::npos ? 0 : dot);
  const std::vector<std::string_view> siblings = known_members(object.kind, object.version, parent);
  if (const auto meant = nearest(member.key.text(), siblings)) finding.help = fmt::format("did you mean `{}`?", *meant);
}

}  // namespace

void report_unread(const Object& object, Sink& sink) {
  yaml::for_each_unread(*object.root, [&](const std::string& path, const yaml::Member& member) { report(object, path, member, sink); });
}

}  // namespace gw::kube
