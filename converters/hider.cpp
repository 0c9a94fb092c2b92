#include "hider.h"

#include <re2/re2.h>

#include <set>

namespace gw {
namespace {

constexpr std::size_t kShortest = 5;

/// The text of a scalar without its quotes.
std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

Hider::Hider(std::span<const Source> sources, std::span<const Origin> redacted) {
  std::set<std::string_view> texts;
  for (const Origin& at : redacted)
    if (at.file < sources.size()) texts.insert(unquoted(sources[at.file].text(at.span)));
  std::string pattern;
  for (const std::string_view text : texts)
    if (text.size() >= kShortest && text.find('\n') == std::string_view::npos) pattern += (pattern.empty() ? "" : "|") + re2::RE2::QuoteMeta(re2::StringPiece(text.data(), text.size()));
  if (pattern.empty()) return;
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_longest_match(true);
  options.set_max_mem(256 << 20);
  any_ = std::make_shared<const re2::RE2>(pattern, options);
}

void Hider::apply(std::string& text) const {
  if (any_ == nullptr) return;
  if (any_->ok()) re2::RE2::GlobalReplace(&text, *any_, "***");
  else text = "***";  // there is more to hide than can be looked for
}

}  // namespace gw
