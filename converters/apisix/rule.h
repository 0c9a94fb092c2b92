/// One entry of `spec.http`, in all six versions: its parts, each read by one function.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include "apisix/filters/prefix.h"
#include "apisix/keep.h"
#include "dialects.h"
#include "kube/object.h"
#include "model/route.h"
#include "yaml/view.h"

namespace gw::apisix {

constexpr std::int64_t kDefaultWeight = 100;  // AIC v1.8.4 translator.go: _defaultWeight; the Gateway API's is 1
constexpr std::int64_t kMaxWeight = 1000000;

/// What says how a backend of a rule is spoken to.
struct UpstreamOf {
  const kube::Object* object = nullptr;  ///< an ApisixUpstream; null: as usual
  bool as_backend = false;               ///< the rule names it in `upstreams`, which have no port
  std::string external_name{};           ///< of a node outside the cluster
};
using Upstreams = std::vector<UpstreamOf>;

/// Paths that are rewritten each in its own way: such a rule becomes several.
struct Apart {
  std::vector<PathsApart> paths;
  Origin at;
};

/// Requests of a rule that meet more conditions and go elsewhere: such a rule becomes several, of which the first one counts.
struct Fork {
  std::vector<model::Condition> conditions;
  std::vector<model::Backend> backends;
  Upstreams upstreams;
};
constexpr std::size_t kMostForks = 15;

/// What an Ingress says about all its backends. It counts rather than what their ApisixUpstreams say.
struct BackendSettings {
  std::optional<From<std::string_view>> scheme;  ///< http, https, grpc or grpcs
  std::optional<From<std::int64_t>> retries;
};

/// What the functions for the parts of a rule share.
struct RuleReader {
  const kube::Object& object;
  Lowering& to;
  model::Rule& rule;
  std::unordered_set<std::string>& seen;  ///< hosts and paths beyond the first few, to find repetitions in a long list
  Upstreams* upstreams = nullptr;  ///< of the backends of the rule, in their order
  Apart* apart = nullptr;          ///< the rule can become several
  const BackendSettings* settings = nullptr;
  std::vector<Fork>* forks = nullptr;  ///< likewise

  Sink& sink() const { return to.sink; }
  /// Keeps the rule from being printed, unless the user accepts the risk of `code`.
  void withhold(Code code, model::Withheld how) const {
    if (!sink().accepts(code) && rule.withheld < how) rule.withheld = how;
  }
};

/// The controllers reject a rule with a mistake; printing what is left of it could serve more than was meant.
class Mistakes {
 public:
  explicit Mistakes(Sink& sink) : sink_(sink), before_(sink.findings().size()) {}
  /// Keeps the rule from being printed if one was found since then, even if it is accepted.
  void withhold(model::Withheld& withheld) const;

 private:
  Sink& sink_;
  std::size_t before_;
};

/// The methods that a match can name.
std::span<const std::string_view> match_methods();
/// Whether `method` can be matched. Reports one that APISIX serves but no match can name (GW1110); any other word is no
/// method, and `wrong` is called for it.
bool is_method(From<std::string_view> method, Sink& sink, const std::function<void()>& wrong);

/// `http` of a `spec` into the rules of `route`.
void read_http(const yaml::View& spec, const kube::Object& object, Lowering& to, model::Route& route, const BackendSettings* settings = nullptr);
/// `rules` of a `spec` of version v1, and the annotations of the object that controllers for v1 read as those of an Ingress.
void read_v1(const yaml::View& spec, const kube::Object& object, Lowering& to, model::Route& route);
/// Whether APISIX serves it: its routes share the Gateway for everything, and Ingresses of other controllers have their own.
inline bool is_own(const model::Route& route) { return route.gateway.empty(); }

void read_match(const yaml::View& match, const RuleReader& reader);
void read_hosts(const yaml::View& match, const RuleReader& reader);
void read_host(From<std::string_view> host, const RuleReader& reader);
/// Whether two hosts, of a certificate and of a route for example, can be the same (`*.foo.com` stands for names below it).
bool hosts_meet(std::string_view a, std::string_view b);
/// Says what `*foo.com` loses, where no route is looked at for it.
void report_suffix(const From<model::SuffixHost>& host, Sink& sink);
void read_paths(const yaml::View& match, const RuleReader& reader);
void read_path(From<std::string_view> path, const RuleReader& reader);
void read_exprs(const yaml::View& exprs, const RuleReader& reader);
/// The same as a plugin has it: `[arg_name, "==", value]`. Nothing if it is another expression.
std::optional<model::Condition> read_variable_test(const yaml::View& test);
void read_backends(const yaml::View& rule, const RuleReader& reader);
/// Makes them settings of the Services of a route, where the target has such. Says where that counts for others (GW1439), and
/// withholds rules whose Service is spoken to in another way already.
void keep_backend_settings(const BackendSettings& settings, const kube::Object& object, model::Route& route, Lowering& to);
/// Puts into a rule, when all else of it is read, what the ApisixUpstreams of its backends say, unless the target takes
/// settings for Services.
void apply_upstreams(const RuleReader& reader);
/// One backend with `serviceName`, `servicePort` and so on; gives it the default weight if `weighted`.
void read_backend(const yaml::View& backend, const RuleReader& reader, bool weighted);
/// The ApisixUpstream of this name for the rules of the object: of its namespace, and of its ingress class or of none. Null if
/// there is none.
const kube::Object* upstream_of(std::string_view name, const RuleReader& reader);
/// The name of a Service for the pods of a subset, which is made the first time; empty if that cannot be.
std::string subset_service(From<std::string_view> service, From<std::string_view> subset, const RuleReader& reader);
/// The Service that the source names: not one that was made for a subset of it.
std::string_view source_service(const model::Backend& backend, std::string_view name_space, const Lowering& to);
/// An ApisixUpstream as a backend of a rule.
struct UpstreamShare {
  std::int64_t weight = 0;
  std::vector<Node> nodes;
};
/// Adds the nodes of upstreams to the other backends of the rule, so that each keeps its share.
void keep_upstreams(const std::vector<UpstreamShare>& shares, const RuleReader& reader);
/// How `port` of a Service is spoken to, if its ApisixUpstream, which may be null, or the Ingress says gRPC; null else.
std::shared_ptr<const model::Grpc> grpc_of(const kube::Object* upstream, std::string_view service, std::int64_t port, const RuleReader& reader);
void read_timeout(const yaml::View& timeout, const RuleReader& reader);
void read_authentication(const yaml::View& authentication, const RuleReader& reader);
void read_plugins(const yaml::View& plugins, const RuleReader& reader);
void read_plugin_config(const yaml::View& rule, const RuleReader& reader);

/// `stream` of an ApisixRoute and the older `tcp`.
void read_streams(const yaml::View& spec, const kube::Object& object, Lowering& to);

/// Applies conditions on the path, method and host to the paths, methods and hosts of the rule, where that says the same.
void fold_conditions(const RuleReader& reader);

}  // namespace gw::apisix
