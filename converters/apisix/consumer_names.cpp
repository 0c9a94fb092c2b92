// Names of consumers in plugins: controllers 1.x write `_` for `-` in them (v1.8.4 pkg/types/apisix/v1/types.go:672), controllers 2.x
// do not (2.2.0 api/adc/types.go:586).
#include <algorithm>
#include <array>
#include <string>

#include "apisix/keep.h"

namespace gw::apisix {
namespace {

constexpr auto kLists = std::to_array<std::string_view>({"whitelist", "blacklist"});

std::string name_today(const kube::Object& consumer) {
  return fmt::format("{}_{}", consumer.name_space.empty() ? "default" : consumer.name_space, consumer.name);
}

std::string name_of_1(std::string name) {
  std::ranges::replace(name, '-', '_');
  return name;
}

class Renamer {
 public:
  Renamer(std::string_view plugin, Lowering& to) : plugin_(plugin), to_(to), from_1_(to.options.apisix_version != 0 && to.options.apisix_version < 200) {
    if (to.consumer_names) return;
    auto& names = to.consumer_names.emplace();
    const auto visit_all = [&](auto&& act) {
      for (const kube::Object& object : to.bundle.objects())
        if (object.kind == "ApisixConsumer") act(name_today(object));
    };
    visit_all([&](const std::string& today) { names[name_of_1(today)] = today; });
    visit_all([&](const std::string& today) { names[today] = today; });  // nobody is renamed whose name is in use
  }

  void visit(Value& name) const {
    const auto found = to_.consumer_names->find(name.text);
    const std::string wanted = found == to_.consumer_names->end() ? "" : found->second;
    if (wanted == name.text || (wanted.empty() && !from_1_)) return;  // as it is today
    if (wanted.empty()) {
      if (std::ranges::count(name.text, '_') > 1) report(name, "may have been written for `-`, and no ApisixConsumer of the input tells where");
      return;
    }
    if (!from_1_) {
      report(name, fmt::format("is nobody for controllers 2.x: for them the ApisixConsumer is `{}`", wanted)).help = "if it was written for controllers 1.x, convert with --apisix-version 1.8";
      return;
    }
    report(name, fmt::format("becomes `{}`, as controllers 2.x call the consumer", wanted)).severity = Severity::Note;
    name.text = wanted;
  }

 private:
  Finding& report(const Value& name, std::string_view what) const { return to_.sink.report<Code::consumer_name_of_1>(name.at, name.text, plugin_, what); }

  std::string_view plugin_;
  Lowering& to_;
  bool from_1_;
};

}  // namespace

void rename_consumers(model::Plugin& plugin, Lowering& to) {
  if (plugin.name != "consumer-restriction") return;
  const Value* type = plugin.config.find("type");
  if (type != nullptr && type->text != "consumer_name") return;
  const Renamer renamer(plugin.name, to);
  for (Value& member : plugin.config.items) {
    if (std::ranges::find(kLists, member.key) != kLists.end())
      for (Value& name : member.items) renamer.visit(name);
    if (member.key != "allowed_by_methods") continue;
    for (Value& entry : member.items)
      for (Value& part : entry.items)
        if (part.key == "user") renamer.visit(part);
  }
}

}  // namespace gw::apisix
