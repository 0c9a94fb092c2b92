/// Looks at objects on their way out for what the chosen implementation does not claim, or makes something else of.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "diag/sink.h"
#include "gateway/implementations/implementations.h"
#include "gateway/plan.h"
#include "yaml/value.h"

namespace gw::gateway {

class Watch {
 public:
  Watch(const Implementation& implementation, Target target, Sink& sink);

  /// False if the object guards access with something that the implementation passes over: it must not be printed.
  bool look(const yaml::Value& object, std::string_view kind, std::string_view name_space, std::string_view name);
  /// Reports what was seen: a finding for each feature and place of the input, or for the first few places of many.
  void report();

 private:
  struct Use {
    Origin at;
    std::string target;
  };
  /// A row of one of the tables, and where it was met.
  struct Watched {
    const Place* place;
    std::string_view feature;       ///< empty: a limit, or untested
    const Limit* limit = nullptr;
    std::vector<Use> first{};
    std::set<std::tuple<std::uint32_t, std::size_t, std::size_t>> places{};
  };
  /// The paths of all rows as a tree, so that an object is walked once and only where something is watched.
  struct Node {
    std::string_view name;
    std::vector<std::size_t> watched{};
    std::vector<Node> children{};
  };

  void add(const Place& place, std::string_view feature, const Limit* limit);
  void visit(const yaml::Value& value, const Node& node, Origin near);
  void meet(std::size_t which, Origin at);
  void report(const Watched& watched, const Use& use, std::size_t more);

  const Implementation& implementation_;
  Target target_;
  Sink& sink_;
  const Report* report_;
  std::vector<Watched> watched_;
  std::vector<Node> kinds_;
  std::string label_;  ///< of the object at hand
  bool opened_ = false;
};

/// What is to be said about an implementation as a whole: versions it does not read (GW4207), the release of its report
/// (GW4206), that the GatewayClass is left out because its controller has no known name (GW4205), and that the object that
/// Gateways take settings from is expected (GW4208), unless `parameters` is empty.
void report_implementation(const Implementation& implementation, const Settings& settings, std::string_view parameters, bool class_left_out, Sink& sink);

}  // namespace gw::gateway
