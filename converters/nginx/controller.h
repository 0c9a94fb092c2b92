/// ingress-nginx (kubernetes/ingress-nginx 0.34 to 1.15): Ingresses of one class into routes, host by host.
#pragma once

#include "dialects.h"
#include "ingress/controllers.h"

namespace gw::nginx {

void convert(ingress::Class& of, Lowering& to);

}  // namespace gw::nginx
