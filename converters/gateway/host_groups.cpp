#include "gateway/host_groups.h"

namespace gw::gateway {
namespace {

std::string key_of(std::string_view door, std::string_view host) { return std::string(door).append(1, '\n').append(host); }

}  // namespace

HostGroups::Number HostGroups::add(std::string_view door, std::string_view host) {
  const auto next = static_cast<Number>(hosts_.size());
  const auto [found, fresh] = numbers_.try_emplace(key_of(door, host), next);
  if (!fresh) return found->second;
  hosts_.push_back({std::string(door), std::string(host)});
  parents_.push_back(next);
  return next;
}

const HostGroups::Number* HostGroups::find(std::string_view door, std::string_view host) const {
  const auto found = numbers_.find(key_of(door, host));
  return found == numbers_.end() ? nullptr : &found->second;
}

/// `www.shop.example.com` is also a host of `*.shop.example.com`, `*.example.com`, `*.com` and of any host.
void HostGroups::join_overlapping() {
  for (Number i = 0; i < hosts_.size(); ++i) {
    const Host& host = hosts_[i];
    const auto join_with = [&](std::string_view wider) {
      if (const Number* other = find(host.door, wider)) join(i, *other);
    };
    join_with("");
    for (std::size_t dot = host.name.find('.'); dot != std::string::npos; dot = host.name.find('.', dot + 1)) join_with("*" + host.name.substr(dot));
  }
}

HostGroups::Number HostGroups::group(Number host) {
  while (parents_[host] != host) host = parents_[host] = parents_[parents_[host]];
  return host;
}

}  // namespace gw::gateway
