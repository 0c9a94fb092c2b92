#include "verify/nginx/servers.h"

#include <fmt/format.h>

#include <algorithm>

namespace gw::verify::nginx {
namespace {

/// Oldest first, equally old ones by name from the last; where ages are not known the input decides.
void sort_by_age(std::vector<ingress::Ingress>& ingresses) {
  if (std::ranges::any_of(ingresses, [](const ingress::Ingress& one) { return one.created.empty(); })) return;
  std::ranges::stable_sort(ingresses, [](const ingress::Ingress& a, const ingress::Ingress& b) {
    if (a.created != b.created) return a.created < b.created;
    return a.name_space + "/" + a.name > b.name_space + "/" + b.name;
  });
}

std::string with_slash(const std::string& path) { return path.ends_with('/') ? path : path + "/"; }

}  // namespace

bool truth(const std::string& text, bool otherwise) {
  for (const std::string_view yes : {"1", "t", "T", "TRUE", "true", "True"})
    if (text == yes) return true;
  for (const std::string_view no : {"0", "f", "F", "FALSE", "false", "False"})
    if (text == no) return false;
  return otherwise;
}

std::string Config::text(std::string_view key, std::string_view otherwise) const {
  const auto found = data.find(std::string(key));
  return found == data.end() || found->second.empty() ? std::string(otherwise) : found->second;
}
bool Config::truth(std::string_view key, bool otherwise) const { return nginx::truth(text(key, ""), otherwise); }

std::string Location::annotation(std::string_view name) const {
  // controller.go, createServers: a location for hosts that nobody names keeps neither redirects nor rewrites.
  static constexpr std::string_view kForgotten[] = {"app-root", "permanent-redirect", "rewrite-target", "temporal-redirect", "use-regex"};
  if (ingress == nullptr || (catch_all() && std::ranges::find(kForgotten, name) != std::end(kForgotten))) return "";
  return ingress->annotation(std::string(kPrefix).append(name));
}

bool Location::rewrites() const {
  const std::string target = annotation("rewrite-target");
  return !target.empty() && target != path;
}

Servers::Servers(const kube::Bundle& input, const Backends& backends, std::vector<ingress::Ingress> ingresses, Config config, std::string default_certificate)
    : input_(input), backends_(backends), ingresses_(std::move(ingresses)), config_(std::move(config)), default_certificate_(std::move(default_certificate)) {
  sort_by_age(ingresses_);
  make_upstreams();
  make_servers();
  add_locations();
  add_canaries();
  find_certificates();
  for (Server& server : servers_) {
    std::ranges::stable_sort(server.locations, [](const Location& a, const Location& b) { return a.path > b.path; });
    std::ranges::stable_sort(server.locations, [](const Location& a, const Location& b) { return a.path.size() > b.path.size(); });
    server.regex = std::ranges::any_of(server.locations, [](const Location& one) { return one.rewrites() || truth(one.annotation("use-regex"), false); });
    for (const Location& one : server.locations)
      if (server.app_root.empty() && one.ingress != nullptr) {
        server.app_root = one.annotation("app-root");
        server.app_root_by = {one.ingress->object->label(), {}, {one.ingress->object->at()}};
      }
    split_prefixes(server);
    if (server.regex)
      for (Location& one : server.locations) one.regex = Regex("^" + one.path, {.ignore_case = true});
    make_index(server);
  }
  const std::size_t named = servers_.size();
  add_aliases();
  add_www_redirects(named);
  for (Server& server : servers_) {
    const auto shared = std::make_shared<const std::vector<Origin>>(around(server));
    for (Location& one : server.locations) one.rule.shared = shared;
  }
}

std::vector<Origin> Servers::around(const Server& server) const {
  std::vector<Origin> out;
  for (const ingress::Ingress& one : ingresses_)
    if (std::ranges::find(server.members, &one) != server.members.end() || is_canary(one)) out.push_back(one.object->at());
  if (config_.at.known()) out.push_back(config_.at);
  return out;
}

void Servers::set_backend(Location& location, const ingress::Ingress& ingress, const ingress::Path& path) const {
  location.upstream = upstream_name(ingress, path);
  location.backend = path.service.empty() ? "" : upstreams_.at(location.upstream).backend;
}

Location Servers::location_of(const ingress::Ingress* ingress, std::string_view path, bool exact) const {
  Location out;
  out.path = path;
  out.path_of_ingress = path;
  out.exact = exact;
  out.ingress = ingress;
  if (ingress != nullptr) out.rule = {fmt::format("{}, path `{}`", ingress->object->label(), path), {}, {ingress->object->at()}};
  return out;
}

Server& Servers::server_for(const std::string& host, const ingress::Ingress& ingress) {
  const auto [known, added] = by_host_.try_emplace(host, servers_.size());
  if (added) {
    Server server;
    server.host = host;
    Location root = location_of(&ingress, "/", false);
    root.implicit = true;
    root.rule.label = fmt::format("{}, paths that nobody lists", ingress.object->label());
    if (ingress.default_backend) {
      set_backend(root, ingress, *ingress.default_backend);
      root.rule.written = {ingress.default_backend->at};
    }
    server.locations.push_back(std::move(root));
    servers_.push_back(std::move(server));
  }
  return servers_[known->second];
}

void Servers::make_servers() {
  Server any;
  any.locations.push_back(location_of(nullptr, "/", false));
  any.locations.back().implicit = true;
  servers_.push_back(std::move(any));
  by_host_[""] = 0;
  for (const ingress::Ingress& ingress : ingresses_) {
    if (is_canary(ingress)) continue;
    if (ingress.rules.empty() && ingress.default_backend && servers_[0].locations[0].implicit) {
      Location& root = servers_[0].locations[0];
      root = location_of(&ingress, "/", false);
      set_backend(root, ingress, *ingress.default_backend);
      servers_[0].members.push_back(&ingress);
    }
    for (const ingress::HostRule& rule : ingress.rules) {
      Server& server = server_for(rule.host, ingress);
      if (std::ranges::find(server.members, &ingress) == server.members.end()) server.members.push_back(&ingress);
    }
  }
}

void Servers::add_locations() {
  for (const ingress::Ingress& ingress : ingresses_) {
    if (is_canary(ingress)) continue;
    for (const ingress::HostRule& rule : ingress.rules)
      for (const ingress::Path& path : rule.paths)
        if (!path.service.empty() && !upstreams_.at(upstream_name(ingress, path)).shaping) add_location(servers_[by_host_[rule.host]], ingress, path);
  }
}

void Servers::add_location(Server& server, const ingress::Ingress& ingress, const ingress::Path& path) {
  const std::string written = path.path.empty() ? "/" : path.path;
  const bool exact = path.type == "Exact";
  Location made = location_of(&ingress, written, exact);
  set_backend(made, ingress, path);
  made.rule.written = {path.at};
  const auto same = std::ranges::find(server.locations, written, &Location::path);
  if (same == server.locations.end() || same->exact != exact) {
    server.locations.push_back(std::move(made));
  } else if (same->implicit) {
    *same = std::move(made);
  }
}

void Servers::split_prefixes(Server& server) const {
  std::vector<Location> out;
  for (Location& one : server.locations) {
    if (one.exact || one.path == "/" || one.rewrites() || truth(one.annotation("use-regex"), false)) {
      out.push_back(std::move(one));
      continue;
    }
    const bool taken = std::ranges::any_of(server.locations, [&](const Location& other) { return other.exact && other.path == one.path_of_ingress; });
    Location clone = one;
    clone.exact = true;
    one.path = with_slash(one.path);
    out.push_back(std::move(one));
    if (!taken) out.push_back(std::move(clone));
  }
  server.locations = std::move(out);
}

void Servers::make_index(Server& server) {
  constexpr std::size_t kMany = 16;
  Index& index = server.index;
  if (server.regex) {
    if (server.locations.size() < kMany) return;
    re2::RE2::Options options(re2::RE2::Quiet);
    options.set_case_sensitive(false);
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    options.set_max_mem(64 << 20);
    auto set = std::make_shared<re2::RE2::Set>(options, re2::RE2::ANCHOR_START);
    for (const Location& one : server.locations)
      if (set->Add(one.regex->decided() ? one.path : "[^\\x00-\\xff]", nullptr) < 0) return;
    if (set->Compile()) index.regexes = std::move(set);
    return;
  }
  for (std::size_t i = 0; i < server.locations.size(); ++i) {
    const Location& one = server.locations[i];
    (one.exact ? index.exact : index.prefixes).try_emplace(one.path, i);
    if (one.path.size() > 1 && one.path.ends_with('/')) index.with_slash.try_emplace(one.path.substr(0, one.path.size() - 1), i);
  }
}

const Server* Servers::find(std::string_view name) const {
  const auto found = by_host_.find(name);
  return found == by_host_.end() ? nullptr : &servers_[found->second];
}

const Server& Servers::of(std::string_view host) const {
  if (const auto found = by_host_.find(host); found != by_host_.end()) return servers_[found->second];
  const std::size_t dot = host.find('.');
  if (dot != std::string_view::npos)
    if (const auto found = by_host_.find("*" + std::string(host.substr(dot))); found != by_host_.end()) return servers_[found->second];
  for (const auto& [regex, server] : regex_aliases_)
    if (regex.matches(host)) return servers_[server];
  return servers_[by_host_.at("")];
}

}  // namespace gw::verify::nginx
