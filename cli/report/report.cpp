#include "report/report.h"

#include <fmt/format.h>

#include <algorithm>

namespace gw::cli {

Counts count(std::span<const Finding> findings) {
  Counts counts;
  for (const Finding& finding : findings) {
    if (finding.accepted)
      ++counts.accepted;
    else if (finding.severity == Severity::Error)
      ++counts.errors;
    else if (finding.severity == Severity::Warning)
      ++counts.warnings;
    else
      ++counts.notes;
  }
  return counts;
}

Redaction::Redaction(std::vector<Origin> ranges) {
  std::erase_if(ranges, [](const Origin& at) { return !at.known() || at.span.begin == at.span.end; });
  std::ranges::sort(ranges, {}, [](const Origin& at) { return std::pair(at.file, at.span.begin); });
  for (const Origin& at : ranges) {
    if (!ranges_.empty() && ranges_.back().file == at.file && at.span.begin <= ranges_.back().span.end)
      ranges_.back().span.end = std::max(ranges_.back().span.end, at.span.end);
    else
      ranges_.push_back(at);
  }
}

Origin Redaction::next(std::uint32_t file, std::size_t offset) const {
  const auto found = std::ranges::upper_bound(ranges_, std::pair<std::uint32_t, std::size_t>(file, offset), {}, [](const Origin& at) {
    return std::pair<std::uint32_t, std::size_t>(at.file, at.span.end);
  });
  return found != ranges_.end() && found->file == file ? *found : Origin{};
}

Position Cursor::at(std::uint32_t file, std::size_t offset) {
  const Source& source = sources_[file];
  offset = std::min(offset, source.text().size());
  const bool goes_on = file == file_ && offset >= offset_ && offset <= line_.end;
  if (goes_on) {
    position_.column += code_points(source.text().substr(offset_, offset - offset_));
  } else {
    position_ = source.position(offset);
    line_ = source.line_around(offset);
  }
  file_ = file;
  offset_ = offset;
  return position_;
}

Position Cursor::after(std::size_t offset) const {
  const Source& source = sources_[file_];
  if (offset > line_.end || offset < offset_) return source.position(offset);
  return {position_.line, position_.column + code_points(source.text().substr(offset_, offset - offset_))};
}

std::string value_text(const Report& report, Origin at, std::size_t limit) {
  if (!at.known() || at.file >= report.sources.size()) return {};
  const std::string_view text = report.sources[at.file].text();
  const std::size_t end = std::min<std::size_t>(at.span.end, text.size());
  std::string out;
  std::size_t here = at.span.begin;
  while (here < end && out.size() < limit) {
    const Origin secret = report.redaction.next(at.file, here);
    const std::size_t plain_end = secret.known() ? std::clamp<std::size_t>(secret.span.begin, here, end) : end;
    std::size_t taken = std::min(plain_end - here, limit - out.size());
    // A code point is never cut in two.
    while (taken > 0 && here + taken < plain_end && (static_cast<unsigned char>(text[here + taken]) & 0xc0) == 0x80) --taken;
    out += text.substr(here, taken);
    if (here + taken < plain_end) break;
    here = plain_end;
    if (here >= end) return out;
    out += "***";
    here = secret.span.end;
  }
  if (here < end) out += "…";
  return out;
}

std::string_view help_of(const Finding& finding) { return finding.help.empty() ? info(finding.code).help : finding.help; }

std::string why_accepted(const Finding& finding, const Report& report) {
  switch (finding.accepted_by) {
    case AcceptedBy::Flag: return "--accept";
    case AcceptedBy::Baseline: return "the baseline";
    case AcceptedBy::Comment: break;
  }
  const auto reason = report.conversion.reasons.find({finding.at, finding.code});
  return reason == report.conversion.reasons.end() ? "a comment in the input" : reason->second;
}

std::string_view channel_word(bool experimental) { return experimental ? "experimental" : "standard"; }

std::string release_of(const Options& options) { return fmt::format("{} {}", options.release, channel_word(options.experimental)); }

std::string counted(std::size_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

}  // namespace gw::cli
