/// Backends by names that both readings share: what a Service stands for, not what it is called.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kube/bundle.h"

namespace gw::verify {

class Backends {
 public:
  /// `input` is what is converted, `made` what was made from it; the latter may be null.
  Backends(const kube::Bundle& input, const kube::Bundle* made);

  /// "web/shop:80"; "example.org:443" for a Service that stands for a name outside; "web/shop[version=v2]:80" for one that
  /// was made of some pods of another.
  std::string of(std::string_view name_space, std::string_view service, std::int64_t port) const;
  /// The same for a name that is looked up from a pod in `name_space`: "shop", "shop.web", "shop.web.svc.cluster.local"; a name of
  /// something else as it is, "example.org:443".
  std::string of_host(std::string_view name_space, std::string_view host, std::int64_t port) const;
  /// The same for the authority of a URL: "http://shop.web.svc:8080/path".
  std::string of_url(std::string_view name_space, std::string_view url) const;

 private:
  std::map<std::pair<std::string, std::string>, std::string, std::less<>> stands_for_;
};

/// The name of the pods of `service` that have these labels.
std::string subset_name(std::string_view name_space, std::string_view service, const std::map<std::string, std::string>& labels);

}  // namespace gw::verify
