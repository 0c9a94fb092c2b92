/// Controllers that serve Ingresses: which Ingress belongs to which of them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialects.h"
#include "ingress/ingress.h"

namespace gw::ingress {

/// The Ingresses of one class, in the order of the input.
struct Class {
  std::string name;  ///< empty: they name none, and there is no default class
  std::vector<Ingress> ingresses;
};

struct Controller {
  std::string_view name;                     ///< "ingress-nginx"
  std::span<const std::string_view> ids;     ///< in IngressClass.spec.controller
  std::string_view prefix;                   ///< of its annotations
  std::span<const std::string_view> prefixes;  ///< of more of them
  std::string_view usual_class;              ///< that it watches unless told otherwise; empty: shared with another one
  void (*convert)(Class&, Lowering&);        ///< null: this tool does not convert its Ingresses
  bool (*take_parameters)(const yaml::View&, Lowering&) = nullptr;  ///< of an IngressClass; whether they are converted. Null: they are not
  bool (*names_services_in)(std::string_view annotation, const SourceOptions&) = nullptr;  ///< whether it says in which namespace the Services are
  int SourceOptions::*version = nullptr;     ///< what the user says of it
  int field_wins_since = 0;                  ///< version since which `ingressClassName` counts rather than the annotation; 0: ever
};

/// The controller with this id in `spec.controller`; null if none has it.
const Controller* find_by_id(std::string_view id);

/// Sorts the Ingresses by class, leaves out those of other classes and controllers, and converts the rest: what is left
/// out is reported (GW0106, GW2001, GW2002, GW2005).
void convert_by_class(std::vector<Ingress> ingresses, Lowering& to);

}  // namespace gw::ingress
