#include "gateway/validate/verdict.h"

namespace gw::gateway {

void Verdict::note_deprecated(Origin at, std::string_view version, std::string_view kind, std::string_view better) {
  Finding& finding = sink_.report<Code::version_deprecated>(at, version, kind, describe(target_));
  finding.field = "apiVersion";
  finding.help = fmt::format("write `{}`", better);
}

bool Verdict::is_since(std::string_view release) const {
  const auto since = find_target(release, target_.channel);
  return since && target_.release >= since->release;
}

}  // namespace gw::gateway
