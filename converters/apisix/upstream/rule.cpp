// ApisixUpstream in the rules of its Service, for targets that take no settings for a Service.
#include <algorithm>

#include "apisix/rule.h"
#include "apisix/upstream/settings.h"
#include "kube/services.h"

namespace gw::apisix {
namespace {

class Rule {
 public:
  Rule(const Upstreams& upstreams, const RuleReader& reader) : reader_(reader), upstreams_(upstreams) {
    for (std::size_t i = 0; i < upstreams.size(); ++i) {
      const UpstreamOf& of = upstreams[i];
      const std::int64_t port = of.as_backend ? 0 : reader.rule.backends[i].port;
      settings_.push_back(of.object == nullptr ? PortSettings() : port_settings(*of.object, port, of.external_name, reader.to));
      override(settings_.back());
      if (of.object == nullptr) continue;
      reader.to.upstreams_in_rules.insert(of.object);
      reader.to.upstream_ports.emplace(of.object, port);
    }
  }

  void run() {
    model::Upstream upstream;
    upstream.tls = tls();
    if (const auto retries = common(&PortSettings::retries, "retries"); retries && retries->value > 0)
      upstream.retry = From<model::Retry>{{.settings = {{"retries", std::to_string(retries->value), retries->at}}, .codes = {}, .attempts = retries->value}, retries->at};
    else if (retries)
      reader_.sink().report<Code::retry_not_converted>(retries->at, "retries", "0");
    if (!reader_.rule.timeouts) {
      if (auto timeouts = common(&PortSettings::timeouts, "timeout")) reader_.rule.timeouts = std::move(*timeouts);
    } else {
      for (const PortSettings& one : settings_)
        if (one.timeouts) reader_.sink().report<Code::field_overridden>(one.timeouts->at, "timeout", "timeout of the rule");
    }
    for (std::size_t i = 0; i < settings_.size(); ++i)
      if (const Origin at = settings_[i].address_as_host; at.known()) reader_.sink().report<Code::pass_host_node_not_converted>(at, upstreams_[i].object->name);
    if (auto host = common(&PortSettings::host, "upstreamHost")) set_host(std::move(*host));
    if (upstream.tls || upstream.retry) reader_.rule.upstream = std::make_shared<const model::Upstream>(std::move(upstream));
  }

 private:
  void override(PortSettings& settings) const {
    if (reader_.settings == nullptr) return;
    if (const auto& scheme = reader_.settings->scheme) settings.scheme = From<std::string>{std::string(scheme->value), scheme->at};
    if (const auto& retries = reader_.settings->retries) settings.retries = *retries;
  }

  static std::string text(const std::string& value) { return value; }
  static std::string text(std::int64_t value) { return std::to_string(value); }
  static std::string text(const model::Timeouts& value) { return value.written; }

  /// What every backend has; if only some have it, or another one, a rule cannot say it.
  template <class T>
  std::optional<From<T>> common(std::optional<From<T>> PortSettings::*member, std::string_view name) const {
    const auto found = std::ranges::find_if(settings_, [&](const PortSettings& one) { return (one.*member).has_value(); });
    if (found == settings_.end()) return std::nullopt;
    const From<T>& first = *((*found).*member);
    const auto same = [&](const PortSettings& one) { return one.*member && text((one.*member)->value) == text(first.value); };
    if (std::ranges::all_of(settings_, same)) return first;
    reader_.sink().report<Code::upstream_settings_differ>(first.at, name, text(first.value));
    return std::nullopt;
  }

  /// Policies say it, each for a whole Service or a port of one that has a name. APISIX does not verify what backends show.
  std::optional<From<model::BackendTls>> tls() const {
    const auto speaks = [](const PortSettings& one) { return one.speaks_tls(); };
    const auto first = std::ranges::find_if(settings_, speaks);
    if (first == settings_.end()) return std::nullopt;
    const From<std::string>& scheme = *first->scheme;
    const bool grpc = scheme.value == "grpcs";  // where no policy can be, another finding says so
    if (!std::ranges::all_of(settings_, speaks)) {
      if (grpc) return std::nullopt;
      reader_.sink().report<Code::upstream_scheme_differs>(scheme.at, scheme.value);
      reader_.withhold(Code::upstream_scheme_differs, model::Withheld::Omitted);
      return std::nullopt;
    }
    model::BackendTls out{.written = "scheme: " + scheme.value, .hostname = hostname(), .essential = !grpc};
    if (first->shows) {
      out.shows = first->shows;
      out.settings.push_back({"tlsSecret", first->shows->secret, first->shows->at});
    }
    for (const model::Backend& backend : reader_.rule.backends)
      if (const std::string_view name = kube::port_name(reader_.to.bundle, reader_.object.name_space, source_service(backend, reader_.object.name_space, reader_.to), backend.port); !name.empty())
        reader_.to.model.named_ports.push_back({std::string(reader_.object.name_space), backend.service, backend.port, std::string(name)});
    return From<model::BackendTls>{std::move(out), scheme.at};
  }

  /// In the certificate: what the backends are asked for, if that is one name.
  std::string hostname() const {
    const auto& host = settings_.front().host;
    const bool same = host && std::ranges::all_of(settings_, [&](const PortSettings& one) { return one.host && one.host->value == host->value; });
    if (same) return host->value;
    const std::string& outside = upstreams_.front().external_name;
    if (!outside.empty() && std::ranges::all_of(upstreams_, [&](const UpstreamOf& one) { return one.external_name == outside; })) return outside;
    const std::string_view name_space = reader_.object.name_space;
    const model::Backend& first = reader_.rule.backends.front();
    const std::string_view service = source_service(first, name_space, reader_.to);
    const auto of_subset = [&](const model::Backend& one) { return one.service != service && source_service(one, name_space, reader_.to) == service; };
    if (!std::ranges::all_of(reader_.rule.backends, of_subset)) return {};
    return name_space.empty() ? std::string(service) : fmt::format("{}.{}.svc", service, name_space);
  }

  /// It counts rather than what a plugin says (APISIX init.lua runs the plugins first).
  void set_host(From<std::string> host) const {
    model::Filters filters = reader_.rule.filters ? *reader_.rule.filters : model::Filters();
    if (filters.host_header) reader_.sink().report<Code::field_overridden>(filters.host_header->at, "host", "upstreamHost");
    filters.host_header = std::move(host);
    reader_.rule.filters = std::make_shared<const model::Filters>(std::move(filters));
  }

  const RuleReader& reader_;
  const Upstreams& upstreams_;
  std::vector<PortSettings> settings_;
};

}  // namespace

void apply_upstreams(const RuleReader& reader) {
  if (reader.to.options.keeps.service_settings || reader.rule.backends.empty()) return;
  Rule(*reader.upstreams, reader).run();
}

}  // namespace gw::apisix
