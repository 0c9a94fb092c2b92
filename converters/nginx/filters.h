/// What the annotations of an Ingress do to requests on their way, as filters.
#pragma once

#include <memory>

#include "model/filters.h"
#include "nginx/places.h"
#include "nginx/settings.h"

namespace gw::nginx {

/// The filters that every rule of the Ingress has; what cannot be expressed is reported, and may withhold its rules.
model::Filters read_filters(Settings& settings, const Defaults& defaults, Lowering& to);

/// CORS, if `enable-cors` is on (annotations/cors/main.go).
std::optional<model::Cors> read_cors(const Settings& settings, Sink& sink);

/// Words of a list, separated by commas or spaces.
std::vector<std::string> words(std::string_view list);

}  // namespace gw::nginx
