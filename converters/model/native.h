/// What the source product does in words of its own, for a target that understands them as well.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/from.h"
#include "source/value.h"

namespace gw::model {

/// Which of a product's own words the target understands.
struct Keeps {
  std::string_view product{};     ///< "APISIX"; empty: none
  bool plugins = false;           ///< and conditions of every kind, priorities, consumers
  bool service_settings = false;
  bool health_checks = false;
  bool port_settings = false;     ///< service settings for one port of a Service
  bool stream_plugins = false;    ///< plugins of streams
};

/// What stands on an object for others to read.
struct Metadata {
  using Pairs = std::vector<From<std::pair<std::string, std::string>>>;
  Pairs labels;
  Pairs annotations;
};

/// A plugin of the product and its configuration.
struct Plugin {
  std::string name;
  Value config;
  Origin at;
};

/// Plugins under one name, which several rules use.
struct PluginSet {
  std::string name_space;
  std::string name;
  Metadata metadata;
  std::vector<Plugin> plugins;
  bool complete = true;  ///< false: the target does not take all of them
  Origin at;
};

/// What runs for the requests of a rule. Of two plugins with one name the later one counts; those of the rule itself come last.
struct Plugins {
  std::vector<std::shared_ptr<const PluginSet>> shared;
  std::vector<Plugin> own;
};

/// How the product chooses among the endpoints of a Service and speaks to them.
struct ServiceSettings {
  std::string name_space;
  std::string service;
  std::string port_name;  ///< empty: every port
  Value settings;         ///< a mapping, without time limits
  Value timeouts;         ///< a mapping, perhaps empty
  Metadata metadata;
  Origin at;
};

/// A Service that stands for a name outside the cluster.
struct ExternalService {
  std::string name_space;
  std::string name;
  std::string external_name;
  Metadata metadata;
  Origin at;
};

/// A Service for some pods of another one.
struct SubsetService {
  std::string name_space;
  std::string name;
  Value selector;  ///< with its key
  Value ports;     ///< likewise
  Origin at;
};

/// Somebody who may use guarded rules, and how they prove who they are.
struct Consumer {
  struct Credential {
    std::string type;  ///< "key-auth"
    Value config;      ///< or, if `secret` is not empty, there
    std::string secret;
    Origin at;
  };
  std::string name_space;
  std::string name;
  Metadata metadata;
  std::vector<Credential> credentials;
  std::vector<Plugin> plugins;
  Origin at;
};

/// Where the product is configured, and with which key.
struct ControlPlane {
  std::string endpoint;  ///< a URL
  std::string key;       ///< empty: not known
  Origin at;
  Origin key_at;
};

/// What holds for every request of the Gateway of the product's routes, and how the controllers reach the product.
struct GatewaySettings {
  /// A plugin to add, and the object that sets it, for messages.
  struct Added {
    Plugin plugin;
    std::string owner;
  };
  std::string name_space;       ///< of the object of the input that holds them
  std::string name;             ///< its name; empty: there is none
  Metadata metadata;
  Value spec;                   ///< what it says; a mapping
  ControlPlane control_plane;   ///< where there is no such object
  std::vector<Added> plugins;
  bool printed = true;          ///< false: the user wants none in the output
  Origin at;
};

}  // namespace gw::model
