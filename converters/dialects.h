/// The table of dialects: which kinds of object this tool reads, and the function that turns each into the route model.
#pragma once

#include <set>
#include <span>
#include <string_view>

#include "diag/sink.h"
#include "kube/bundle.h"
#include "model/route.h"

namespace gw {

/// What a kind's function needs besides the object itself.
struct Lowering {
  const kube::Bundle& bundle;
  model::Model& model;
  Sink& sink;
  std::set<const kube::Object*> used{};  ///< objects that a route refers to
  std::size_t without_upgrade = 0;       ///< rules that refuse protocol upgrades in the source
};

/// One kind of object of a dialect. Kinds are lowered in the order of the table, so that a later one finds the rules of
/// the earlier ones in the model.
struct Kind {
  std::string_view name;                       ///< "ApisixRoute"
  std::span<const std::string_view> versions;  ///< oldest first
  void (*lower)(const kube::Object&, Lowering&);
  std::string_view becomes;                    ///< for the manual: "HTTPRoute"
  bool may_guard;                              ///< whether it can restrict who reaches the routes of other objects
};

struct Dialect {
  std::string_view name;   ///< "apisix"
  std::string_view group;  ///< "apisix.apache.org"
  std::string_view about;  ///< one line for `gwconvert list dialects`
  std::span<const Kind> kinds;
  std::string_view (*ingress_class)(const kube::Object&);  ///< the class that an object names; "" if none
};

std::span<const Dialect* const> dialects();

}  // namespace gw
