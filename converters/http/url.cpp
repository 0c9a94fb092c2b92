#include "http/url.h"

#include <algorithm>
#include <charconv>

#include "kube/hosts.h"
#include "source/words.h"

namespace gw::http {

std::optional<std::int64_t> port_number(std::string_view text) {
  std::int64_t port = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || port < 1 || port > 65535) return std::nullopt;
  return port;
}

Result<model::Redirect> parse_redirect(std::string_view url) {
  model::Redirect out;
  if (url.empty()) return Error{"it is empty"};
  if (url.find('?') != std::string_view::npos) return Error{"a redirect cannot set a query"};
  std::string_view rest = url;
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    out.scheme = url.substr(0, scheme);
    if (out.scheme != "http" && out.scheme != "https") return Error{"only `http` and `https` can be written"};
    rest = url.substr(scheme + 3);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    std::string_view host = rest.substr(0, slash);
    rest.remove_prefix(slash);
    if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
      const auto port = port_number(host.substr(colon + 1));
      if (!port) return Error{"its port is no number"};
      out.port = *port;
      host = host.substr(0, colon);
    }
    out.host = lower_case(host);
    if (!kube::is_plain_host(out.host)) return Error{"its host is no DNS name"};
  } else if (!url.starts_with('/')) {
    return Error{"it is neither a URL nor a path"};
  }
  if (rest.size() > 1024) return Error{"its path is longer than 1024 characters"};
  out.path = model::PathRewrite{model::PathRewrite::Kind::Whole, rest.empty() ? "/" : std::string(rest)};
  return out;
}

std::optional<ServiceName> parse_service(std::string_view host) {
  ServiceName out;
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
    const auto port = port_number(host.substr(colon + 1));
    if (!port) return std::nullopt;
    out.port = *port;
    host = host.substr(0, colon);
  }
  const std::size_t dot = host.find('.');
  const std::size_t second = dot == std::string_view::npos ? dot : host.find('.', dot + 1);
  const std::string_view domain = second == std::string_view::npos ? "" : host.substr(second);
  if (!kube::is_plain_host(host) || (domain != ".svc" && domain != ".svc.cluster.local")) return std::nullopt;
  out.name = host.substr(0, dot);
  out.name_space = host.substr(dot + 1, second - dot - 1);
  return out;
}

}  // namespace gw::http
