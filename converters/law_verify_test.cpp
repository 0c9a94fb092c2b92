// Law 6: a request that ends differently has been announced, and what is announced is true.
#include <doctest/doctest.h>

#include <set>
#include <sstream>

#include "laws_test.h"
#include "options.h"
#include "proof.h"
#include "verify/announcements.h"

namespace {

using gw::Finding;

/// The flags of a golden case, as a shell takes them apart: the cases quote nothing that counts here.
gw::Options options_of(const std::filesystem::path& input) {
  std::vector<std::string> words;
  std::istringstream line(gw::laws::read_file(input.parent_path() / "args"));
  for (std::string word; line >> word;) words.push_back(word);
  words.push_back(input.string());
  auto read = gw::cli::read_arguments(words);
  if (!read) return {};
  gw::Options options = read->flags.conversion;
  options.threads = 1;
  return options;
}

struct Case {
  std::filesystem::path path;
  gw::Options options;
};

/// Every promised input with its flags, and the corpora of both dialects.
std::vector<Case> all_cases() {
  std::vector<Case> out;
  for (const auto& path : gw::laws::promised_inputs())
    if (path.filename() == "input.yaml" && path.string().find("/yaml/") == std::string::npos) out.push_back({path, options_of(path)});
  for (const std::string_view corpus : {"apisix", "ingress", "traps"})
    for (const auto& path : gw::laws::corpus_inputs(corpus)) {
      gw::Options options;
      out.push_back({path, options});
      options.release = "v1.6.1";
      options.experimental = true;
      out.push_back({path, options});
    }
  return out;
}

/// Codes whose effect no request shows, and why.
constexpr std::pair<gw::Code, std::string_view> kNotShown[] = {
    {gw::Code::duplicate_key, "it is about the text of the input"},
    {gw::Code::age_unknown, "it is about what the input does not say"},
    {gw::Code::passthrough_assumed, "it is about a flag of the controller"},
    {gw::Code::canary_service_is_main, "what nginx leaves out is left out; accepted, it shows"},
    {gw::Code::client_certificate_demanded, "the handshake fails instead of the request"},
    {gw::Code::external_auth_converted, "it is about what the authorization server sees"},
    {gw::Code::forward_auth_converted, "likewise"},
    {gw::Code::identity_header_forgeable, "it is about what the authorization server answers"},
    {gw::Code::mirror_differs, "it is about what copies look like"},
    {gw::Code::tls_wildcard_widened, "it is about a handshake, behind which no rule need be"},
    {gw::Code::tls_certificate_assumed, "it is about what is in a Secret"},
    {gw::Code::tls_certificate_for_others, "it is about which certificate is shown"},
    {gw::Code::apisix_certificate_conflict, "likewise"},
    {gw::Code::secret_layout, "likewise"},
    {gw::Code::implementation_differs, "it is about one implementation"},
    {gw::Code::path_first_hosts_left, "rules without hosts may be repeated for the others as well"},
};

bool about_routing(const Finding& finding) {
  if (!finding.at.known() || finding.accepted || std::ranges::find(kNotShown, finding.code, &std::pair<gw::Code, std::string_view>::first) != std::end(kNotShown)) return false;
  if (finding.object.starts_with("ApisixTls ")) return false;  // about handshakes for hosts that need no rule
  const gw::Effect effect = info(finding.code).effect;
  return gw::verify::announces_anything(finding.code) && (effect == gw::Effect::Widened || effect == gw::Effect::Narrowed || effect == gw::Effect::Changed);
}

/// Whether another finding at the same place says that it is not written at all, or that the implementation does not read it.
bool is_moot(const Finding& finding, const gw::Conversion& conversion) {
  return std::ranges::any_of(conversion.findings, [&](const Finding& other) {
    return other.at == finding.at && (other.code == gw::Code::filter_needs_release || other.code == gw::Code::implementation_differs);
  });
}

/// Whether a request shows what the finding says: its own witness, or one that the comparison has found.
bool is_true(const Finding& finding, const gw::Proof& proof, const gw::verify::Verdict& verdict) {
  if (verdict.shown.contains(&finding) || verdict.moot.contains(&finding)) return true;
  if (!finding.witness) return false;
  auto request = gw::verify::parse_request(finding.witness->request, {});
  return request && !gw::verify::differences(proof.before(*request).answer, proof.after(*request).answer).empty();
}

}  // namespace

TEST_CASE("law 6: every difference is announced, and every finding about routing has a difference") {
  std::size_t requests = 0;
  std::size_t differences = 0;
  std::size_t true_findings = 0;
  for (const Case& one : all_cases()) {
    const gw::Source sources[] = {gw::Source(one.path.filename().string(), gw::laws::read_file(one.path))};
    const gw::Proof proof(sources, {}, one.options);
    const gw::verify::Verdict verdict = proof.compare();
    requests += verdict.coverage.requests;
    differences += verdict.differences.size();
    for (const gw::verify::Difference& difference : verdict.differences)
      CHECK_MESSAGE(difference.announced(), one.path.string(), " (", one.options.release, "): ", difference.request, " before: ", difference.before, " after: ", difference.after);
    for (const Finding& finding : proof.conversion().findings) {
      if (verdict.served == 0 || !about_routing(finding) || is_moot(finding, proof.conversion())) continue;
      if (finding.code == gw::Code::regex_precedence && one.options.implementation != "portable") continue;  // APISIX has an order
      const bool shown = is_true(finding, proof, verdict);
      true_findings += shown ? 1 : 0;
      CHECK_MESSAGE(shown, one.path.string(), " (", one.options.release, "): no request shows ", number(finding.code), " ", finding.message, finding.witness ? " " + finding.witness->request : "");
    }
  }
  MESSAGE(requests, " requests, ", differences, " differences, ", true_findings, " findings shown");
}
