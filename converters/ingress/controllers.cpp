#include "ingress/controllers.h"

#include <algorithm>
#include <map>
#include <set>

#include "source/words.h"

namespace gw::ingress {
namespace {

/// The IngressClass that is marked as the one for objects without a class.
std::string_view default_class(const kube::Bundle& bundle) {
  Sink unused;
  for (const kube::Object& object : bundle.objects()) {
    if (object.kind != "IngressClass") continue;
    for (const kube::Pair& pair : kube::scalar_pairs(object.view(unused), "annotations"))
      if (pair.key == "ingressclass.kubernetes.io/is-default-class" && pair.value.value == "true") return object.name;
  }
  return {};
}

bool is_acme_solver(const Ingress& ingress) {
  return std::ranges::any_of(ingress.labels, [](const auto& label) {
    return label.value.first == "acme.cert-manager.io/http01-solver" && label.value.second == "true";
  });
}

std::string_view named_id(const Lowering& to, std::string_view name);

/// Whether the controller of the class in the annotation is so old that it does not look at the field.
bool annotation_wins(const Ingress& ingress, const Lowering& to) {
  if (ingress.class_annotation.empty()) return false;
  const std::string_view id = named_id(to, ingress.class_annotation);
  const auto usual = std::ranges::find(ingress_controllers(), ingress.class_annotation, &Controller::usual_class);
  const Controller* controller = !id.empty() ? find_by_id(id) : usual == ingress_controllers().end() ? nullptr : &*usual;
  if (controller == nullptr || controller->version == nullptr) return false;
  const int version = to.options.*(controller->version);
  return version != 0 && version < controller->field_wins_since;
}

/// Field, annotation, default class: the order of ingress-nginx (store.go, GetIngressClass) and of most others.
std::string class_of(const Ingress& ingress, std::string_view fallback, const Lowering& to) {
  Sink& sink = to.sink;
  if (!ingress.class_field.empty() && annotation_wins(ingress, to)) {
    if (ingress.class_annotation != ingress.class_field) sink.report<Code::field_overridden>(ingress.class_annotation_at, "ingressClassName", "kubernetes.io/ingress.class");
    return std::string(ingress.class_annotation);
  }
  if (!ingress.class_field.empty()) {
    if (!ingress.class_annotation.empty() && ingress.class_annotation == ingress.class_field)
      sink.report<Code::field_without_effect>(ingress.class_annotation_at, "kubernetes.io/ingress.class", "beside `ingressClassName`");
    else if (!ingress.class_annotation.empty())
      sink.report<Code::class_written_twice>(ingress.class_annotation_at, ingress.class_annotation, ingress.class_field);
    return std::string(ingress.class_field);
  }
  return std::string(ingress.class_annotation.empty() ? fallback : ingress.class_annotation);
}

std::string_view id_of(const kube::Object& ingress_class) {
  Sink unused;
  const yaml::View spec = ingress_class.view(unused).map("spec");
  const auto id = spec ? spec.text("controller") : std::nullopt;
  return id ? id->value : std::string_view();
}

const Controller* find_by_name(std::string_view name) {
  const auto found = std::ranges::find(ingress_controllers(), name, &Controller::name);
  return found == ingress_controllers().end() ? nullptr : &*found;
}

/// The controller that the IngressClass `name` names; empty if it is not in the input.
std::string_view named_id(const Lowering& to, std::string_view name) {
  for (const std::string_view group : {"networking.k8s.io", "extensions"}) {
    const kube::Object* object = name.empty() ? nullptr : to.bundle.find(group, "IngressClass", "", name);
    if (object != nullptr && !id_of(*object).empty()) return id_of(*object);
  }
  return {};
}

struct Decision {
  const Controller* controller = nullptr;
  std::string why;      ///< if it is only assumed
  std::string unknown;  ///< the controller that the IngressClass names, if this tool has never heard of it
};

bool is_of(std::string_view annotation, const Controller& controller) {
  const auto begins = [&](std::string_view prefix) { return annotation.starts_with(prefix); };
  return begins(controller.prefix) || std::ranges::any_of(controller.prefixes, begins);
}

std::set<const Controller*> by_annotations(const Class& of) {
  std::set<const Controller*> out;
  for (const Controller& controller : ingress_controllers())
    for (const Ingress& ingress : of.ingresses)
      if (std::ranges::any_of(ingress.annotations, [&](const Annotation& a) { return is_of(a.key, controller); })) out.insert(&controller);
  return out;
}

Decision decide(const Class& of, const Lowering& to) {
  if (!to.options.controller.empty()) return {find_by_name(to.options.controller), {}, {}};
  if (const std::string_view id = named_id(to, of.name); !id.empty()) {
    const Controller* controller = find_by_id(id);
    return {controller, {}, controller == nullptr ? std::string(id) : ""};
  }
  const auto used = by_annotations(of);
  const auto usual = std::ranges::find(ingress_controllers(), of.name, &Controller::usual_class);
  // Annotations of others have no effect, except that a controller without a usual class may watch the same one.
  const auto rival = std::ranges::find_if(used, [](const Controller* c) { return c->usual_class.empty(); });
  if (!of.name.empty() && usual != ingress_controllers().end() && rival == used.end())
    return {&*usual, "it is the class that controller watches by default", {}};
  if (used.size() == 1) return {*used.begin(), "their annotations are its own", {}};
  return {};
}

std::string title(const Class& of) {
  return of.name.empty() ? std::string("Ingresses without a class") : fmt::format("ingress class `{}`", of.name);
}

void leave_out(const Class& of, Lowering& to) {
  for (const Ingress& ingress : of.ingresses) {
    Sink unused;
    ingress.object->view(unused).mark_all_read();
    to.left_out.push_back(ingress.object);
  }
}

/// One controller merges the Ingresses of a host whatever their class is (ingress-nginx: store.go keeps them in one list), and what one
/// of them guards or redirects may concern the others. Here each class has a Gateway of its own.
void report_shared_hosts(const std::map<std::string, Class>& classes, const std::vector<std::string>& order, const Lowering& to) {
  if (classes.size() < 2) return;
  std::map<std::pair<const Controller*, std::string_view>, const std::string*> first;
  std::set<std::pair<std::string_view, std::string_view>> said;
  for (const std::string& name : order) {
    const Class& of = classes.at(name);
    const Decision decision = decide(of, to);
    if (decision.controller == nullptr || decision.controller->convert == nullptr) continue;
    for (const Ingress& ingress : of.ingresses) {
      for (const HostRule& rule : ingress.rules) {
        const std::string& other = *first.try_emplace({decision.controller, rule.host}, &name).first->second;
        if (other == name || named_id(to, other) != named_id(to, name) || !said.insert({name, rule.host}).second) continue;
        Finding& finding = to.sink.report<Code::host_of_several_classes>(rule.at, rule.host.empty() ? "*" : rule.host, other, name, decision.controller->name);
        if (named_id(to, name).empty()) finding.severity = Severity::Warning;
      }
    }
  }
}

void convert_class(Class& of, Lowering& to) {
  const Decision decision = decide(of, to);
  const Origin at = of.ingresses.front().object->name_at;
  const std::string count = std::to_string(of.ingresses.size()).append(of.ingresses.size() == 1 ? " Ingress" : " Ingresses");
  const std::string_view are = of.ingresses.size() == 1 ? "is" : "are";
  if (decision.controller != nullptr && decision.controller->convert != nullptr) {
    if (!decision.why.empty()) to.sink.report<Code::controller_assumed>(at, title(of), decision.controller->name, decision.why);
    return decision.controller->convert(of, to);
  }
  leave_out(of, to);
  if (decision.controller != nullptr || !decision.unknown.empty()) {
    const std::string name = decision.controller != nullptr ? std::string(decision.controller->name) : fmt::format("`{}`", decision.unknown);
    Finding& finding = to.sink.report<Code::other_controller>(at, count, of.name.empty() ? "no class" : fmt::format("class `{}`", of.name), are, name);
    if (decision.controller == nullptr && decision.unknown.find("nginx") != std::string::npos)
      finding.help = "if it is a second ingress-nginx, convert its class alone with --ingress-class and --controller ingress-nginx";
  } else {
    to.sink.report<Code::controller_unknown>(at, fmt::format("{} {}", count, are), title(of));
  }
}

}  // namespace

const Controller* find_by_id(std::string_view id) {
  for (const Controller& controller : ingress_controllers())
    for (const std::string_view known : controller.ids)
      if (id == known || (id.starts_with(known) && id[known.size()] == '/')) return &controller;
  return nullptr;
}

void convert_by_class(std::vector<Ingress> ingresses, Lowering& to) {
  const std::string_view fallback = default_class(to.bundle);
  std::map<std::string, Class> classes;
  std::vector<std::string> order;
  std::map<std::string, std::size_t> skipped;
  for (Ingress& ingress : ingresses) {
    std::string name = class_of(ingress, fallback, to);
    const bool solver = is_acme_solver(ingress);
    const bool wanted = to.options.ingress_class.empty() || name == to.options.ingress_class;
    if (solver || !wanted || ingress.refused) {
      if (ingress.refused) to.sink.report<Code::nothing_printed>(ingress.object->at(), ingress.label(), ": an annotation is no text, which the API server refuses");
      else if (solver) to.sink.report<Code::acme_solver_skipped>(ingress.object->at(), ingress.label());
      else ++skipped[name];
      leave_out({name, {std::move(ingress)}}, to);
      continue;
    }
    const auto [found, fresh] = classes.try_emplace(name, Class{name, {}});
    if (fresh) order.push_back(name);
    found->second.ingresses.push_back(std::move(ingress));
  }
  for (const auto& [name, count] : skipped)
    to.sink.report<Code::class_skipped>(Origin{}, plural(count, "object"), name, count == 1 ? "is" : "are", to.options.ingress_class);
  report_shared_hosts(classes, order, to);
  for (const std::string& name : order) convert_class(classes.at(name), to);
}

}  // namespace gw::ingress
