#include "nginx/routes.h"

#include <algorithm>
#include <set>
#include <span>

#include "nginx/rules.h"

namespace gw::nginx {
namespace {

class Routes {
 public:
  Routes(const Server& server, const RouteContext& context) : server_(server), context_(context), rules_(server, context) {}

  bool run() {
    if (!server_.redirect_to.empty()) return redirect_host();
    places_ = places_of(server_, context_.to);
    root_redirect_ = find_app_root();
    const bool tls = server_.listener.has_value();
    const bool redirects = (tls || server_.passes_tls) && std::ranges::any_of(places_, [&](const Place& p) { return rules_.goes_to_https(p); });
    std::set<std::string_view> name_spaces;
    for (const Place& place : places_) name_spaces.insert(name_space_of(place));
    name_spaces.insert(server_.first().ingress->name_space());
    bool any = false;
    for (const std::string_view name_space : name_spaces) {
      const bool keeps_hsts = context_.defaults.hsts && context_.to.options.hsts;
      if (server_.passes_tls) {
        any = add(name_space, Door::Http, route_name(server_), plain(name_space)) || any;
      } else if (!tls) {
        any = add(name_space, Door::Http, route_name(server_), serving(name_space, Door::Http)) || any;
      } else if (!redirects && !keeps_hsts) {
        any = add(name_space, Door::Both, route_name(server_), serving(name_space, Door::Both)) || any;
      } else {
        any = add(name_space, Door::Https, route_name(server_), serving(name_space, Door::Https)) || any;
        add(name_space, Door::Http, route_name(server_) + "-http", plain(name_space));
      }
    }
    if (!any && !redirects && server_.locations.size() == 1 && server_.locations.front().implicit) close_without_paths();
    report_implicit_location();
    return redirects;
  }

 private:
  static std::string_view name_space_of(const Place& place) { return place.location->settings->ingress->name_space(); }

  /// nginx answers 404; without a route of its own, a wildcard or rules without a host would serve the host from now on.
  void close_without_paths() {
    const std::size_t dot = server_.host.find('.');
    std::string wider;
    for (std::size_t at = dot; at != std::string::npos && wider.empty(); at = server_.host.find('.', at + 1))
      if (context_.hosts.contains("*" + server_.host.substr(at))) wider = fmt::format("`*{}`", server_.host.substr(at));
    if (wider.empty() && !server_.host.empty() && context_.hosts.contains("")) wider = "rules without a host";
    context_.to.sink.report<Code::host_without_paths>(server_.at, shown(server_),
                                                      wider.empty() ? "requests for it get a 404" : "requests for it get a 404, and a rule without a backend keeps them from " + wider);
    if (wider.empty()) return;
    model::Rule rule;
    rule.at = server_.at;
    rule.hosts.push_back({server_.host, server_.at});
    rule.paths.push_back({{model::PathMatch::Kind::SegmentPrefix, "/"}, {}, "/", server_.at});
    rule.withheld = model::Withheld::Guarded;
    std::vector<model::Rule> rules;
    rules.push_back(std::move(rule));
    add(server_.first().ingress->name_space(), server_.listener ? Door::Both : Door::Http, route_name(server_), std::move(rules));
  }

  /// A host that only sends its clients to another one (`from-to-www-redirect`).
  bool redirect_host() {
    const Annotation& annotation = *server_.first().www_redirect;
    auto filters = std::make_shared<model::Filters>();
    model::Redirect redirect{.host = server_.redirect_to, .code = context_.defaults.redirect_code};
    filters->redirect = From<model::Redirect>{std::move(redirect), annotation.value.at};
    model::Rule rule;
    rule.at = annotation.value.at;
    rule.hosts.push_back({server_.host, server_.at});
    rule.paths.push_back({{model::PathMatch::Kind::SegmentPrefix, "/"}, {}, "/", annotation.value.at});
    rule.filters = std::move(filters);
    std::vector<model::Rule> rules;
    rules.push_back(std::move(rule));
    add(server_.first().ingress->name_space(), server_.listener ? Door::Both : Door::Http, route_name(server_), std::move(rules));
    return false;
  }

  /// Where `/` redirects to, which comes before every path. Every location of the configuration says it, and the first one counts: that of
  /// the longest path, and of equally long ones of the last in the alphabet (controller.go sorts them so).
  const Annotation* app_root_of_first_location() const {
    const Location* first = nullptr;
    const auto rank = [](const Location& one) { return std::pair(one.path.size(), std::string_view(one.path)); };
    for (const Location& one : server_.locations)
      if (one.settings->app_root != nullptr && (first == nullptr || rank(one) > rank(*first))) first = &one;
    return first == nullptr ? nullptr : first->settings->app_root;
  }

  const Annotation* find_app_root() {
    const Annotation* found = nullptr;
    const Annotation* const first = app_root_of_first_location();
    for (const Settings* member : server_.members) {
      const Annotation* root = member->app_root;
      if (root == nullptr) continue;
      if (root != first) {
        report<Code::annotation_without_effect>(context_.to.sink, *root, fmt::format("app-root: {}", root->value.value), "the one of the host's longest path counts");
      } else if (!root->value.value.starts_with('/') || root->value.value.find_first_of("$?#") != std::string_view::npos) {
        report<Code::redirect_not_expressible>(context_.to.sink, *root, root->value.value, "it is no plain path", "it is");
      } else {
        found = root;
        root->stands = true;
        report<Code::redirect_query>(context_.to.sink, *root, root->value.value);
      }
    }
    if (found != nullptr)
      std::erase_if(places_, [&](const Place& p) {
        const bool root = p.match.kind == model::PathMatch::Kind::Exact && p.match.text == "/";
        if (root) context_.to.sink.report<Code::field_without_effect>(p.location->entry, "/", "because `app-root` redirects it");
        return root;
      });
    return found;
  }

  std::vector<model::Rule> start(std::string_view name_space) const {
    if (root_redirect_ == nullptr || server_.first().ingress->name_space() != name_space) return {};
    return {rules_.app_root(*root_redirect_)};
  }

  std::vector<model::Rule> serving(std::string_view name_space, Door door) {
    std::vector<model::Rule> out = start(name_space);
    out.reserve(out.size() + places_.size());
    for (const Place& place : places_) {
      if (name_space_of(place) != name_space) continue;
      const std::size_t first = out.size();
      rules_.serve(place, door, out);
      for (model::Rule& rule : std::span(out).subspan(first)) {
        if (door == Door::Http && !server_.listener) force_https(place, rule);
        if (rule.withheld == model::Withheld::No) mark_live(*place.location);
      }
    }
    return out;
  }

  static void mark_live(const Location& location) { location.settings->live = true; }

  /// A host that must not be served in the clear, and has no other door.
  void force_https(const Place& place, model::Rule& rule) const {
    const Settings& settings = *place.location->settings;
    if (!server_.alias_of.empty() || settings.redirect || !settings.forces_https(context_.defaults) || !rules_.goes_to_https(place)) return;
    const Origin at = settings.force_ssl_redirect == nullptr ? server_.at : settings.force_ssl_redirect->value.at;
    if (settings.force_ssl_redirect != nullptr) settings.force_ssl_redirect->reported = true;
    context_.to.sink.report<Code::force_ssl_without_listener>(at, shown(server_));
    if (!context_.to.sink.accepts(Code::force_ssl_without_listener)) rule.withheld = std::max(rule.withheld, model::Withheld::Guarded);
  }

  /// What plain HTTP gets where the host has a certificate. If everything goes to HTTPS, one rule says so.
  std::vector<model::Rule> plain(std::string_view name_space) {
    std::vector<model::Rule> out = start(name_space);
    const bool all = std::ranges::all_of(places_, [&](const Place& p) { return rules_.goes_to_https(p); });
    for (const Place& place : places_) {
      const bool root = place.match.text == "/" && place.match.kind == model::PathMatch::Kind::SegmentPrefix;
      if (name_space_of(place) != name_space) continue;
      if (all && !root && server_.passes_tls)
        context_.to.sink.report<Code::field_without_effect>(place.location->entry, place.location->path, "over TLS, which goes to the backend of `/`");
      if (all && !root) continue;
      if (rules_.goes_to_https(place)) {
        out.push_back(rules_.to_https(place));
        mark_live(*place.location);
        continue;
      }
      const std::size_t first = out.size();
      rules_.serve(place, Door::Http, out);
      for (const model::Rule& rule : std::span(out).subspan(first))
        if (rule.withheld == model::Withheld::No) mark_live(*place.location);
    }
    return out;
  }

  /// Ranks follow the order of nginx: exact, then the longest; on hosts of regular expressions the order of the places.
  void rank(std::vector<model::Rule>& rules) const {
    std::int64_t number = 0;
    for (model::Rule& rule : rules) {
      model::Path& path = rule.paths.front();
      const bool exact = path.match.kind == model::PathMatch::Kind::Exact;
      const auto length = static_cast<std::int64_t>(path.match.text.size());
      path.rank.order = server_.regex_by == nullptr ? std::array<std::int64_t, 4>{exact ? 1 : 0, length, --number, 0}
                                                    : std::array<std::int64_t, 4>{0, 0, --number, 0};
    }
  }

  bool add(std::string_view name_space, Door door, std::string name, std::vector<model::Rule> rules) {
    if (rules.empty()) return false;
    rank(rules);
    model::Route route;
    route.product = "ingress-nginx";
    route.name_space = name_space;
    route.name = std::move(name);
    route.gateway = context_.gateway;
    route.order = door == Door::Http && server_.listener ? model::Order::Repeated : model::Order::Settled;
    route.at = server_.at;
    route.attachment = model::Attachment{.http = door != Door::Https, .tls = door != Door::Http, .listeners = {}};
    if (server_.listener) route.attachment->listeners.push_back(*server_.listener);
    for (const Settings* member : server_.members) ingress::carry_to_route(*member->ingress, kOwner, route, context_.to.sink);
    route.rules = std::move(rules);
    context_.to.model.routes.push_back(std::move(route));
    return true;
  }

  /// The annotations of the first Ingress also count for the paths that nobody lists.
  void report_implicit_location() {
    const Location& root = server_.locations.front();
    if (root.implicit && server_.redirect_to.empty() && (root.settings->redirect || root.backend != nullptr)) report_age(server_, root.at, context_.to.sink);
    if (!root.implicit || server_.host.empty() || !server_.redirect_to.empty()) return;
    const bool absolute = server_.regex_by != nullptr && root.settings->rewrite_target != nullptr && is_absolute(root.settings->rewrite_target->value.value);
    if (root.settings->redirect || (absolute && std::ranges::any_of(places_, [&](const Place& p) { return p.location == &root && p.rewritten && p.rewritten->redirect; })))
      context_.to.sink.report<Code::implicit_location>(root.at, server_.host, fmt::format("are redirected like those of {}", root.settings->ingress->label()));
    else if (root.backend != nullptr)
      context_.to.sink.report<Code::implicit_location>(root.at, server_.host, fmt::format("reach the default backend of {}", root.settings->ingress->label()));
  }

  const Server& server_;
  const RouteContext& context_;
  Rules rules_;
  std::vector<Place> places_;
  const Annotation* root_redirect_ = nullptr;
};

}  // namespace

bool add_routes(const Server& server, const RouteContext& context) { return Routes(server, context).run(); }

}  // namespace gw::nginx
