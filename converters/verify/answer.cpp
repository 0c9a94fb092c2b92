#include "verify/answer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>

#include "source/credentials.h"

namespace gw::verify {
namespace {

std::string words(const std::vector<Share>& shares) {
  if (shares.size() == 1) return shares.front().backend;
  std::string out;
  for (const Share& share : shares) out += fmt::format("{}{} x{}", out.empty() ? "" : " + ", share.backend, share.weight);
  return out.empty() ? "no backend" : out;
}

std::string words(const HeaderChanges& changes) {
  std::string out;
  for (const auto& [name, change] : changes) {
    if (!out.empty()) out += ", ";
    const std::string value = names_credential(name) ? "***" : change.substr(1);
    out += change == "-" ? "without " + name : fmt::format("{}{} {}", name, change.front() == '+' ? " also" : "", value);
  }
  return out.empty() ? "none changed" : out;
}

std::string words(const std::vector<std::string>& names) { return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", ")); }

bool same_places(const std::vector<Share>& a, const std::vector<Share>& b) {
  return std::ranges::equal(a, b, {}, &Share::backend, &Share::backend);
}

void compare_forwarding(const Answer& a, const Answer& b, std::vector<Facet>& out) {
  if (!same_places(a.shares, b.shares)) out.push_back(Facet::Backend);
  else if (a.shares != b.shares) out.push_back(Facet::Weights);
  if (a.path != b.path) out.push_back(Facet::Path);
  if (a.host != b.host) out.push_back(Facet::Host);
  if (a.method != b.method) out.push_back(Facet::Method);
  if (a.request_headers != b.request_headers) out.push_back(Facet::RequestHeaders);
  if (a.mirrors != b.mirrors) out.push_back(Facet::Mirrors);
}

void compare_kinds(const Answer& a, const Answer& b, std::vector<Facet>& out) {
  const bool refused = a.kind == Answer::Kind::Refused || b.kind == Answer::Kind::Refused;
  const auto unserved = [](const Answer& one) { return one.kind == Answer::Kind::Status && one.rule == nullptr; };
  if (refused) out.push_back(Facet::Connection);
  else if (unserved(a) != unserved(b)) out.push_back(Facet::Served);
  else if (a.kind == Answer::Kind::Redirect || b.kind == Answer::Kind::Redirect) out.push_back(Facet::Redirect);
  else out.push_back(Facet::Status);
}

}  // namespace

std::string words(Cors cors) {
  for (std::string& origin : cors.origins) std::ranges::transform(origin, origin.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (std::vector<std::string>* list : {&cors.origins, &cors.methods, &cors.headers, &cors.shown}) std::ranges::sort(*list);
  return fmt::format("origins {}; methods {}; headers {}; shows {}; {}credentials; {} s", words(cors.origins), words(cors.methods), words(cors.headers),
                     words(cors.shown), cors.credentials ? "" : "no ", cors.seconds);
}

std::vector<Share> spread(const std::vector<Upstream>& upstreams) {
  constexpr std::uint64_t kMost = 1'000'000'000;
  const auto sum = [](const Upstream& one) {
    std::uint64_t all = 0;
    for (const Share& node : one.nodes) all += node.weight;
    return std::max<std::uint64_t>(1, all);
  };
  std::uint64_t common = 1;
  for (const Upstream& one : upstreams)
    if (const std::uint64_t next = std::lcm(common, sum(one)); next < kMost) common = next;
  std::vector<Share> out;
  for (const Upstream& one : upstreams)
    for (const Share& node : one.nodes) out.push_back({node.backend, one.weight * node.weight * (common / sum(one))});
  return out;
}

void simplify(std::vector<Share>& shares) {
  std::map<std::string, std::uint64_t> sums;
  for (const Share& share : shares) sums[share.backend] += share.weight;
  std::uint64_t common = 0;
  for (const auto& [name, weight] : sums) common = std::gcd(common, weight);
  shares.clear();
  for (const auto& [name, weight] : sums)
    if (weight > 0) shares.push_back({name, weight / common});
}

/// A URL without its user, and without values of its query that are called like credentials.
std::string without_credentials(std::string url) {
  const std::size_t scheme = url.find("://");
  const std::size_t end = scheme == std::string::npos ? 0 : std::min(url.find_first_of("/?#", scheme + 3), url.size());
  if (const std::size_t user = end == 0 ? std::string::npos : url.rfind('@', end); user != std::string::npos && user > scheme) url.replace(scheme + 3, user - scheme - 3, "***");
  for (std::size_t at = url.find('?'); at != std::string::npos; at = url.find('&', at + 1)) {
    const std::size_t equals = url.find('=', at);
    const std::size_t next = std::min(url.find('&', at + 1), url.size());
    if (equals < next && names_credential(url.substr(at + 1, equals - at - 1))) url.replace(equals + 1, next - equals - 1, "***");
  }
  return url;
}

std::string summary(const Answer& answer) {
  switch (answer.kind) {
    case Answer::Kind::Refused: return "no listener";
    case Answer::Kind::Status: return answer.rule == nullptr && answer.status == 404 ? "404 (no route)" : fmt::format("{}", answer.status);
    case Answer::Kind::Redirect: return fmt::format("redirect {} to {}{}", answer.status, without_credentials(answer.location), answer.endless ? ", that is to itself" : "");
    case Answer::Kind::Forward: return words(answer.shares);
  }
  return "";
}

std::string_view word(Facet facet) {
  static constexpr std::array<std::string_view, kFacets> kWords = {
      "served",  "backend",         "weights",          "status",  "redirect", "slash of redirect", "query of redirect", "redirect code", "path",       "host",
      "method",  "request headers", "response headers", "mirrors", "guards",   "CORS",          "connection", "order"};
  return kWords[static_cast<std::size_t>(facet)];
}

/// A URL with its host in lower case, and a path: clients do not tell more apart.
std::string normal_url(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  const std::size_t end = std::min(url.find_first_of("/?#", scheme + 3), url.size());
  std::string out = url.substr(0, end);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out + (end == url.size() || url[end] != '/' ? "/" : "") + url.substr(end);
}

void compare_places(const std::string& before, const std::string& after, std::vector<Facet>& out) {
  if (before == after) return;
  const auto path = [](const std::string& url) { return url.substr(0, url.find('?')); };
  const auto bare = [&](const std::string& url) {
    std::string text = path(url);
    if (text.ends_with('/')) text.pop_back();
    return text;
  };
  if (path(before) == path(after)) out.push_back(Facet::RedirectQuery);
  else out.push_back(bare(before) == bare(after) ? Facet::RedirectSlash : Facet::Redirect);
}

/// Whether nobody serves the request, whoever says so.
bool unserved(const Answer& one) { return one.kind == Answer::Kind::Refused || (one.kind == Answer::Kind::Status && one.rule == nullptr && one.status == 404); }

namespace {

/// What is different whatever else is possible.
std::vector<Facet> own_differences(const Answer& before, const Answer& after) {
  std::vector<Facet> out;
  if (unserved(before) && unserved(after)) return out;
  if (before.kind != after.kind) {
    compare_kinds(before, after, out);
  } else if (before.kind == Answer::Kind::Status) {
    if (before.status != after.status) out.push_back(Facet::Status);
  } else if (before.kind == Answer::Kind::Redirect) {
    compare_places(normal_url(before.location), normal_url(after.location), out);
    const bool elsewhere = std::ranges::find(out, Facet::Redirect) != out.end();  // then the code says nothing more
    if (before.status != after.status && !elsewhere) out.push_back(Facet::RedirectCode);
  } else if (before.kind == Answer::Kind::Forward) {
    compare_forwarding(before, after, out);
  }
  if (before.kind == after.kind && before.kind != Answer::Kind::Refused) {
    if (before.kind == Answer::Kind::Forward && before.response_headers != after.response_headers) out.push_back(Facet::ResponseHeaders);
    if (before.guards != after.guards) out.push_back(Facet::Guards);
    if (before.kind == Answer::Kind::Forward && before.cors != after.cors) out.push_back(Facet::Cors);
  }
  return out;
}

/// Whether `one` is among what is possible there.
bool is_possible(const Answer& one, const Answer& there) {
  return own_differences(one, there).empty() || std::ranges::any_of(there.others, [&](const Answer& other) { return own_differences(one, other).empty(); });
}

bool are_possible(const Answer& all, const Answer& there) {
  return is_possible(all, there) && std::ranges::all_of(all.others, [&](const Answer& one) { return is_possible(one, there); });
}

}  // namespace

std::vector<Facet> differences(const Answer& before, const Answer& after) {
  std::vector<Facet> out = own_differences(before, after);
  std::ranges::sort(out);
  if (before.others.empty() && after.others.empty()) return out;
  const auto other_than = [](const Answer& one) { return [&](const Answer& other) { return !own_differences(one, other).empty(); }; };
  const bool open = std::ranges::any_of(after.others, other_than(before)) || std::ranges::any_of(before.others, other_than(after));
  const bool same = are_possible(before, after) && are_possible(after, before);  // in whichever order they are named
  if (same || out.empty()) out = open ? std::vector{Facet::Open} : std::vector<Facet>{};
  return out;
}

/// The other answers that are possible as well, each once.
void add_others(const Answer& answer, std::string& out) {
  for (const Answer& other : answer.others) {
    std::string words = summary(other);
    if (words == summary(answer))
      for (const Facet facet : differences(other, answer)) words += facet == Facet::Path ? " as " + other.path : fmt::format(", {} otherwise", word(facet));
    if (words != summary(answer) && out.find(" or " + words) == std::string::npos) out += " or " + words;
  }
}

Contrast contrast(const Answer& before, const Answer& after, const std::vector<Facet>& facets) {
  Contrast out{summary(before), summary(after)};
  const auto add = [&](std::string_view what, std::string_view b, std::string_view a) {
    out.before += fmt::format("{}{} {}", out.before.empty() ? "" : ", ", what, b);
    out.after += fmt::format("{}{} {}", out.after.empty() ? "" : ", ", what, a);
  };
  for (const Facet facet : facets) {
    switch (facet) {
      case Facet::Path: add("as", before.path, after.path); break;
      case Facet::Host: add("for host", before.host, after.host); break;
      case Facet::Method: add("with method", before.method, after.method); break;
      case Facet::RequestHeaders: add("request headers:", words(before.request_headers), words(after.request_headers)); break;
      case Facet::ResponseHeaders: add("response headers:", words(before.response_headers), words(after.response_headers)); break;
      case Facet::Mirrors: add("copies to", words(before.mirrors), words(after.mirrors)); break;
      case Facet::Guards: add("guarded by", words(before.guards), words(after.guards)); break;
      case Facet::Cors: add("CORS:", before.cors.empty() ? "none" : before.cors, after.cors.empty() ? "none" : after.cors); break;
      default: break;
    }
  }
  add_others(before, out.before);
  add_others(after, out.after);
  if (!before.guards.empty() && before.guards != after.guards && std::ranges::find(facets, Facet::Guards) == facets.end())
    out.before += " behind " + words(before.guards);
  return out;
}

}  // namespace gw::verify
