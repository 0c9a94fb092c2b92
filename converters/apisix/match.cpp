// `match`: hosts, paths, methods, client addresses. Rules: spec of the ApisixRoute CRD, controllers 0.4 to 2.2.
#include <algorithm>
#include <array>

#include "apisix/pattern.h"
#include "apisix/rule.h"
#include "kube/hosts.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

constexpr auto kMethods = std::to_array<std::string_view>(
    {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"});

/// Methods that APISIX serves, but no Gateway API match can name (apisix/schema_def.lua, methods).
constexpr auto kOtherMethods = std::to_array<std::string_view>({"PURGE"});

/// Whether `value`, written as `key`, is in `list` already; long lists are looked up in `seen`.
template <class T, class Same>
bool is_repeated(const std::vector<T>& list, Same same, const std::string& key, std::unordered_set<std::string>& seen) {
  constexpr std::size_t kFew = 16;
  if (std::any_of(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(std::min(list.size(), kFew)), same)) return true;
  return list.size() >= kFew && !seen.insert(key).second;
}

void add_host(std::string host, From<std::string_view> written, const RuleReader& reader) {
  const auto same = [&](const From<std::string>& other) { return other.value == host; };
  if (is_repeated(reader.rule.hosts, same, host, reader.seen))
    reader.sink().report<Code::duplicate_entry>(written.at, host);
  else
    reader.rule.hosts.push_back({std::move(host), written.at});
}

void read_methods(const yaml::View& match, const RuleReader& reader) {
  auto& methods = reader.rule.methods;
  const auto written = match.texts("methods");
  for (const auto& method : written) {
    const auto same = [&](const From<std::string>& other) { return other.value == method.value; };
    const auto wrong = [&] {
      reader.sink().report<Code::value_not_allowed>(method.at, "methods", method.value, fmt::format("{}", fmt::join(kMethods, ", ")));
    };
    if (!is_method(method, reader.sink(), wrong)) continue;
    if (std::ranges::any_of(methods, same))
      reader.sink().report<Code::duplicate_entry>(method.at, method.value);
    else
      methods.push_back({std::string(method.value), method.at});
  }
  // No method left must not come to mean any method.
  if (!written.empty() && methods.empty()) reader.rule.withheld = std::max(reader.rule.withheld, model::Withheld::Omitted);
}

/// Addresses and networks of clients.
void read_addresses(const yaml::View& match, const RuleReader& reader) {
  const yaml::View addresses = match.list("remoteAddrs");
  if (!addresses || addresses.items().empty()) return;
  reader.rule.restricted_otherwise = true;
  if (reader.to.options.keeps.plugins) {
    model::Condition& condition = reader.rule.conditions.emplace_back();
    condition.subject = model::Condition::Subject::ClientAddress;
    condition.at = addresses.at();
    for (const auto& address : match.texts("remoteAddrs")) {
      if (!kube::is_address(address.value))
        reader.sink().report<Code::value_not_allowed>(address.at, "remoteAddrs", address.value, "addresses such as `10.1.2.3` and networks such as `10.0.0.0/8`");
      condition.values.emplace_back(address.value);
    }
    return;
  }
  addresses.mark_all_read();
  reader.sink().report<Code::client_address_not_expressible>(addresses.at());
  reader.withhold(Code::client_address_not_expressible, model::Withheld::Omitted);
}

}  // namespace

std::span<const std::string_view> match_methods() { return kMethods; }

bool is_method(From<std::string_view> method, Sink& sink, const std::function<void()>& wrong) {
  if (std::ranges::find(kMethods, method.value) != kMethods.end()) return true;
  if (std::ranges::find(kOtherMethods, method.value) != kOtherMethods.end())
    sink.report<Code::method_not_expressible>(method.at, method.value);
  else
    wrong();
  return false;
}

void read_match(const yaml::View& match, const RuleReader& reader) {
  read_hosts(match, reader);
  read_paths(match, reader);
  read_methods(match, reader);
  read_addresses(match, reader);
  read_exprs(match.list("exprs"), reader);
  if (const yaml::View vars = match.list("nginxVars")) {
    reader.sink().report<Code::old_spelling>(match.key_at("nginxVars"), "nginxVars", "exprs");
    read_exprs(vars, reader);
  }
  if (const auto script = match.text("filter_func")) {
    reader.rule.restricted_otherwise = true;
    reader.sink().report<Code::filter_func_not_expressible>(script->at);
    reader.withhold(Code::filter_func_not_expressible, model::Withheld::Omitted);
  }
  fold_conditions(reader);
}

void read_hosts(const yaml::View& match, const RuleReader& reader) {
  const auto written = match.texts("hosts");
  for (const auto& host : written) read_host(host, reader);
  // Beside names `*` keeps them where hosts are looked at first: there the rule comes before those of wildcards.
  if (reader.rule.any_host_written && reader.to.options.apisix_router != ApisixRouter::HostUri) reader.rule.hosts.clear();
  // No host left must not come to mean any host.
  else if (!written.empty() && reader.rule.hosts.empty() && !reader.rule.any_host_written)
    reader.rule.withheld = std::max(reader.rule.withheld, model::Withheld::Omitted);
}

void read_host(From<std::string_view> host, const RuleReader& reader) {
  model::Rule& rule = reader.rule;
  Sink& sink = reader.sink();
  if (host.value == "*") {
    rule.any_host_written = true;
    return;
  }
  const std::string folded = lower_case(host.value);
  if (folded != host.value) sink.report<Code::host_lower_case>(host.at, host.value, folded);
  const bool wildcard = folded.starts_with("*.");
  const bool suffix = folded.starts_with('*') && !wildcard;
  const std::string name = folded.substr(wildcard ? 2 : suffix ? 1 : 0);
  if (const std::string fault = kube::host_fault(name); !fault.empty()) {
    sink.report<Code::host_not_expressible>(host.at, host.value, fault);
    return;
  }
  if (suffix) {  // `*foo.com` is the text suffix `foo.com`
    rule.suffix_hosts.push_back({{std::string(host.value), name}, host.at});
    add_host(name, host, reader);
    add_host("*." + name, host, reader);
    return;
  }
  add_host(folded, host, reader);
}

void report_suffix(const From<model::SuffixHost>& host, Sink& sink) {
  const std::string& name = host.value.name;
  sink.report<Code::host_suffix_narrowed>(host.at, host.value.written, name, "*." + name, "bar" + name);
}

void read_paths(const yaml::View& match, const RuleReader& reader) {
  const yaml::View paths = match.list("paths");
  if (paths ? paths.items().empty() : !match.has("paths")) {
    reader.sink().report<Code::missing_field>(match.at(), "match.paths", "");
    return;
  }
  for (const auto& path : match.texts("paths")) read_path(path, reader);
}

namespace {

/// What nobody can write may be guarded all the same.
void add_unwritten(model::Rule& rule, From<std::string_view> path, model::PathMatch match) {
  std::vector<model::Path> all = rule.unwritten ? *rule.unwritten : std::vector<model::Path>();
  all.push_back({.match = std::move(match), .rank = {}, .written = std::string(path.value), .at = path.at});
  rule.unwritten = std::move(all);
}

}  // namespace

void read_path(From<std::string_view> path, const RuleReader& reader) {
  model::Rule& rule = reader.rule;
  Sink& sink = reader.sink();
  Pattern pattern = read_pattern(path.value, reader.to.options.apisix_router == ApisixRouter::UriWithParameter);
  if (!pattern.dead.empty()) {
    sink.report<Code::path_dead>(path.at, path.value, pattern.dead);
    return;
  }
  if (!pattern.not_expressible.empty()) {
    sink.report<Code::path_not_expressible>(path.at, path.value, pattern.not_expressible);
    if (path.value.starts_with('/')) add_unwritten(rule, path, std::move(pattern.match));
    return;
  }
  if (!pattern.same_as.empty()) sink.report<Code::path_tail_ignored>(path.at, path.value, pattern.same_as);
  const bool exact = pattern.match.kind == model::PathMatch::Kind::Exact;
  const std::int64_t priority = rule.priority ? rule.priority->value : 0;
  // Exact paths first, then the longest key, then priority, then the longest pattern; after that, internal order.
  const model::Rank rank{{exact ? 1 : 0, pattern.key_length, priority, static_cast<std::int64_t>(path.value.size() * (kMostForks + 1))}};
  const auto same = [&](const model::Path& other) { return other.match == pattern.match; };
  if (is_repeated(rule.paths, same, std::to_string(static_cast<int>(pattern.match.kind)) + pattern.match.text, reader.seen)) {
    sink.report<Code::duplicate_entry>(path.at, path.value);
    model::Path& kept = *std::ranges::find_if(rule.paths, same);
    kept.rank = std::max(kept.rank, rank);  // `/a/*/*` stands where `/a/*` alone would not
    return;
  }
  rule.paths.push_back({std::move(pattern.match), rank, std::string(path.value), path.at});
}

}  // namespace gw::apisix
