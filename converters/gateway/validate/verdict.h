/// What is said about one object, and who says it: the definition, its rules, the webhook, or only the library.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/sink.h"
#include "gateway/patterns.h"
#include "gateway/releases.h"
#include "gateway/validate/field_value.h"

namespace gw::gateway {

/// Who objects to an object. Only what the library alone says does not keep it out of the cluster.
struct Objections {
  bool unknown_kind = false;   ///< the target has no such kind, or not this version
  bool not_served = false;     ///< the version is defined, but not served
  bool metadata = false;       ///< a name that no kind may have
  bool unknown_field = false;  ///< a field that the API server drops, and that kubectl refuses
  bool schema = false;         ///< types, sizes, patterns and the like
  bool cel = false;            ///< rules of the definition over several fields
  bool webhook = false;        ///< the validating webhook of v0.5.0 to v1.0.0
  bool library = false;        ///< rules that were written, but never installed
};

class Verdict {
 public:
  Verdict(Target target, std::string_view kind, Patterns& patterns, Sink& sink)
      : target_(target), kind_(kind), patterns_(patterns), sink_(sink) {}

  /// Reports a violation at a value, on behalf of the one who checks at the moment.
  template <Code C, class... Args>
  Finding& broken(const FieldValue& value, const Args&... args) {
    return broken_at<C>(value.at(), value.path(), args...);
  }
  template <Code C, class... Args>
  Finding& broken_at(Origin at, std::string path, const Args&... args) {
    objections_.*who_ = true;
    Finding& finding = sink_.report<C>(at, args...);
    finding.field = std::move(path);
    if (who_ == &Objections::library) {
      finding.severity = Severity::Warning;
      finding.help = "correct it: no cluster with this release checks it, but implementations and newer releases do";
    }
    return finding;
  }

  /// Says that a later release will not serve this version; nobody objects.
  void note_deprecated(Origin at, std::string_view version, std::string_view kind, std::string_view better);

  /// From now on this one checks.
  void ask(bool Objections::*who) { who_ = who; }
  const Objections& objections() const { return objections_; }

  bool match(std::string_view pattern, std::string_view text) { return patterns_.match(pattern, text); }
  bool is_since(std::string_view release) const;  ///< whether the target is of this release or a newer one
  Target target() const { return target_; }
  std::string_view kind() const { return kind_; }

 private:
  Target target_;
  std::string_view kind_;
  Patterns& patterns_;
  Sink& sink_;
  Objections objections_;
  bool Objections::*who_ = &Objections::schema;
};

}  // namespace gw::gateway
