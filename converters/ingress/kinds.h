/// The kinds of networking.k8s.io: Ingress, and the classes that say which controller serves it.
#pragma once

#include "dialects.h"
#include "kube/object.h"

namespace gw::ingress {

extern const Dialect kDialect;

void lower_ingresses(std::span<const kube::Object* const> objects, Lowering& to);
void lower_ingress_class(const kube::Object& object, Lowering& to);

}  // namespace gw::ingress
