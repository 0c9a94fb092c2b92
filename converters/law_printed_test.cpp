// Law 4, judged by others: with GWCONVERT_PRINTED in the environment, everything that is printed for testdata and for the
// corpus goes to that folder: a folder for each target below, in it a file for each input. No test without it.
#include <doctest/doctest.h>

#include "laws_test.h"

namespace {

struct Target {
  std::string_view release;
  std::string_view channel;
  std::string_view implementation;
};
constexpr Target kTargets[] = {
    {"v0.5.0", "standard", "portable"},     {"v0.7.1", "standard", "apisix-1"},     {"v1.4.1", "standard", "portable"},     {"v1.6.1", "experimental", "portable"},
    {"v1.4.1", "standard", "apisix-2@2.0"}, {"v1.4.1", "standard", "apisix-2@2.1"}, {"v1.4.1", "standard", "apisix-2@2.2"},
};

struct Input {
  std::filesystem::path path;
  std::string text;
};

/// testdata, the corpora of the dialects, the traps, and what already has Gateways with settings of their own.
std::vector<Input> inputs() {
  auto paths = gw::laws::promised_inputs();
  for (const std::string_view folder : {"apisix", "ingress", "traps"}) {
    const auto more = gw::laws::corpus_inputs(folder);
    paths.insert(paths.end(), more.begin(), more.end());
  }
  std::vector<Input> out;
  for (const auto& path : paths) out.push_back({path, gw::laws::read_file(path)});
  for (const auto& path : gw::laws::files_below(gw::laws::corpus() / "apisix" / "targets"))
    if (std::string text = gw::laws::read_file(path); text.find("kind: GatewayProxy") != std::string::npos) out.push_back({path, std::move(text)});
  return out;
}

std::filesystem::path folder_for(const std::filesystem::path& printed, const Target& target) {
  const auto out = printed / (std::string(target.release) + " " + std::string(target.channel) + " " + std::string(target.implementation));
  std::filesystem::remove_all(out);
  std::filesystem::create_directories(out);
  return out;
}

}  // namespace

TEST_CASE("law 4: printed for others to judge") {
  const char* printed = std::getenv("GWCONVERT_PRINTED");
  if (printed == nullptr) return;
  const std::vector<Input> all = inputs();
  CHECK(all.size() > 500);
  for (const Target& target : kTargets) {
    gw::Options options;
    options.release = target.release;
    options.experimental = target.channel == "experimental";
    options.implementation = target.implementation;
    options.timeouts = gw::TimeoutPolicy::Approximate;
    options.locate = false;
    const auto folder = folder_for(printed, target);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CAPTURE(all[i].path.string());
      options.controller = gw::laws::controller_for(all[i].path);
      const gw::Conversion result = gw::laws::convert_text(all[i].text, options);
      if (result.manifests.empty()) continue;
      std::ofstream out(folder / (std::to_string(i) + ".yaml"), std::ios::binary);
      out << "# " << all[i].path.string() << "\n";
      for (const gw::Manifest& manifest : result.manifests) out << manifest.text << "---\n";
    }
  }
}
