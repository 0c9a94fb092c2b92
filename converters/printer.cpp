#include "printer.h"

#include <algorithm>
#include <array>

#include "yaml/write.h"

namespace gw {
namespace {

bool of_gateway_api(const yaml::Value& object) {
  const yaml::Value* version = object.find("apiVersion");
  return version != nullptr && version->text.starts_with("gateway.networking.");
}

/// Whether a Gateway or one of its listeners demands certificates of clients.
bool asks_clients(const yaml::Value& object) {
  const auto has = [](const yaml::Value* of, std::string_view outer, std::string_view inner) {
    const yaml::Value* found = of == nullptr ? nullptr : of->find(outer);
    return found != nullptr && found->find(inner) != nullptr;
  };
  const yaml::Value* spec = object.find("spec");
  if (has(spec, "tls", "frontend")) return true;
  const yaml::Value* listeners = spec == nullptr ? nullptr : spec->find("listeners");
  return listeners != nullptr && std::ranges::any_of(listeners->items, [&](const yaml::Value& one) { return has(&one, "tls", "frontendValidation"); });
}

/// The places that an object or a part of it was made from.
void collect(const yaml::Value& value, std::vector<Origin>& out) {
  if (value.annotated && value.at.known()) out.push_back(value.at);
  for (const yaml::Value& item : value.items) collect(item, out);
}

constexpr std::size_t kJsonIndent = 4;  // inside "items" of a List

}  // namespace

void Printer::print(std::string_view kind, std::string_view name_space, std::string_view name, yaml::Value object) {
  if (!is_wanted(kind)) return;
  const std::size_t before = sink_.findings().size();
  const bool asked = kind == "Gateway" && asks_clients(object);
  const bool fits = (!of_gateway_api(object) || gateway::fit(object, kind, schema_, sink_)) && (!asked || asks_clients(object));
  if (!fits && sink_.findings().size() > before) sink_.findings().back().severity = Severity::Error;  // a whole object is lost
  if (!fits || !keeps_guards(before) || !watch_.look(object, kind, name_space, name)) return;
  if (shown_to_ != nullptr)
    for (gateway::Watch& watch : *shown_to_) watch.look(object, kind, name_space, name);
  ++printed_;
  if (texts_ == Texts::All) press_.add({{std::string(kind), std::string(name_space), std::string(name), {}}, std::move(object)});
}

void Printer::finish(Press::Sheet& sheet) {
  guard_.look(sheet.object);
  write(std::move(sheet.manifest), sheet.object);
}

gateway::Emit Printer::unchanged() {
  return [this](std::string_view kind, std::string_view name_space, std::string_view name, const yaml::Value& object) {
    if (!is_wanted(kind) || !watch_.look(object, kind, name_space, name)) return;
    finish();  // what came before stands before it
    ++printed_;
    if (texts_ == Texts::All) write({std::string(kind), std::string(name_space), std::string(name), {}}, object);
  };
}

/// A match that has lost a condition serves more than before, and a Gateway that has lost its demand admits everybody: such an
/// object is not printed.
bool Printer::keeps_guards(std::size_t before) {
  constexpr auto kGuards = std::to_array<std::string_view>({".matches[]", "tls.frontend"});
  bool keeps = true;
  for (Finding& finding : sink_.findings_after(before)) {
    if (std::ranges::none_of(kGuards, [&](std::string_view guard) { return finding.message.find(guard) != std::string::npos; })) continue;
    finding.severity = Severity::Error;
    keeps = false;
  }
  return keeps;
}

bool Printer::is_wanted(std::string_view kind) const {
  const std::string key(kind);
  return (options_.only_kinds.empty() || options_.only_kinds.contains(key)) && !options_.omit_kinds.contains(key);
}

bool Printer::is_redacted(Origin at) const {
  const auto after = std::ranges::upper_bound(redacted_, std::pair(at.file, at.span.begin), {}, [](Origin one) { return std::pair(one.file, one.span.end); });
  return at.known() && after != redacted_.end() && after->file == at.file && after->span.begin < at.span.end;
}

bool Printer::redact(yaml::Value& value) const {
  const bool scalar = value.kind != yaml::Value::Kind::Map && value.kind != yaml::Value::Kind::List;
  bool hidden = scalar && is_redacted(value.at);
  if (hidden) value = yaml::Value::string(value.key, "***", value.at);
  for (yaml::Value& item : value.items) hidden = redact(item) || hidden;
  return hidden;
}

/// Nothing that a report hides in the source may stand in what it shows of the manifests.
ShownManifest Printer::for_report(const yaml::Value& object) const {
  ShownManifest out;
  collect(object, out.made_from);
  const yaml::Value* spec = object.find("spec");
  if (const yaml::Value* rules = spec == nullptr ? nullptr : spec->find("rules"))
    for (const yaml::Value& rule : rules->items) collect(rule, out.rules.emplace_back());
  yaml::Value copy = object;
  if (redact(copy)) append_text(copy, out.text);
  return out;
}

void Printer::append_text(const yaml::Value& object, std::string& out) const {
  if (options_.format == OutputFormat::Json)
    yaml::write_json(object, out, kJsonIndent);
  else
    yaml::write_yaml(object, out, sources_);
}

void Printer::write(Manifest manifest, const yaml::Value& object) {
  text_.clear();
  append_text(object, text_);
  manifest.text = text_;
  out_.push_back(std::move(manifest));
  if (shown_ != nullptr) shown_->push_back(for_report(object));
}

}  // namespace gw
