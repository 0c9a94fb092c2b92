#include "verify/pattern.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <cctype>
#include <vector>

namespace gw::verify {
namespace {

/// In PCRE a `$` also stands before a line break at the end, which no request has; in RE2 the same words mean the same.
std::string applied(std::string_view pattern, Application how) {
  std::string out = fmt::format("(?:{})", pattern);
  if (how.anchored_begin) out = "\\A" + out;
  if (how.anchored_end) out += "\\z";
  return out;
}

}  // namespace

Regex::Regex(std::string_view pattern, Application how) : pattern_(pattern), how_(how) {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_case_sensitive(!how.ignore_case);
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_max_mem(1 << 20);
  compiled_ = std::make_shared<const re2::RE2>(applied(pattern, how), options);
}

bool Regex::decided() const { return compiled_->ok(); }

bool Regex::matches(std::string_view text) const {
  if (!compiled_->ok()) return text == stand_in();
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
}

std::string Regex::stand_in() const { return fmt::format("<what {} matches>", pattern_); }

std::optional<std::string> Regex::example() const {
  if (!decided()) return stand_in();
  std::string plain = pattern_;
  for (const std::string_view edge : {"\\b", "\\B"})
    for (std::size_t at = plain.find(edge); at != std::string::npos; at = plain.find(edge, at)) plain.erase(at, edge.size());
  const auto machine = verify::matching(plain, how_);
  if (!machine) return std::nullopt;
  for (StringClass& one : classes({&*machine, 1}, Domain::Value).all)
    if (!one.inside.empty() && matches(one.example)) return std::move(one.example);
  return std::nullopt;
}

std::optional<std::string> Regex::replaced(std::string_view text, std::string_view target, bool whole) const {
  if (!compiled_->ok()) return std::nullopt;
  const re2::StringPiece input(text.data(), text.size());
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(compiled_->NumberOfCapturingGroups()) + 1);
  if (!compiled_->Match(input, 0, input.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < target.size(); ++i) {
    const bool group = target[i] == '$' && i + 1 < target.size() && std::isdigit(static_cast<unsigned char>(target[i + 1])) != 0;
    if (!group) {
      out += target[i];
      continue;
    }
    const auto number = static_cast<std::size_t>(target[++i] - '0');
    if (number < groups.size() && groups[number].data() != nullptr) out.append(groups[number].data(), groups[number].size());
  }
  if (whole) return out;
  const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
  return std::string(text.substr(0, begin)) + out + std::string(text.substr(begin + groups[0].size()));
}

Pattern Pattern::elements(std::string_view path) {
  Pattern out{Kind::Elements, std::string(path)};
  out.written = path;
  if (path.size() > 1 && path.ends_with('/')) out.literal.pop_back();
  return out;
}

bool Pattern::matches(std::string_view path) const {
  switch (kind) {
    case Kind::Exact: return path == literal;
    case Kind::Prefix: return path.starts_with(literal);
    case Kind::Elements: return path.starts_with(literal) && (literal == "/" || path.size() == literal.size() || path[literal.size()] == '/');
    case Kind::Regex: return regex->matches(path);
  }
  return false;
}

std::optional<Machine> Pattern::machine() const {
  switch (kind) {
    case Kind::Exact: return exactly(literal);
    case Kind::Prefix: return beginning_with(literal);
    case Kind::Elements: return beginning_with_elements(literal);
    case Kind::Regex: return regex->machine();
  }
  return std::nullopt;
}

std::string Pattern::words() const {
  switch (kind) {
    case Kind::Exact: return fmt::format("path `{}`", literal);
    case Kind::Prefix: return fmt::format("paths beginning with `{}`", literal);
    case Kind::Elements: return fmt::format("path prefix `{}`", written.empty() ? literal : written);
    case Kind::Regex: return fmt::format("paths matching `{}`", regex->pattern());
  }
  return "";
}

}  // namespace gw::verify
