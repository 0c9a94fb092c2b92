#include "report/place.h"

#include <fmt/format.h>

#include "report/safe_text.h"

namespace gw::cli {

std::optional<Place> place_of(const Finding& finding, const Report& report, Cursor& cursor) {
  if (!finding.at.known() || finding.at.file >= report.sources.size()) return std::nullopt;
  Place out{report.sources[finding.at.file].name(), cursor.at(finding.at.file, finding.at.span.begin), {}};
  out.end = cursor.after(finding.at.span.end);
  return out;
}

std::string uri_of(std::string_view file) {
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string out = file.starts_with('/') ? "file://" : "";
  while (file.starts_with("./")) file.remove_prefix(2);
  for (const char c : file) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kPlain.find(c) != std::string_view::npos;
    if (plain) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string whole_message(const Finding& finding) {
  std::string out = safe(finding.message);
  if (finding.witness) out += fmt::format("\nwitness: {}   before: {}   after: {}", safe(finding.witness->request), safe(finding.witness->before), safe(finding.witness->after));
  if (const std::string_view help = help_of(finding); !help.empty()) out.append("\nhelp: ").append(safe(help));
  if (!finding.available.empty()) out.append("\navailable: ").append(safe(finding.available));
  return out;
}

}  // namespace gw::cli
