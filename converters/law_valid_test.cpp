// Law 4: what is printed is valid for its target, by our own reading of what the target demands.
#include <doctest/doctest.h>

#include <memory>
#include <set>

#include "laws_test.h"
#include "validate.h"

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr bool kSlow = true;  // what the sanitizers could find shows in a few releases
#else
constexpr bool kSlow = false;
#endif

std::string printed_for(const std::string& text, const gw::Options& options) {
  std::string out;
  for (const gw::Manifest& manifest : gw::laws::convert_text(text, options).manifests) out += manifest.text + "---\n";
  return out;
}

/// The first violation in what is printed; empty if there is none.
std::string first_violation(const std::string& printed, const gw::Options& options, std::size_t& checked) {
  if (printed.empty()) return {};
  const gw::Source source("printed.yaml", printed);
  const gw::Conversion result = gw::validate({&source, 1}, options);
  checked += result.totals.checked;
  for (const gw::Finding& finding : result.findings)
    if (finding.severity != gw::Severity::Note) return finding.object + " " + finding.field + ": " + finding.message;
  return {};
}

/// With GWCONVERT_PRINTED in the environment: a file in that folder, so that others can judge what is printed for each target.
std::unique_ptr<std::ofstream> for_others(std::string_view release, bool experimental) {
  const char* folder = std::getenv("GWCONVERT_PRINTED");
  if (folder == nullptr) return nullptr;
  std::filesystem::create_directories(folder);
  return std::make_unique<std::ofstream>(std::filesystem::path(folder) / (std::string(release) + (experimental ? " experimental" : " standard")), std::ios::binary);
}

}  // namespace

TEST_CASE("law 4: what is printed for every promise and real manifest is valid for its target") {
  std::vector<std::filesystem::path> paths;
  for (const auto& path : gw::laws::promised_inputs())
    if (path.string().find("/validate/") == std::string::npos) paths.push_back(path);
  const std::size_t promised = paths.size();
  const std::set<std::string_view> some = {"v0.5.0", "v0.8.1", "v1.4.1", "v1.6.1"};
  const std::set<std::string_view> for_corpus = kSlow ? std::set<std::string_view>() : some;  // the corpus is large
  for (const std::string_view dialect : {"apisix", "ingress"})
    for (const auto& path : gw::laws::corpus_inputs(dialect)) paths.push_back(path);
  std::vector<std::string> texts;
  for (const auto& path : paths) texts.push_back(gw::laws::read_file(path));
  std::size_t checked = 0;
  for (const gw::ReleaseRow& release : gw::releases()) {
    if (kSlow && !some.contains(release.name)) continue;
    for (const bool experimental : {false, true}) {
      CAPTURE(release.name);
      CAPTURE(experimental);
      gw::Options options;
      options.release = release.name;
      options.experimental = experimental;
      options.timeouts = gw::TimeoutPolicy::Approximate;
      options.locate = false;
      const std::unique_ptr<std::ofstream> others = for_others(release.name, experimental);
      const std::size_t count = for_corpus.contains(release.name) ? texts.size() : promised;
      for (std::size_t i = 0; i < count; ++i) {
        options.controller = gw::laws::controller_for(paths[i]);
        const std::string printed = printed_for(texts[i], options);
        if (others && i < promised) *others << printed;
        const std::string violation = first_violation(printed, options, checked);
        CHECK_MESSAGE(violation.empty(), violation, "\n", texts[i]);
      }
    }
  }
  MESSAGE(checked, " objects checked");
  CHECK(checked > (kSlow ? 1000 : 10000));
}
