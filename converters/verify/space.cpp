#include "verify/space.h"

#include <algorithm>

namespace gw::verify {
namespace {

/// A name that `pattern` covers and no other one does: with one label, and with two, before the suffix.
void add_below(std::string_view pattern, const std::set<std::string>& known, std::set<std::string>& out) {
  const std::string suffix(pattern.substr(1));
  std::string label = "any";
  while (known.contains(label + suffix)) label += "x";
  out.insert(label + suffix);
  if (suffix.starts_with('.')) {
    out.insert("deep." + label + suffix);
    out.insert(suffix.substr(1));
  } else {
    out.insert(suffix);
    out.insert(label + "." + suffix);
  }
}

constexpr std::size_t kMostRequests = 800'000;  // before hosts with very many paths get some of them only
constexpr std::size_t kSomePaths = 150;

/// Every nth path, so that they are not too many.
void thin(std::vector<std::string>& paths) {
  const std::size_t step = (paths.size() + kSomePaths - 1) / kSomePaths;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < paths.size(); i += step) paths[kept++] = std::move(paths[i]);
  paths.resize(kept);
}

}  // namespace

std::string undecided(const std::string& pattern) {
  constexpr std::size_t kShown = 60;
  return "what the regular expression `" + pattern.substr(0, kShown) + (pattern.size() > kShown ? "…" : "") + "` matches";
}

std::vector<std::string> host_witnesses(std::span<const Side* const> sides) {
  std::set<std::string> known;
  for (const Side* side : sides)
    for (std::string& host : side->hosts()) known.insert(std::move(host));
  std::set<std::string> out;
  for (const std::string& host : known) {
    if (host.size() > 1 && host.starts_with('*')) add_below(host, known, out);
    else if (!host.empty() && host != "*") out.insert(host);
  }
  std::string other = "unlisted.example";
  while (known.contains(other)) other = "more." + other;
  out.insert(other);
  return {out.begin(), out.end()};
}

namespace {

/// Walks through the requests of one host at a time.
class Walk {
 public:
  Walk(std::span<const Side* const> sides, const std::function<void(const Request&)>& visit, Coverage& coverage) : sides_(sides), visit_(visit), coverage_(coverage) {
    for (const Side* side : sides)
      for (Port& port : side->ports()) ports_.insert(std::move(port));
  }

  void through(const std::string& host) {
    for (const Port& port : ports_) {
      Request request;
      request.host = host;
      request.scheme = port.scheme;
      if (port.number != usual_port(port.scheme)) request.port = port.number;
      if (std::ranges::none_of(sides_, [&](const Side* side) { return side->listens(request); })) show(request);
      else at_port(std::move(request), port);
    }
  }

 private:
  void show(const Request& request) {
    ++coverage_.requests;
    visit_(request);
  }

  void at_port(Request request, const Port& port) {
    std::vector<Pattern> patterns;
    std::vector<std::string> probes;
    for (const Side* side : sides_) side->paths(request, patterns, probes);
    // Where only one side has the port, a single request says it all.
    if (std::ranges::any_of(sides_, [&](const Side* side) { return !has_port(*side, port); })) {
      const auto known = std::ranges::find_if(patterns, [](const Pattern& one) { return !one.literal.empty(); });
      if (known != patterns.end()) request.path = known->literal;
      return show(request);
    }
    std::vector<std::string> paths = path_witnesses(std::move(patterns), probes, coverage_.sampled);
    if (coverage_.requests > kMostRequests && paths.size() > kSomePaths) {
      thin(paths);
      coverage_.sampled.insert("hosts and paths with too many combinations");
    }
    for (std::string& path : paths) {
      request.path = std::move(path);
      std::vector<const Conditions*> conditions;
      for (const Side* side : sides_) side->conditions(request, conditions);
      for (const Request& one : with_conditions(request, conditions, coverage_.sampled)) show(one);
    }
  }

  /// Whether a side has the port, or nothing for this scheme at all: then every class of requests loses its answer.
  static bool has_port(const Side& side, const Port& port) {
    const std::vector<Port> ports = side.ports();
    return std::ranges::find(ports, port) != ports.end() || std::ranges::find(ports, port.scheme, &Port::scheme) == ports.end();
  }

  std::span<const Side* const> sides_;
  const std::function<void(const Request&)>& visit_;
  Coverage& coverage_;
  std::set<Port> ports_;
};

}  // namespace

Coverage for_each_request(std::span<const Side* const> sides, const std::function<void(const Request&)>& visit) {
  Coverage coverage;
  const std::vector<std::string> hosts = host_witnesses(sides);
  coverage.hosts = hosts.size();
  Walk walk(sides, visit, coverage);
  for (const std::string& host : hosts) walk.through(host);
  return coverage;
}

}  // namespace gw::verify
