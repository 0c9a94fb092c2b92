#include "accept/comments.h"

#include <algorithm>

namespace gw::cli {
namespace {

constexpr std::string_view kMarker = "gwconvert:accept";

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

bool says_nothing(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos || line[first] == '#';
}

struct Comment {
  Origin at;
  std::string codes;        ///< one, or several with commas
  std::string_view reason;
  Span covers;
};

class Scan {
 public:
  Scan(const Source& source, std::uint32_t file) : text_(source.text()), source_(source), file_(file) {}

  std::vector<Comment> run() {
    std::vector<Comment> out;
    for (std::size_t at = text_.find(kMarker); at != std::string_view::npos; at = text_.find(kMarker, at + 1))
      if (auto comment = read(at)) out.push_back(*comment);
    return out;
  }

 private:
  std::string_view line(Span span) const { return source_.text(span); }

  /// Where the line behind the one with `offset` begins; lines may end in `\r\n`.
  std::size_t next_line(std::size_t offset) const {
    const std::size_t end = text_.find('\n', offset);
    return end == std::string_view::npos ? text_.size() : end + 1;
  }

  std::optional<Comment> read(std::size_t marker) const {
    const Span span = source_.line_around(marker);
    std::size_t hash = marker;
    while (hash > span.begin && (text_[hash - 1] == ' ' || text_[hash - 1] == '\t')) --hash;
    if (hash == span.begin || text_[hash - 1] != '#') return std::nullopt;
    --hash;
    if (hash > span.begin && text_[hash - 1] != ' ' && text_[hash - 1] != '\t') return std::nullopt;  // `a#b` is no comment
    Comment out;
    out.at = {file_, {static_cast<std::uint32_t>(hash), span.end}};
    std::string_view rest = text_.substr(marker + kMarker.size(), span.end - marker - kMarker.size());
    const auto trim = [&] { rest.remove_prefix(std::min(rest.find_first_not_of(" \t:"), rest.size())); };
    trim();
    do {  // a blank may stand behind a comma
      const std::string_view word = rest.substr(0, std::min(rest.find_first_of(" \t\r"), rest.size()));
      out.codes += word;
      rest.remove_prefix(word.size());
      trim();
    } while (out.codes.ends_with(',') && !rest.empty());
    out.reason = rest.substr(0, rest.find_last_not_of(" \t\r") + 1);
    const bool alone = says_nothing(text_.substr(span.begin, hash - span.begin));
    out.covers = !alone ? span : begins_document(span.begin) ? document_after(span.end) : block_after(span.end);
    return out;
  }

  /// Whether nothing but comments stands between the beginning of the document and this line.
  bool begins_document(std::size_t at) const {
    while (at > 0) {
      const Span before = source_.line_around(at - 1);
      if (line(before).starts_with("---")) return true;
      if (!says_nothing(line(before))) return false;
      at = before.begin;
    }
    return true;
  }

  Span document_after(std::size_t end) const {
    const std::size_t mark = text_.find("\n---", end);
    return {static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(std::min(mark, text_.size()))};
  }

  /// The next line that says something, and what is deeper; items of a list may stand below their key without being so.
  Span block_after(std::size_t end) const {
    Span out{static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text_.size())};
    std::size_t indent = 0;
    bool item = false;
    for (std::size_t at = next_line(end); at < text_.size(); at = next_line(at)) {
      const Span span = source_.line_around(at);
      const std::string_view here = line(span);
      if (says_nothing(here)) continue;
      const bool is_item = here.substr(indent_of(here)).starts_with('-');
      if (out.begin == text_.size()) {
        out.begin = span.begin;
        indent = indent_of(here);
        item = is_item;
      } else if (indent_of(here) < indent || (indent_of(here) == indent && (item || !is_item))) {
        out.end = span.begin;
        break;
      }
    }
    return out;
  }

  std::string_view text_;
  const Source& source_;
  std::uint32_t file_;
};

Finding about(Code code, Origin at, std::string message) {
  Finding out;
  out.code = code;
  out.severity = info(code).severity;
  out.at = at;
  out.message = std::move(message);
  return out;
}

/// Whether there was one.
bool accept(Code code, const Comment& comment, Conversion& conversion) {
  std::vector<Finding>& findings = conversion.findings;
  const auto place = [](const Finding& f) { return std::pair(f.at.file, f.at.span.begin); };
  bool any = false;
  const auto first = std::ranges::lower_bound(findings, std::pair(comment.at.file, comment.covers.begin), {}, place);
  for (auto finding = first; finding != findings.end() && place(*finding) < std::pair(comment.at.file, comment.covers.end); ++finding) {
    if (finding->code != code) continue;
    any = true;
    if (finding->accepted) continue;
    finding->accepted = true;
    finding->accepted_by = AcceptedBy::Comment;
    if (!comment.reason.empty()) conversion.reasons.emplace(std::pair(finding->at, code), comment.reason);
  }
  return any;
}

void apply(const Comment& comment, Conversion& conversion, std::vector<Finding>& more) {
  for (std::size_t at = 0; at <= comment.codes.size();) {
    const std::size_t comma = std::min(comment.codes.find(',', at), comment.codes.size());
    const std::string word = comment.codes.substr(at, comma - at);
    at = comma + 1;
    const auto code = find_code(word);
    if (!code) more.push_back(about(Code::accept_unknown_code, comment.at, fmt::format(fmt::runtime(info(Code::accept_unknown_code).message), word.empty() ? "nothing" : word)));
    else if (!accept(*code, comment, conversion)) more.push_back(about(Code::accept_unused, comment.at, fmt::format(fmt::runtime(info(Code::accept_unused).message), number(*code))));
  }
}

}  // namespace

void accept_by_comments(std::span<const Source> sources, Conversion& conversion) {
  std::vector<Finding> more;
  for (std::uint32_t file = 0; file < sources.size(); ++file)
    for (const Comment& comment : Scan(sources[file], file).run()) apply(comment, conversion, more);
  if (more.empty()) return;
  std::ranges::move(more, std::back_inserter(conversion.findings));
  std::ranges::stable_sort(conversion.findings, {}, [](const Finding& f) { return std::pair(f.at.file, f.at.span.begin); });
}

}  // namespace gw::cli
