/// What a plain word means to Kubernetes: the rules of sigs.k8s.io/yaml (go-yaml v2), not those of yaml-cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::yaml {

enum class Meaning : std::uint8_t { Null, Bool, Integer, Float, String };

/// The type that an unquoted scalar has.
Meaning meaning(std::string_view plain);
/// The truth value of a plain word whose meaning is Bool (`y`, `On`, `TRUE` …).
bool truth(std::string_view plain);
/// The whole number that a plain word with meaning Integer stands for (`010` is 8, `1_000` is 1000), or that JSON has for
/// one with meaning Float (`1e3`, `80.0`); nothing if it does not fit.
std::optional<std::int64_t> whole_number(std::string_view plain);
/// The text of a plain mapping key as Kubernetes reads it: `y` is "true", `010` is "8", `1000000.0` is "1e+06". Null and
/// integers above int64, which Kubernetes refuses as keys, are "null" and their decimal digits.
std::string key_text(std::string_view plain);

}  // namespace gw::yaml
