#include "kube/services.h"

namespace gw::kube {
namespace {

constexpr std::string_view kNoSuchPort = "the Service has no port of that name";

struct Port {
  std::string_view name;
  std::int64_t number = 0;
  std::string_view target;  ///< as it is written, a name or a number
  std::string_view app_protocol;
};

std::string_view scalar(const yaml::View& view, std::string_view key) {
  const yaml::View value = view.get(key);
  return value && value.node().is_scalar() ? value.node().text() : std::string_view();
}

/// Calls `visit` with each port until it returns true. A Service is only looked at: its own mistakes are not reported.
template <class Visit>
void for_each_port(const Object& service, Visit visit) {
  Sink unused;
  for (const yaml::View& entry : service.view(unused).map("spec").list("ports").items()) {
    if (!entry.node().is_map()) continue;
    const auto number = entry.integer("port", 1, 65535);
    if (!number) continue;
    if (visit(Port{scalar(entry, "name"), number->value, scalar(entry, "targetPort"), scalar(entry, "appProtocol")})) return;
  }
}

bool is_external_name(const Object& service) {
  Sink unused;
  return scalar(service.view(unused).map("spec"), "type") == "ExternalName";
}

/// The port with this number; empty if there is none.
Port port_with(const Bundle& bundle, std::string_view name_space, std::string_view name, std::int64_t number) {
  Port out{};
  if (const Object* service = bundle.find("", "Service", name_space, name))
    for_each_port(*service, [&](const Port& entry) {
      if (entry.number == number) out = entry;
      return entry.number == number;
    });
  return out;
}

}  // namespace

ServicePort service_port(const Bundle& bundle, std::string_view name_space, std::string_view name, std::string_view port) {
  const ServicePort found = service_or_target_port(bundle, name_space, name, port);
  return found.by_target ? ServicePort{std::nullopt, std::string(kNoSuchPort), false} : found;
}

ServicePort service_or_target_port(const Bundle& bundle, std::string_view name_space, std::string_view name, std::string_view port) {
  const Object* service = bundle.find("", "Service", name_space, name);
  if (service == nullptr) return {std::nullopt, "the Service is not in the input", false};
  ServicePort out{std::nullopt, std::string(kNoSuchPort), false};
  for_each_port(*service, [&](const Port& entry) {
    const bool by_name = entry.name == port;
    if (by_name || (entry.target == port && !out.number)) out = {entry.number, {}, !by_name};
    return by_name;
  });
  return out;
}

PortNumber port_number(const Bundle& bundle, std::string_view name_space, std::string_view name, std::int64_t number) {
  PortNumber out;
  const Object* service = bundle.find("", "Service", name_space, name);
  if (service == nullptr || is_external_name(*service)) return out;
  out.missing = true;
  const std::string text = std::to_string(number);
  for_each_port(*service, [&](const Port& entry) {
    out.missing = out.missing && entry.number != number;
    if (entry.target == text && !out.with_target) out.with_target = entry.number;
    return !out.missing;
  });
  if (!out.missing) out.with_target.reset();
  return out;
}

std::string_view port_name(const Bundle& bundle, std::string_view name_space, std::string_view name, std::int64_t number) {
  return port_with(bundle, name_space, name, number).name;
}

std::string_view target_port(const Bundle& bundle, std::string_view name_space, std::string_view name, std::int64_t number) {
  return port_with(bundle, name_space, name, number).target;
}

std::string_view app_protocol(const Bundle& bundle, std::string_view name_space, std::string_view name, std::int64_t number) {
  return port_with(bundle, name_space, name, number).app_protocol;
}

bool is_external_name(const Bundle& bundle, std::string_view name_space, std::string_view name) {
  const Object* service = bundle.find("", "Service", name_space, name);
  return service != nullptr && is_external_name(*service);
}

}  // namespace gw::kube
