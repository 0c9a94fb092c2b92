/// The registry of findings: one row per code in codes.def, turned into an enum and a table.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "diag/texts/access.h"
#include "diag/texts/apisix_upstreams.h"
#include "diag/texts/backends.h"
#include "diag/texts/conditions.h"
#include "diag/texts/grpc.h"
#include "diag/texts/implementations.h"
#include "diag/texts/ingress.h"
#include "diag/texts/ingress_tls.h"
#include "diag/texts/kinds.h"
#include "diag/texts/manifest_fields.h"
#include "diag/texts/manifest_rules.h"
#include "diag/texts/nginx_access.h"
#include "diag/texts/nginx_annotations.h"
#include "diag/texts/nginx_backends.h"
#include "diag/texts/nginx_canary.h"
#include "diag/texts/nginx_defaults.h"
#include "diag/texts/nginx_paths.h"
#include "diag/texts/nginx_redirects.h"
#include "diag/texts/objects.h"
#include "diag/texts/paths.h"
#include "diag/texts/plugins.h"
#include "diag/texts/precedence.h"
#include "diag/texts/reading.h"
#include "diag/texts/target.h"

namespace gw {

enum class Severity : std::uint8_t { Note, Warning, Error };

/// What happens to the behaviour that the finding is about.
enum class Effect : std::uint8_t {
  Kept,        ///< the same, and written the same way
  Equivalent,  ///< the same, by another mechanism
  Narrowed,    ///< fewer requests are served than before
  Widened,     ///< more requests are served than before
  Changed,     ///< some requests are served differently
  Dropped,     ///< the setting has no counterpart and is gone
};

enum class Code : std::uint16_t {
#define GW_CODE(number, name, ...) name = number,
#include "diag/codes.def"
#undef GW_CODE
};

/// One row of codes.def.
struct CodeInfo {
  Code code;
  std::string_view identifier;  ///< the name with underscores
  Severity severity;
  Effect effect;
  bool security;             ///< whether access control or the exposure of something is concerned
  std::string_view message;  ///< fmt template: one line, lower case, no full stop
  std::string_view help;     ///< what to do
  std::string_view text;     ///< what `gwconvert explain` prints: meaning, reason, example
};

inline constexpr auto kCodes = std::to_array<CodeInfo>({
#define GW_CODE(number, name, severity, effect, security, message, help) \
  {Code::name, #name, Severity::severity, Effect::effect, security, message, help, texts::name},
#include "diag/codes.def"
#undef GW_CODE
});

static_assert(std::ranges::adjacent_find(kCodes, std::ranges::greater_equal{}, &CodeInfo::code) == kCodes.end(),
              "codes.def is sorted by number, and no number is used twice");

constexpr const CodeInfo& info(Code code) {
  return *std::ranges::lower_bound(kCodes, code, {}, &CodeInfo::code);
}

std::string number(Code code);                              ///< "GW1001"
std::string name(Code code);                                ///< "path-prefix-widened"
std::optional<Code> find_code(std::string_view either);     ///< by "GW1001", "1001" or "path-prefix-widened"
std::string_view word(Severity severity);                   ///< "error"
std::string_view word(Effect effect);                       ///< "widened"

}  // namespace gw
