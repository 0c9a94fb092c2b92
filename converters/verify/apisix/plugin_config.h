/// How a plugin is configured: by its node, or by what the annotations of an Ingress say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/apisix/plugins.h"

namespace gw::verify::apisix {

/// The members of a plugin's configuration, wherever it comes from.
class Config {
 public:
  explicit Config(const Plugin& plugin) : plugin_(plugin) {}

  std::string text(std::string_view key) const {
    if (const auto found = plugin_.settings.find(key); found != plugin_.settings.end()) return found->second;
    return scalar(plugin_.config.get(key));
  }
  bool truth(std::string_view key) const { return text(key) == "true"; }
  std::vector<std::string> texts(std::string_view key) const {
    if (const auto found = plugin_.lists.find(key); found != plugin_.lists.end()) return found->second;
    std::vector<std::string> out;
    for (const yaml::View& one : view(key).items()) out.push_back(scalar(one));
    return out;
  }
  const HeaderChanges& headers() const { return plugin_.headers; }
  yaml::View view(std::string_view key) const { return plugin_.config.get(key); }

  static std::string scalar(const yaml::View& view) { return view && view.node().is_scalar() ? std::string(view.node().text()) : ""; }

 private:
  const Plugin& plugin_;
};

/// Whether `_meta` switches it off.
inline bool disabled(const Plugin& plugin) { return Config::scalar(plugin.config.get("_meta").get("disable")) == "true"; }

}  // namespace gw::verify::apisix
