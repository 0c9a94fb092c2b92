/// The table of dialects: which kinds of object this tool reads, and the function that turns each into the route model.
#pragma once

#include <span>
#include <string_view>

#include "diag/sink.h"
#include "kube/bundle.h"
#include "model/route.h"

namespace gw {

struct Options;

/// What a kind's function needs besides the object itself.
struct Lowering {
  const kube::Bundle& bundle;
  const Options& options;
  model::Model& model;
  Sink& sink;
};

/// One kind of object of a dialect.
struct Kind {
  std::string_view name;                       ///< "ApisixRoute"
  std::span<const std::string_view> versions;  ///< oldest first
  void (*lower)(const kube::Object&, Lowering&);
  std::string_view becomes;                    ///< for the manual: "HTTPRoute"
};

struct Dialect {
  std::string_view name;   ///< "apisix"
  std::string_view group;  ///< "apisix.apache.org"
  std::string_view about;  ///< one line for `gwconvert list dialects`
  std::span<const Kind> kinds;
};

std::span<const Dialect* const> dialects();

}  // namespace gw
