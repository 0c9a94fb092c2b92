/// The finished report: what happened to the input, with counts and places, ready for every format.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "convert.h"
#include "targets.h"

namespace gw::cli {

/// How many findings count. Accepted ones do not: they are counted apart, whatever their severity.
struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t accepted = 0;
};

Counts count(std::span<const Finding> findings);

/// The bytes that no report may show: sorted and disjoint.
class Redaction {
 public:
  explicit Redaction(std::vector<Origin> ranges);

  /// The first range of `file` that ends after `offset`; unknown if there is none.
  Origin next(std::uint32_t file, std::size_t offset) const;

 private:
  std::vector<Origin> ranges_;
};

/// Lines and columns of places that are asked for in rising order, without counting a long line anew for each.
class Cursor {
 public:
  explicit Cursor(std::span<const Source> sources) : sources_(sources) {}
  Position at(std::uint32_t file, std::size_t offset);
  /// The position of `offset`, which is not before the place that was asked for last. The cursor stays.
  Position after(std::size_t offset) const;

 private:
  std::span<const Source> sources_;
  std::uint32_t file_ = kNoFile;
  Span line_;
  std::size_t offset_ = 0;
  Position position_;
};

struct Changes;

/// What all formats get. It refers to the sources and the conversion, which must outlive it.
struct Report {
  Report(std::span<const Source> in, const Conversion& out, const Options& with)
      : sources(in), conversion(out), options(with), counts(count(out.findings)), redaction(out.redacted) {}

  std::span<const Source> sources;
  const Conversion& conversion;
  const Options& options;
  Counts counts;
  Redaction redaction;
  const Comparison* targets = nullptr;  ///< of `gwconvert report`: what other targets would lose
  const Changes* changes = nullptr;     ///< of --compare: what is new since an earlier report
};

/// The source text of a place with `***` for redacted bytes, at most `limit` bytes of it (then `…` follows).
std::string value_text(const Report& report, Origin at, std::size_t limit);

/// The help of a finding: its own, or that of its code.
std::string_view help_of(const Finding& finding);

/// "--accept", "the baseline", or the reason in a comment.
std::string why_accepted(const Finding& finding, const Report& report);

/// "standard" or "experimental"
std::string_view channel_word(bool experimental);

/// "v1.4.1 standard"
std::string release_of(const Options& options);

/// "1 rule", "2 rules"
std::string counted(std::size_t n, std::string_view one);

}  // namespace gw::cli
