/// What becomes of a request, in words that both readings share, and in what two answers differ.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "source/source.h"

namespace gw::verify {

/// A rule of either side.
struct Rule {
  std::string label;            ///< "ApisixRoute web/shop, rule `left`", "HTTPRoute web/left, rule 1"
  std::vector<Origin> written;  ///< where the input says it
  std::vector<Origin> around{}; ///< what else of the input has a part in it: findings about the rule are made there, too
  std::shared_ptr<const std::vector<Origin>> shared{};  ///< likewise, for many rules
};

struct Share {
  std::string backend;  ///< "web/shop:80", or "500" for one that does not exist
  std::uint64_t weight = 1;
  friend bool operator==(const Share&, const Share&) = default;
};

/// Changes of headers: by name in lower case, "=value", "+value" or "-".
using HeaderChanges = std::map<std::string, std::string>;

struct Answer {
  enum class Kind : std::uint8_t {
    Refused,  ///< nobody listens, or no certificate is there
    Status,   ///< an answer of the proxy's own
    Redirect,
    Forward,
  };
  Kind kind = Kind::Status;
  int status = 404;
  std::string location;
  bool endless = false;   ///< the redirect leads back to the request
  std::vector<Share> shares;
  std::string path;    ///< what backends see
  std::string host;
  std::string method;
  HeaderChanges request_headers;
  HeaderChanges response_headers;
  std::vector<std::string> mirrors;
  std::vector<std::string> guards;  ///< what has to be passed first
  std::string cors;                 ///< who may ask from other sites; empty: nothing is said

  const Rule* rule = nullptr;        ///< that decides it
  std::vector<const Rule*> involved; ///< others that have a part in it
  std::vector<Answer> others;        ///< what it may be as well, where the rules of the field leave it open
};

/// What CORS says, in one form for both readings.
struct Cors {
  std::vector<std::string> origins;
  std::vector<std::string> methods;
  std::vector<std::string> headers;
  std::vector<std::string> shown;
  bool credentials = false;
  std::int64_t seconds = 5;
};
std::string words(Cors cors);

/// Upstreams with nodes of their own: a node gets its part of what its upstream gets.
struct Upstream {
  std::uint64_t weight = 1;
  std::vector<Share> nodes;
};
std::vector<Share> spread(const std::vector<Upstream>& upstreams);

/// Sorts backends by name, joins equal ones and divides weights by what they have in common.
void simplify(std::vector<Share>& shares);

/// "shop/api:80", "404 (no route)", "redirect 308 to https://…": one line.
std::string summary(const Answer& answer);

enum class Facet : std::uint8_t {
  Served,           ///< only one of them has a rule for the request
  Backend,
  Weights,
  Status,
  Redirect,         ///< one of them redirects, or elsewhere
  RedirectSlash,    ///< the place differs in a slash at its end
  RedirectQuery,    ///< the place differs in the query
  RedirectCode,
  Path,
  Host,
  Method,
  RequestHeaders,
  ResponseHeaders,
  Mirrors,
  Guards,
  Cors,
  Connection,       ///< only one of them takes the connection
  Open,             ///< the field leaves it open, and not every choice is right
};
inline constexpr std::size_t kFacets = 18;
std::string_view word(Facet facet);

/// In what the two differ, in the order of `Facet`; empty if nobody can tell them apart.
std::vector<Facet> differences(const Answer& before, const Answer& after);

/// A line that says how: the two summaries, and for what they do not show, the parts that differ.
struct Contrast {
  std::string before;
  std::string after;
};
Contrast contrast(const Answer& before, const Answer& after, const std::vector<Facet>& facets);

}  // namespace gw::verify
