/// Fuzz target: any bytes through the whole check of manifests. If they begin with `#!`, the letters after it choose the
/// target: `e` the experimental channel, `A` the oldest release, `B` the next …
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "validate.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

gw::Options choose_target(std::string_view text) {
  gw::Options options;
  options.release = "v1.6.1";
  if (!text.starts_with("#!")) return options;
  const std::vector<gw::ReleaseRow> releases = gw::releases();
  for (const char letter : text.substr(2, text.find('\n', 2) - 2)) {
    if (letter == 'e') options.experimental = true;
    if (letter >= 'A' && static_cast<std::size_t>(letter - 'A') < releases.size())
      options.release = releases[static_cast<std::size_t>(letter - 'A')].name;
  }
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::array sources{gw::Source("input.yaml", std::string(data, data + size))};
  gw::Options options = choose_target(sources[0].text());
  const gw::Conversion one = gw::validate(sources, options);
  require(one.manifests.empty() && one.totals.checked <= one.totals.objects);
  for (const gw::Finding& finding : one.findings) {
    require(!finding.message.empty());
    if (finding.at.known()) require(finding.at.file == 0 && finding.at.span.begin <= finding.at.span.end && finding.at.span.end <= size);
  }
  options.threads = 2;
  const gw::Conversion two = gw::validate(sources, options);
  require(one.findings.size() == two.findings.size());
  for (std::size_t i = 0; i < one.findings.size(); ++i)
    require(one.findings[i].at == two.findings[i].at && one.findings[i].message == two.findings[i].message);
  return 0;
}
