/// The kinds of APISIX's group, one function each: `object` into the model, with findings for what is not converted.
#pragma once

#include <span>

#include "dialects.h"
#include "kube/object.h"

namespace gw::apisix {

extern const Dialect kDialect;

void lower_route(const kube::Object& object, Lowering& to);
void lower_plugin_config(const kube::Object& object, Lowering& to);
void lower_global_rule(const kube::Object& object, Lowering& to);
void lower_tls(std::span<const kube::Object* const> objects, Lowering& to);
void lower_upstream(const kube::Object& object, Lowering& to);
/// Says which settings of an ApisixUpstream are in the rules that use it, and what becomes of the others.
void report_upstream_in_rules(const kube::Object& upstream, Lowering& to);
void lower_consumer(const kube::Object& object, Lowering& to);
void lower_gateway_proxies(std::span<const kube::Object* const> objects, Lowering& to);
void lower_cluster_configs(std::span<const kube::Object* const> objects, Lowering& to);
/// After all kinds: what depends on the rules of all objects.
void finish(Lowering& to);
/// Rules that send clients from http to https are told apart by listener.
void split_doors(Lowering& to);
void lower_service(const kube::Object& object, Lowering& to);

}  // namespace gw::apisix
