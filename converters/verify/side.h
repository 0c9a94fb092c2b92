/// One reading of the routing: what it answers to a request, and what it looks at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/answer.h"
#include "verify/condition.h"
#include "verify/pattern.h"
#include "verify/request.h"

namespace gw::verify {

/// How an answer came about, for `trace`: one line for each candidate, in the order in which they are tried.
struct Trace {
  struct Step {
    std::string text;
    const Rule* rule = nullptr;
    bool taken = false;
  };
  std::vector<Step> steps;
  void add(std::string text, const Rule* rule = nullptr, bool taken = false) { steps.push_back({std::move(text), rule, taken}); }
};

/// Where clients connect: a port, and what is spoken there.
struct Port {
  std::string scheme;
  int number = 0;
  auto operator<=>(const Port&) const = default;
};

class Side {
 public:
  virtual ~Side() = default;

  /// Host names that are told apart: `shop.example.com`, `*.example.com`; empty for any.
  virtual std::vector<std::string> hosts() const = 0;
  /// The ports that anybody listens on: those of the schemes, as controllers publish them.
  virtual std::vector<Port> ports() const { return {{"http", usual_port("http")}, {"https", usual_port("https")}}; }
  /// Whether anybody listens for the host of this request, at its port.
  virtual bool listens(const Request& request) const = 0;
  /// Adds the patterns that paths of this scheme, host and port are compared with, and texts of paths that may make a difference.
  virtual void paths(const Request& request, std::vector<Pattern>& patterns, std::vector<std::string>& probes) const = 0;
  /// Adds what rules for this path ask besides: conditions stay valid as long as the side.
  virtual void conditions(const Request& request, std::vector<const Conditions*>& out) const = 0;
  virtual Answer answer(const Request& request, Trace* trace = nullptr) const = 0;
  /// What this reading does not look at, in phrases.
  virtual std::vector<std::string> not_read() const { return {}; }
};

/// Whether a request comes in where controllers listen: 80 for http, 443 for https.
bool at_usual_port(const Request& request);

/// The answer of a controller that does not listen at the port of the request.
Answer refused(const Request& request, std::string_view controller, Trace* trace);

/// The names under which rules for `host` are kept, most specific first: itself, its wildcards, and "" for any.
std::vector<std::string> host_keys(std::string_view host);

/// Whether `wildcard` ("*.example.com") stands for `host`: any number of labels.
bool covers(std::string_view wildcard, std::string_view host);

}  // namespace gw::verify
