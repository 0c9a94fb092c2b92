// Rules over matches of routes: paths, gRPC methods, names that may stand there once, sums.
#include <array>
#include <optional>
#include <set>

#include "gateway/validate/fields.h"
#include "gateway/validate/rules.h"
#include "source/words.h"

namespace gw::gateway {
namespace {

constexpr std::string_view kPathCharacters = "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$";
constexpr std::string_view kPathCharactersOfV060 = "^[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$";
constexpr std::string_view kGrpcService = "^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$";
constexpr std::string_view kGrpcMethod = "^[A-Za-z_][A-Za-z_0-9]*$";
constexpr std::size_t kMostMatches = 128;

/// The value of a path that is no regular expression, "" if it is missing; nothing for another path.
std::optional<std::string_view> literal(const FieldValue& path) {
  const std::string_view type = path.text("type");
  if (type != "Exact" && type != "PathPrefix") return std::nullopt;
  return path.text("value");
}

void bad_path(const FieldValue& path, std::string_view fault, Verdict& verdict) {
  verdict.broken<Code::path_invalid>(path.member("value"), path.text("value"), fault);
}

void path_starts_with(const FieldValue& path, const Rule& rule, Verdict& verdict) {
  const auto value = literal(path);
  if (value && !value->starts_with(rule.a) && path.has("value")) bad_path(path, fmt::format("must start with `{}`", rule.a), verdict);
}

void path_contains_no(const FieldValue& path, const Rule& rule, Verdict& verdict) {
  const auto value = literal(path);
  if (value && value->find(rule.a) != std::string_view::npos) bad_path(path, fmt::format("must not contain `{}`", rule.a), verdict);
}

void path_ends_not_with(const FieldValue& path, const Rule& rule, Verdict& verdict) {
  const auto value = literal(path);
  if (value && value->ends_with(rule.a)) bad_path(path, fmt::format("must not end with `{}`", rule.a), verdict);
}

void path_type_is_known(const FieldValue& path, const Rule&, Verdict& verdict) { check_words(path.member("type"), verdict); }

void path_has_legal_characters(const FieldValue& path, const Rule&, Verdict& verdict) {
  const auto value = literal(path);
  if (!value || value->empty()) return;
  const bool is_old = verdict.target().release == find_target("v0.6.0", Channel::Standard)->release;
  if (!verdict.match(is_old ? kPathCharactersOfV060 : kPathCharacters, *value))
    bad_path(path, "has characters that may not stand in a URL path", verdict);
}

void header_names_are_distinct(const FieldValue& headers, const Rule&, Verdict& verdict) {
  std::set<std::string> seen;
  for (const FieldValue& header : headers.items()) {
    const std::string_view name = header.text("name");
    if (!seen.insert(lower_case(name)).second)
      verdict.broken<Code::item_repeated>(header, headers.name(), fmt::format("`name: {}`", name));
  }
}

void matches_are_not_too_many(const FieldValue& rules, const Rule&, Verdict& verdict) {
  std::size_t sum = 0;
  for (const FieldValue& rule : rules.items()) sum += rule.member("matches").size();
  if (sum > kMostMatches) verdict.broken<Code::too_many_matches>(rules, sum, kMostMatches);
}

void grpc_method_names_something(const FieldValue& method, const Rule&, Verdict& verdict) {
  if (!method.has("service") && !method.has("method"))
    verdict.broken<Code::grpc_method_invalid>(method, "names neither a service nor a method");
}

/// `a`: the member, `b`: its form
void grpc_name_is_legal(const FieldValue& method, const Rule& rule, Verdict& verdict) {
  const FieldValue name = method.member(rule.a);
  const FieldValue type = method.member("type");
  if (name && (!type || type.text() == "Exact") && !verdict.match(rule.b, name.text()))
    verdict.broken<Code::grpc_method_invalid>(name, fmt::format("names the {} `{}`, which no proto file can have", rule.a, name.text()));
}

constexpr auto kRules = std::to_array<Rule>({
    {"C040", path_starts_with, "/"},
    {"C041", path_contains_no, "//"},
    {"C042", path_contains_no, "/./"},
    {"C043", path_contains_no, "/../"},
    {"C044", path_contains_no, "%2f"},
    {"C045", path_contains_no, "%2F"},
    {"C046", path_contains_no, "#"},
    {"C047", path_ends_not_with, "/.."},
    {"C048", path_ends_not_with, "/."},
    {"C049", path_type_is_known},
    {"C050", path_has_legal_characters},
    {"W08", path_has_legal_characters},
    {"W09", header_names_are_distinct},
    {"W10", items_are_distinct, "name"},
    {"C078", items_are_distinct, "name"},
    {"C072", matches_are_not_too_many},
    {"C073", matches_are_not_too_many},
    {"C053", grpc_method_names_something},
    {"C054", grpc_name_is_legal, "service", kGrpcService},
    {"C055", grpc_name_is_legal, "method", kGrpcMethod},
});

}  // namespace

std::span<const Rule> match_rules() { return kRules; }

}  // namespace gw::gateway
