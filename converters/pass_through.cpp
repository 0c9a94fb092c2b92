#include "pass_through.h"

#include <algorithm>

#include "yaml/resolve.h"

namespace gw {
namespace {

using yaml::Value;

bool is_json_number(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  return text.find_first_not_of("-+.eE0123456789") == std::string_view::npos && !digits.empty() && digits[0] >= '0' && digits[0] <= '9' &&
         !(digits.size() > 1 && digits[0] == '0' && digits[1] != '.') && !text.ends_with('.');
}

Value placed(const yaml::Node& node, std::string_view key, std::uint32_t file);

/// A parsed value as a value to be written, with the types that Kubernetes sees.
Value as_written(const yaml::Node& node, std::string_view key, std::uint32_t file) {
  switch (node.kind()) {
    case yaml::Node::Kind::Null: return {.kind = Value::Kind::Number, .key = key, .text = "null"};
    case yaml::Node::Kind::List: {
      Value out = Value::list(key);
      for (const yaml::Node& item : node.items()) out.add(placed(item, {}, file));
      return out;
    }
    case yaml::Node::Kind::Map: {
      Value out = Value::map(key);
      for (const yaml::Member& member : node.members()) out.add(placed(member.value, member.key.text(), file));
      return out;
    }
    case yaml::Node::Kind::Scalar: break;
  }
  if (node.plain()) {
    switch (yaml::meaning(node.text())) {
      case yaml::Meaning::Null: return {.kind = Value::Kind::Number, .key = key, .text = "null"};
      case yaml::Meaning::Bool: return {.kind = Value::Kind::Bool, .key = key, .text = yaml::truth(node.text()) ? "true" : "false"};
      case yaml::Meaning::Integer: return {.kind = Value::Kind::Number, .key = key, .text = yaml::key_text(node.text())};
      case yaml::Meaning::Float:
        if (const auto n = yaml::whole_number(node.text())) return Value::number(key, *n);
        if (!is_json_number(node.text())) break;  // `.inf` or `1_0.5`: no manifest can hold it but as text
        return {.kind = Value::Kind::Number, .key = key, .text = std::string(node.text())};
      case yaml::Meaning::String: break;
    }
  }
  return Value::string(key, std::string(node.text()));
}

/// The same, with its place in the input.
Value placed(const yaml::Node& node, std::string_view key, std::uint32_t file) {
  Value out = as_written(node, key, file);
  out.at = {file, node.span()};
  return out;
}

}  // namespace

bool is_gateway_api(std::string_view group) {
  return group == "gateway.networking.k8s.io" || group == "gateway.networking.x-k8s.io";
}

std::vector<std::pair<std::string, std::string>> taken_names(const kube::Bundle& bundle) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const kube::Object& object : bundle.objects())
    if (is_gateway_api(object.group) && object.kind == "HTTPRoute") out.emplace_back(object.name_space, object.name);
  return out;
}

void pass_through(const kube::Bundle& bundle, const std::vector<Manifest>& generated, const gateway::Emit& emit, Sink& sink) {
  // GatewayClass and Gateway come first; the names of HTTPRoutes have been kept free.
  const std::vector<Manifest> infrastructure(generated.begin(), generated.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(generated.size(), 2)));
  for (const kube::Object& object : bundle.objects()) {
    if (!is_gateway_api(object.group)) continue;
    const bool clash = std::ranges::any_of(infrastructure, [&](const Manifest& manifest) {
      return manifest.kind == object.kind && manifest.name_space == object.name_space && manifest.name == object.name;
    });
    if (!clash) {
      emit(object.kind, object.name_space, object.name, placed(*object.root, {}, object.file));
      continue;
    }
    Finding& finding = sink.report<Code::duplicate_object>(object.name_at, object.label(), "the generated object");
    finding.help = "choose another name with --gateway or --gateway-class";
  }
}

}  // namespace gw
