/// Objects of the Gateway API as manifests: fitted to the target and written as text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "convert.h"
#include "convert_finish.h"
#include "gateway/fit.h"
#include "gateway/http_route.h"
#include "gateway/implementations/watch.h"
#include "gateway/validate/guard.h"
#include "press.h"

namespace gw {

class Printer {
 public:
  enum class Texts : std::uint8_t { All, None };  ///< None: only to hear what the target lacks
  /// Appends to `out` in the order in which objects come.
  Printer(std::span<const Source> sources, const Options& options, gateway::Target target, gateway::Watch& watch, Sink& sink,
          std::vector<Manifest>& out, Texts texts = Texts::All)
      : sources_(options.annotate ? sources : std::span<const Source>()), options_(options), schema_(gateway::Schema::of(target)), guard_(target), watch_(watch), sink_(sink), out_(out), texts_(texts),
        press_([this](Press::Sheet& sheet) { finish(sheet); }, options.threads) {}

  /// Others who look at what is printed, without a say in it.
  void show_to(std::vector<gateway::Watch>& watches) { shown_to_ = &watches; }
  /// Lets reports know of each manifest what they need. Nothing may have been printed before.
  void tell(std::vector<ShownManifest>& shown) {
    shown_ = &shown;
    std::vector<Origin> hidden = sink_.redacted();
    hidden.insert(hidden.end(), sink_.inlined().begin(), sink_.inlined().end());
    redacted_ = finish_redacted(std::move(hidden));
  }
  /// For objects that we make: fitted to the target; one that the target cannot hold is not printed. Each goes past the guard.
  void print(std::string_view kind, std::string_view name_space, std::string_view name, yaml::Value object);
  /// For objects of the input: written as they are, unless the implementation would drop a guard of theirs.
  gateway::Emit unchanged();
  /// What the guard has seen; then nothing of what has been printed may be shown.
  std::vector<Finding> faults() { return guard_.faults(); }
  /// Everything that was printed until now is in `out`.
  void finish() { press_.finish(); }
  /// How many objects have been printed.
  std::size_t printed() const { return printed_; }

 private:
  bool keeps_guards(std::size_t before);
  bool is_wanted(std::string_view kind) const;
  void finish(Press::Sheet& sheet);
  void write(Manifest manifest, const yaml::Value& object);
  ShownManifest for_report(const yaml::Value& object) const;
  bool redact(yaml::Value& value) const;
  void append_text(const yaml::Value& object, std::string& out) const;
  bool is_redacted(Origin at) const;

  std::span<const Source> sources_;
  const Options& options_;
  const gateway::Schema& schema_;
  gateway::Guard guard_;
  gateway::Watch& watch_;
  Sink& sink_;
  std::vector<Manifest>& out_;
  Texts texts_;
  std::vector<gateway::Watch>* shown_to_ = nullptr;
  std::size_t printed_ = 0;
  std::vector<ShownManifest>* shown_ = nullptr;  // for a survey
  std::vector<Origin> redacted_;                 // likewise
  std::string text_;  // of the manifest at hand; keeps its memory
  Press press_;
};

}  // namespace gw
