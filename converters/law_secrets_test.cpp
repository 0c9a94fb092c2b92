// No report, in any format, shows a secret of any input of testdata or the corpus.
#include <doctest/doctest.h>

#include <array>
#include <string_view>

#include "proof.h"
#include "proof/render.h"
#include "laws_test.h"
#include "report/formats.h"
#include "report/test_report.h"
#include "yaml/read.h"

using namespace gw;
using namespace gw::cli;

namespace {

const std::string kMarker = "QQsecretQQ";

/// Members whose values are secrets, wherever they stand in the settings of a plugin, consumer or controller.
constexpr auto kSecretMembers = std::to_array<std::string_view>(
    {"password", "secret", "client_secret", "secret_key", "access_key", "secret_access_key", "token", "access_token", "api_key", "private_key", "adminKey"});

/// Below these, every value is a secret.
constexpr auto kSecretParts = std::to_array<std::string_view>({"data", "stringData"});

class Places {
 public:
  std::vector<Span> found;

  void document(const yaml::Node& root) {
    if (text_of(root, "kind") == "List" || (text_of(root, "kind").ends_with("List") && member(root, "items") != nullptr)) {
      if (const yaml::Node* items = member(root, "items"))
        for (const yaml::Node& item : items->items()) document(item);
      return;
    }
    if (text_of(root, "kind") == "Secret")
      for (const std::string_view part : kSecretParts)
        if (const yaml::Node* values = member(root, part)) all(*values);
    const yaml::Node* spec = member(root, "spec");
    if (spec == nullptr || !text_of(root, "apiVersion").starts_with("apisix.")) return;
    if (text_of(root, "kind") == "ApisixConsumer")
      if (const yaml::Node* parameter = member(*spec, "authParameter"))
        for (const yaml::Member& type : parameter->members())
          if (const yaml::Node* value = member(type.value, "value")) all(*value);
    named(*spec);
  }

 private:
  static const yaml::Node* member(const yaml::Node& node, std::string_view key) {
    for (const yaml::Member& one : node.members())
      if (one.key.text() == key) return &one.value;
    return nullptr;
  }
  static std::string_view text_of(const yaml::Node& node, std::string_view key) {
    const yaml::Node* found_one = member(node, key);
    return found_one != nullptr && found_one->is_scalar() ? found_one->text() : std::string_view();
  }
  void all(const yaml::Node& node) {
    if (node.is_scalar()) found.push_back(node.span());
    for (const yaml::Node& item : node.items()) all(item);
    for (const yaml::Member& one : node.members()) all(one.value);
  }
  void named(const yaml::Node& node) {
    for (const yaml::Node& item : node.items()) named(item);
    for (const yaml::Member& one : node.members()) {
      const bool secret = std::ranges::find(kSecretMembers, one.key.text()) != kSecretMembers.end() && one.value.is_scalar();
      if (secret) found.push_back(one.value.span());
      else named(one.value);
    }
  }
};

/// The text with a marker in the place of every secret, and how many there are.
std::pair<std::string, std::size_t> marked(const std::string& text) {
  const std::vector<Source> sources{Source("in.yaml", text)};
  Sink unused;
  const yaml::Tree tree = yaml::read(sources, 1, unused);
  Places places;
  for (const yaml::Document& document : tree.documents) places.document(document.root);
  std::ranges::sort(places.found, {}, &Span::begin);
  std::string out;
  std::size_t from = 0;
  for (const Span& span : places.found) {
    if (span.begin < from) continue;  // of an alias
    out.append(text, from, span.begin - from).append(kMarker);
    if (text[span.begin] == '|' || text[span.begin] == '>') out += '\n';
    from = span.end;
  }
  return {out.append(text, from), places.found.size()};
}

}  // namespace

TEST_CASE("secrets: no report shows one, in any format, for any input") {
  std::vector<std::filesystem::path> inputs = laws::promised_inputs();
  for (const std::string_view dialect : {"apisix", "ingress"}) {
    const auto more = laws::corpus_inputs(dialect);
    inputs.insert(inputs.end(), more.begin(), more.end());
  }
  std::size_t secrets = 0;
  for (const auto& path : inputs) {
    const auto [text, count] = marked(laws::read_file(path));
    if (count == 0) continue;
    secrets += count;
    for (const std::string_view implementation : {"portable", "apisix-2"}) {
      TestReport test(text);
      test.options.implementation = implementation;
      test.options.inline_secrets = true;
      test.options.survey = true;
      test.options.release = implementation == "portable" ? "v1.6.1" : "v1.4.1";
      test.conversion = convert(test.sources, test.options);
      for (const Format& format : formats()) {
        const std::string shown = format.render(test.report());
        const std::size_t at = shown.find(kMarker);
        CHECK_MESSAGE(at == std::string::npos, path.string(), " for ", implementation, " in ", format.name, ": ",
                      at == std::string::npos ? "" : shown.substr(at < 300 ? 0 : at - 300, 400));
      }
      const Proof proof(test.sources, {}, test.options);
      const std::string proved = cli::verdict_json(proof.compare(), true, test.sources);
      CHECK_MESSAGE(proved.find(kMarker) == std::string::npos, path.string(), " for ", implementation, " in a comparison");
    }
  }
  MESSAGE(secrets, " secrets planted");
  CHECK(secrets > 20);
}
