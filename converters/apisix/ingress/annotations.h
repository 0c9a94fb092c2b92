/// The annotations of an Ingress that APISIX's controllers read.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "ingress/carried.h"
#include "ingress/ingress.h"

namespace gw::apisix {

inline constexpr ingress::Owner kIngressOwner = {"APISIX", "k8s.apisix.apache.org/"};
/// One annotation; what its value does is said by the function that asks for it.
struct AnnotationRow {
  std::string_view name;  ///< without the prefix
  int since;              ///< 105: controller 1.5
  std::string_view needs; ///< in a phrase, what makes it count; empty: nothing else
  bool secret = false;    ///< its value may hold credentials
  bool idle = false;      ///< it never counts, and `needs` says why
  int before = 0;         ///< 100: controllers since 1.0 do not read it any more; 0: they do
};
std::span<const AnnotationRow> annotation_rows();
/// Whether an annotation, with its prefix, says in which namespace the Services are.
bool names_services_in(std::string_view annotation, const SourceOptions& options);

/// Reading marks an annotation as used; what nobody has used is reported at the end.
class Annotations {
 public:
  using Text = From<std::string_view>;

  Annotations(const ingress::Ingress& ingress, int version, Sink& sink) : ingress_(ingress), version_(version), sink_(sink) {}

  /// The annotation, without marking it as used; null if it is missing. Names are those of the table, without the prefix.
  const ingress::Annotation* find(std::string_view name) const;
  std::optional<Text> text(std::string_view name);           ///< nothing if it is missing or empty
  /// Whether it is `true`, the only word that switches something on; another word is reported (GW2105).
  bool is_true(std::string_view name);
  /// A list with commas; controllers 1.x leave blanks in its items. One that is written but has none is reported (GW2105).
  std::vector<Text> list(std::string_view name);
  /// Reports an annotation that is there, but decides nothing (GW2105).
  void without_effect(std::string_view name, std::string_view why);
  /// Keeps values that may hold credentials out of every report.
  void hide_credentials();
  /// Says that annotations are parts of what `whole` does.
  void group(std::string_view whole, std::initializer_list<std::string_view> parts);
  /// Reports the annotations that nobody has used (GW2105), and those that no controller knows (GW2101).
  void report_rest();
  /// Reports used ones that no finding names yet (GW2105): parts of what is not converted, and all of them if no rule is printed.
  /// `before`: the number of findings before those of the Ingress. Gives the other parts.
  std::vector<model::Part> report_lost(std::size_t before, bool nothing_printed);

  const ingress::Ingress& ingress() const { return ingress_; }
  Sink& sink() const { return sink_; }
  bool is_version_1() const { return version_ != 0 && version_ < 200; }

 private:
  const ingress::Ingress& ingress_;
  /// Its name and value, without what may be a credential.
  std::string written(const ingress::Annotation& annotation) const;

  int version_;
  Sink& sink_;
  std::set<const ingress::Annotation*> used_{};
  std::set<const ingress::Annotation*> hidden_{};
  std::map<const ingress::Annotation*, const ingress::Annotation*> wholes_{};  ///< by their parts
};

}  // namespace gw::apisix
