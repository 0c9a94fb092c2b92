/// Fuzz target: any bytes through the whole conversion. If they begin with `#!`, the letters after it choose options;
/// being a comment, that line changes nothing else.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "convert.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

gw::Options choose_options(std::string_view text) {
  gw::Options options;
  if (!text.starts_with("#!")) return options;
  const std::vector<gw::ReleaseRow> releases = gw::releases();
  for (const char letter : text.substr(2, text.find('\n', 2) - 2)) switch (letter) {
      case 'e': options.experimental = true; break;
      case 'p': options.plain_path = gw::PlainPath::Prefix; break;
      case 'r': options.route_per = gw::RoutePer::Resource; break;
      case 't': options.timeouts = gw::TimeoutPolicy::Approximate; break;
      case 'x': options.regex_paths = false; break;
      case 'g': options.pass_through = true; break;
      case 'a': options.annotate = true; break;
      case 'j': options.format = gw::OutputFormat::Json; break;
      case 'n': options.default_namespace = "web"; break;
      case 's': options.gateway_namespace = "edge"; break;
      case 'i': options.ingress_class = "apisix"; break;
      case 'c':  // everything that can be accepted
        for (const gw::CodeInfo& row : gw::kCodes) options.accepted.insert(row.code);
        break;
      default:  // 'A' is the oldest release, 'B' the next …
        if (letter >= 'A' && static_cast<std::size_t>(letter - 'A') < releases.size())
          options.release = releases[static_cast<std::size_t>(letter - 'A')].name;
    }
  return options;
}

/// A manifest is one document of printable text: it neither ends early nor speaks to a terminal.
void check_manifest(const gw::Manifest& manifest) {
  require(!manifest.kind.empty() && !manifest.name.empty() && !manifest.text.empty());
  for (const char c : manifest.text) require(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
  for (const std::string_view marker : {"---", "..."}) {
    require(!manifest.text.starts_with(marker));
    require(manifest.text.find("\n" + std::string(marker)) == std::string::npos);
  }
}

void check_finding(const gw::Finding& finding, std::size_t size) {
  require(!finding.message.empty());
  if (!finding.at.known()) return;
  require(finding.at.file == 0 && finding.at.span.begin <= finding.at.span.end && finding.at.span.end <= size);
}

void check_same(const gw::Conversion& one, const gw::Conversion& two) {
  require(one.manifests.size() == two.manifests.size() && one.findings.size() == two.findings.size());
  for (std::size_t i = 0; i < one.manifests.size(); ++i) require(one.manifests[i].text == two.manifests[i].text);
  for (std::size_t i = 0; i < one.findings.size(); ++i) {
    require(one.findings[i].code == two.findings[i].code && one.findings[i].at == two.findings[i].at);
    require(one.findings[i].message == two.findings[i].message && one.findings[i].field == two.findings[i].field);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::array sources{gw::Source("input.yaml", std::string(data, data + size))};
  gw::Options options = choose_options(sources[0].text());
  if (!gw::check(options)) return 0;
  const gw::Conversion one = gw::convert(sources, options);
  require(one.faults.empty());
  std::set<std::array<std::string_view, 3>> names;
  for (const gw::Manifest& manifest : one.manifests) {
    check_manifest(manifest);
    // A manifest does not say its group, and passed objects of two groups may share kind and name.
    require(names.insert({manifest.kind, manifest.name_space, manifest.name}).second || options.pass_through);
  }
  for (const gw::Finding& finding : one.findings) check_finding(finding, size);
  options.threads = 2;
  check_same(one, gw::convert(sources, options));
  return 0;
}
