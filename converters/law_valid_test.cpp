// Law 4: what is printed is valid for its target, by our own reading of what the target demands.
#include <doctest/doctest.h>

#include <set>

#include "laws_test.h"
#include "validate.h"

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr bool kSlow = true;  // what the sanitizers could find shows in a few releases
#else
constexpr bool kSlow = false;
#endif

/// The first violation in what is printed for `text`; empty if there is none.
std::string first_violation(const std::string& text, const gw::Options& options, std::size_t& checked) {
  std::string printed;
  for (const gw::Manifest& manifest : gw::laws::convert_text(text, options).manifests) printed += manifest.text + "---\n";
  if (printed.empty()) return {};
  const gw::Source source("printed.yaml", printed);
  const gw::Conversion result = gw::validate({&source, 1}, options);
  checked += result.totals.checked;
  for (const gw::Finding& finding : result.findings)
    if (finding.severity != gw::Severity::Note) return finding.object + " " + finding.field + ": " + finding.message;
  return {};
}

}  // namespace

TEST_CASE("law 4: what is printed for every promise and real manifest is valid for its target") {
  std::vector<std::string> texts;
  for (const auto& path : gw::laws::promised_inputs())
    if (path.string().find("/validate/") == std::string::npos) texts.push_back(gw::laws::read_file(path));
  const std::size_t promised = texts.size();
  const std::set<std::string_view> some = {"v0.5.0", "v0.8.1", "v1.4.1", "v1.6.1"};
  const std::set<std::string_view> for_corpus = kSlow ? std::set<std::string_view>() : some;  // the corpus is large
  for (const std::string_view dialect : {"apisix", "ingress"})
    for (const auto& path : gw::laws::corpus_inputs(dialect)) texts.push_back(gw::laws::read_file(path));
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
      options.controller = "ingress-nginx";
      const std::size_t count = for_corpus.contains(release.name) ? texts.size() : promised;
      for (std::size_t i = 0; i < count; ++i) {
        const std::string violation = first_violation(texts[i], options, checked);
        CHECK_MESSAGE(violation.empty(), violation, "\n", texts[i]);
      }
    }
  }
  MESSAGE(checked, " objects checked");
  CHECK(checked > (kSlow ? 1000 : 10000));
}
