#include "verify/backends.h"

#include <fmt/format.h>

#include "verify/words.h"

namespace gw::verify {
namespace {

using Labels = std::map<std::string, std::string>;

std::string full_name(std::string_view name_space, std::string_view name) {
  return name_space.empty() ? std::string(name) : fmt::format("{}/{}", name_space, name);
}

Labels selector_of(const kube::Object& service, Sink& sink) {
  Labels out;
  for (const auto& [key, value] : service.view(sink).map("spec").map("selector").members())
    if (const auto text = value.as_text()) out[std::string(key.value)] = std::string(text->value);
  return out;
}

bool includes(const Labels& all, const Labels& part) {
  for (const auto& [key, value] : part)
    if (const auto found = all.find(key); found == all.end() || found->second != value) return false;
  return true;
}

}  // namespace

std::string subset_name(std::string_view name_space, std::string_view service, const Labels& labels) {
  std::string out = full_name(name_space, service) + "[";
  for (const auto& [key, value] : labels) out += fmt::format("{}{}={}", out.ends_with('[') ? "" : ",", key, value);
  return out + "]";
}

Backends::Backends(const kube::Bundle& input, const kube::Bundle* made) {
  Sink sink;
  const auto is_service = [](const kube::Object& object) { return object.group.empty() && object.kind == "Service"; };
  for (const kube::Bundle* bundle : {&input, made}) {
    if (bundle == nullptr) continue;
    for (const kube::Object& object : bundle->objects()) {
      if (!is_service(object)) continue;
      const yaml::View spec = object.view(sink).map("spec");
      const auto type = spec.text("type");
      const auto outside = spec.text("externalName");
      if (type && type->value == "ExternalName" && outside)
        stands_for_[{std::string(object.name_space), std::string(object.name)}] = std::string(outside->value);
    }
  }
  if (made == nullptr) return;
  for (const kube::Object& object : made->objects()) {
    if (!is_service(object) || input.find("", "Service", object.name_space, object.name) != nullptr) continue;
    const Labels labels = selector_of(object, sink);
    for (const kube::Object& whole : input.objects()) {
      if (!is_service(whole) || whole.name_space != object.name_space) continue;
      const Labels fewer = selector_of(whole, sink);
      if (fewer.empty() || !includes(labels, fewer) || !object.name.starts_with(whole.name)) continue;
      Labels rest = labels;
      for (const auto& [key, value] : fewer) rest.erase(key);
      stands_for_[{std::string(object.name_space), std::string(object.name)}] = subset_name(object.name_space, whole.name, rest);
    }
  }
}

std::string Backends::of(std::string_view name_space, std::string_view service, std::int64_t port) const {
  const auto found = stands_for_.find(std::pair(std::string(name_space), std::string(service)));
  return fmt::format("{}:{}", found == stands_for_.end() ? full_name(name_space, service) : found->second, port);
}

std::string Backends::of_url(std::string_view name_space, std::string_view url) const {
  const std::uint64_t usual = url.starts_with("https") ? 443 : 80;
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/$?"));
  url = url.substr(url.rfind('@') + 1);  // without a user
  const std::size_t colon = url.find(':');
  const std::uint64_t port = colon == std::string_view::npos ? usual : number_in(url.substr(colon + 1), 0);
  return of_host(name_space, url.substr(0, colon), static_cast<std::int64_t>(port));
}

std::string Backends::of_host(std::string_view name_space, std::string_view host, std::int64_t port) const {
  for (const std::string_view tail : {".cluster.local", ".svc"})
    if (host.ends_with(tail)) host.remove_suffix(tail.size());
    else if (tail == ".svc" && host.find('.') != host.rfind('.')) return fmt::format("{}:{}", host, port);
  const std::size_t dot = host.find('.');
  if (dot == std::string_view::npos) return of(name_space, host, port);
  return of(host.substr(dot + 1), host.substr(0, dot), port);
}

}  // namespace gw::verify
