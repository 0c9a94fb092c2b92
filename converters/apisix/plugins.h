/// Lists of plugins, wherever they stand: on a rule, in an ApisixPluginConfig, in an ApisixGlobalRule.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "model/native.h"
#include "yaml/view.h"

namespace gw::apisix {

/// Whether an entry that is in force has been converted.
using Converts = std::function<bool(const yaml::View& entry, std::string_view name)>;

/// Reports every plugin of a list (disabled ones as such) and hides its credentials. `whose` completes "so … withheld":
/// "the rule is". Returns whether an enabled plugin guards access, or may, and its risk was not accepted.
/// Those that the target takes as they are go into `kept`, if it is not null, and are not reported; neither are those that
/// `converts` has converted, if it is there.
bool report_plugins(const yaml::View& plugins, std::string_view whose, Sink& sink, std::vector<model::Plugin>* kept = nullptr, const Converts& converts = {});

/// Reports that a plugin which is in force is left out (GW1402, GW1403 or GW1404). Returns whether that opens something
/// and its risk was not accepted.
bool report_left_out(Origin at, std::string_view name, std::string_view whose, Sink& sink);

/// Whether a plugin of this name guards access, or may.
bool may_guard(std::string_view name);

/// Hides what may be a credential in the configuration of a plugin.
void hide_credentials(const yaml::View& config, std::string_view plugin, Sink& sink);

/// Whether an entry is in force: controllers 2.x take a missing `enable` for true, older ones refuse the object.
bool is_enabled(const yaml::View& entry);

/// As above for `plugins` of a `spec`, without a word: for a second reader of the same list. What cannot be read may guard.
bool any_guards(const yaml::View& spec, const Sink& accepted, const Converts& converts);

}  // namespace gw::apisix
