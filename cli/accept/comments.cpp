#include "accept/comments.h"

#include <algorithm>
#include <map>
#include <tuple>

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

/// One line of an input that has such comments.
struct Line {
  Span span;
  std::size_t indent = 0;
  bool says = false;   ///< more than a comment
  bool item = false;   ///< of a list
  bool marks = false;  ///< the beginning of a document
};

/// Every line is looked at a few times at most, however many comments there are.
class Scan {
 public:
  Scan(const Source& source, std::uint32_t file) : text_(source.text()), file_(file) {}

  std::vector<Comment> run() {
    std::vector<Comment> out;
    if (text_.find(kMarker) == std::string_view::npos) return out;
    read_lines();
    bool begins = true;  // nothing but comments in this document so far
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (auto comment = read(i, begins)) out.push_back(*std::move(comment));
      begins = lines_[i].marks || (begins && !lines_[i].says);
    }
    return out;
  }

 private:
  std::string_view text_of(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

  void read_lines() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      Line& line = lines_.emplace_back(Line{{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}});
      const std::string_view text = text_of(line.span);
      line.indent = indent_of(text);
      line.says = !says_nothing(text);
      line.item = text.substr(line.indent).starts_with('-');
      line.marks = text.starts_with("---");
      at = end + 1;
    }
    next_.assign(lines_.size() + 1, lines_.size());
    for (std::size_t i = lines_.size(); i-- > 0;) next_[i] = lines_[i].says ? i : next_[i + 1];
  }

  std::optional<Comment> read(std::size_t number, bool begins) {
    const Span span = lines_[number].span;
    const std::size_t found = text_of(span).find(kMarker);
    if (found == std::string_view::npos) return std::nullopt;
    const std::size_t marker = span.begin + found;
    std::size_t hash = marker;
    while (hash > span.begin && (text_[hash - 1] == ' ' || text_[hash - 1] == '\t')) --hash;
    if (hash == span.begin || text_[hash - 1] != '#') return std::nullopt;
    --hash;
    if (hash > span.begin && text_[hash - 1] != ' ' && text_[hash - 1] != '\t') return std::nullopt;  // `a#b` is no comment
    Comment out;
    std::string_view rest = text_.substr(marker + kMarker.size(), span.end - marker - kMarker.size());
    while (rest.ends_with('\r') || rest.ends_with(' ') || rest.ends_with('\t')) rest.remove_suffix(1);
    out.at = {file_, {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(rest.data() + rest.size() - text_.data())}};
    const auto trim = [&] { rest.remove_prefix(std::min(rest.find_first_not_of(" \t:"), rest.size())); };
    trim();
    do {  // a blank may stand behind a comma
      const std::string_view word = rest.substr(0, std::min(rest.find_first_of(" \t"), rest.size()));
      out.codes += word;
      rest.remove_prefix(word.size());
      trim();
    } while (out.codes.ends_with(',') && !rest.empty());
    out.reason = rest;
    out.covers = lines_[number].says ? span : begins ? document_after(span.end) : block_at(next_[number]);
    return out;
  }

  Span document_after(std::size_t end) const {
    const std::size_t mark = text_.find("\n---", end);
    return {static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(std::min(mark, text_.size()))};
  }

  /// A line that says something, and what is deeper; items of a list may stand below their key without being so.
  Span block_at(std::size_t first) {
    const auto [known, fresh] = blocks_.try_emplace(first);
    if (!fresh) return known->second;
    const auto end = static_cast<std::uint32_t>(text_.size());
    if (first == lines_.size()) return known->second = {end, end};
    const Line& head = lines_[first];
    std::size_t i = next_[first + 1];
    while (i < lines_.size() && (lines_[i].indent > head.indent || (lines_[i].indent == head.indent && !head.item && lines_[i].item))) i = next_[i + 1];
    return known->second = {head.span.begin, i == lines_.size() ? end : lines_[i].span.begin};
  }

  std::string_view text_;
  std::uint32_t file_;
  std::vector<Line> lines_;
  std::vector<std::size_t> next_;         // the first line from here on that says something
  std::map<std::size_t, Span> blocks_;  // by their first lines
};

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

/// What has been looked for already: comments above one value may repeat each other.
using Done = std::map<std::tuple<std::uint32_t, Span, Code>, bool>;

void apply(const Comment& comment, Conversion& conversion, Done& done, Sink& sink) {
  for (std::size_t at = 0; at <= comment.codes.size();) {
    const std::size_t comma = std::min(comment.codes.find(',', at), comment.codes.size());
    const std::string word = comment.codes.substr(at, comma - at);
    at = comma + 1;
    const auto code = find_code(word);
    if (!code) {
      sink.report<Code::accept_unknown_code>(comment.at, word.empty() ? "nothing" : word);
      continue;
    }
    const auto [found, fresh] = done.try_emplace({comment.at.file, comment.covers, *code});
    if (fresh) found->second = accept(*code, comment, conversion);
    if (!found->second) sink.report<Code::accept_unused>(comment.at, number(*code));
  }
}

/// What looks like a comment in a text that no report may show is a part of it.
bool is_hidden(const Comment& comment, const std::vector<Origin>& redacted) {
  const auto after = std::ranges::upper_bound(redacted, std::pair(comment.at.file, comment.at.span.begin), {}, [](const Origin& o) { return std::pair(o.file, o.span.begin); });
  if (after == redacted.begin()) return false;
  const Origin& before = *std::prev(after);
  return before.file == comment.at.file && comment.at.span.begin < before.span.end;
}

}  // namespace

void accept_by_comments(std::span<const Source> sources, Conversion& conversion) {
  Sink sink;
  Done done;
  for (std::uint32_t file = 0; file < sources.size(); ++file)
    for (const Comment& comment : Scan(sources[file], file).run())
      if (!is_hidden(comment, conversion.redacted)) apply(comment, conversion, done, sink);
  if (sink.findings().empty()) return;
  std::ranges::move(sink.findings(), std::back_inserter(conversion.findings));
  std::ranges::stable_sort(conversion.findings, {}, [](const Finding& f) { return std::pair(f.at.file, f.at.span.begin); });
}

}  // namespace gw::cli
