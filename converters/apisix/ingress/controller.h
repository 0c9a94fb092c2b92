/// Ingresses that APISIX's controllers serve: each means what ApisixRoutes can say as well.
#pragma once

#include "apisix/ingress/annotations.h"
#include "ingress/controllers.h"

namespace gw::apisix {

/// Converts the Ingresses of a class; their routes share the Gateway of all APISIX's routes.
void convert_ingresses(ingress::Class& of, Lowering& to);

/// `parameters` of an IngressClass: a GatewayProxy of the input becomes that of the Gateway, if the target has such.
bool take_class_parameters(const yaml::View& parameters, Lowering& to);

}  // namespace gw::apisix
