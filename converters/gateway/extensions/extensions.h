/// Kinds of an implementation's own, for what the Gateway API cannot say. Each implementation that has some has a folder
/// here, with one row of functions.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "gateway/http_route.h"
#include "gateway/plan.h"
#include "model/native.h"
#include "model/route.h"

namespace gw::gateway {

/// A rule and the HTTPRoutes that it stands in, alone.
struct WrittenRoute {
  const Plan* plan;
  std::vector<std::string> names;
};

struct StreamPlan;

/// The Gateway of everything that names none.
struct GatewayName {
  std::string_view name_space, name;
};

struct Extensions {
  std::span<const std::string_view> kinds;  ///< that are written
  /// What a version of the implementation understands; `series` as in Implementation.
  model::Keeps (*keeps)(int series);
  /// Whether a condition can be held by a kind of its own. It must then be in `Plan::kept`.
  bool (*holds)(const model::Condition& condition);
  /// Decides which plans need a priority of their own to be tried in the order of the source, and gives it to them.
  void (*settle)(std::vector<Plan>& plans, const Index& index);
  /// Writes what the Gateway refers to, and what rules refer to, and fills in `Plan::references`.
  void (*write_before)(const model::Model& model, std::vector<Plan>& plans, const GatewayName& gateway, const Settings& settings,
                       const Emit& emit, Sink& sink);
  /// Writes what refers to a route of a plan that `stands_alone`. It comes before the route, which might be too open
  /// without it.
  void (*write_for_route)(const WrittenRoute& route, const Settings& settings, const Emit& emit);
  /// Writes what refers to the route of a stream, before it.
  void (*write_for_stream)(const StreamPlan& stream, const Settings& settings, const Emit& emit);
  /// Writes what refers to Services, and what stands alone.
  void (*write_after)(const model::Model& model, const std::vector<Plan>& plans, const GatewayName& gateway, const Settings& settings,
                      const Emit& emit, Sink& sink);

  struct Reference {
    std::string_view group, kind, name;
  };
  Reference filter;      ///< what an `extensionRef` of a filter names, without the name
  Reference parameters;  ///< what `infrastructure.parametersRef` of a Gateway names; no kind: nothing
};

extern const Extensions kApisixExtensions;

/// The extension kinds of the chosen implementation; null if it has none.
const Extensions* extensions_of(const Settings& settings);
/// Whether a Gateway takes settings from an object of the implementation's own.
bool has_parameters(const Settings& settings);
/// The name of the object that the Gateway of the product's routes takes settings from; that of other Gateways without a
/// `model`. Empty: there is none.
std::string_view parameters_name(const model::Model* model, const Settings& settings);
/// What the chosen implementation keeps in its own words.
model::Keeps keeps_of(const Settings& settings);
/// What it keeps of a rule: nothing of another product's. Rules of Ingresses share an HTTPRoute, so no policy can be for one of them.
model::Keeps keeps_of(const Plan& plan, const Settings& settings);

}  // namespace gw::gateway
