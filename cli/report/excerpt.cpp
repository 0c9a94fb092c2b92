#include "report/excerpt.h"

#include <algorithm>

#include "report/safe_text.h"

namespace gw::cli {
namespace {

constexpr std::size_t kTab = 8;
constexpr std::size_t kMostBytes = 8 * kExcerptColumns;  // characters without width would never fill a line
constexpr std::size_t kBefore = 60;  // columns before the place that a cut line keeps, at most

/// A piece of a line on its way to the screen.
struct Drawing {
  std::string text;
  std::size_t columns = 0;
  std::size_t mark_begin = std::string::npos;
  std::size_t mark_end = 0;
  std::size_t reached = 0;  ///< the first byte that is not drawn
};

class Painter {
 public:
  Painter(const Report& report, Origin at, Span line, std::size_t columns) : report_(report), at_(at), line_(line), columns_(columns), text_(report.sources[at.file].text()) {}

  /// Draws from byte `from` to the end of the line, or until the line is full.
  Drawing draw(std::size_t from) const {
    Drawing out;
    if (from > line_.begin) put("…", 1, out);
    Origin secret = report_.redaction.next(at_.file, from);
    for (out.reached = from; out.reached < line_.end && out.columns < columns_ && out.text.size() < kMostBytes;) {
      const std::size_t here = out.reached;
      const std::size_t column = out.columns;
      if (secret.known() && here >= secret.span.begin) {
        put("***", 3, out);
        out.reached = std::min(secret.span.end, line_.end);
        secret = report_.redaction.next(at_.file, out.reached);
      } else {
        out.reached += glyph(here, out);
      }
      mark(here, out.reached, column, out);
    }
    if (out.reached < line_.end) put("…", 1, out);
    return out;
  }

 private:
  static void put(std::string_view text, std::size_t columns, Drawing& out) {
    out.text += text;
    out.columns += columns;
  }

  std::size_t glyph(std::size_t here, Drawing& out) const {
    if (text_[here] == '\t') {
      const std::size_t width = kTab - out.columns % kTab;
      put(std::string(width, ' '), width, out);
      return 1;
    }
    const Glyph drawn = append_glyph(text_.substr(here, line_.end - here), out.text);
    out.columns += drawn.columns;
    return drawn.bytes;
  }

  /// Notes that bytes from `begin` to `end` begin at `column`, if they belong to the place.
  void mark(std::size_t begin, std::size_t end, std::size_t column, Drawing& out) const {
    if (end <= at_.span.begin || begin >= std::max(at_.span.end, at_.span.begin + 1)) return;
    if (out.mark_begin == std::string::npos) out.mark_begin = column;
    out.mark_end = out.columns;
  }

  const Report& report_;
  Origin at_;
  Span line_;
  std::size_t columns_;
  std::string_view text_;
};

/// The byte from which at most `most` columns lead to `offset`.
std::size_t step_back(std::string_view text, std::size_t offset, std::size_t begin, std::size_t most) {
  std::string unused;
  for (std::size_t columns = 0; offset > begin;) {
    std::size_t before = offset - 1;
    while (before > begin && (static_cast<unsigned char>(text[before]) & 0xc0) == 0x80) --before;
    columns += text[before] == '\t' ? kTab : append_glyph(text.substr(before, offset - before), unused).columns;
    if (columns > most) break;
    offset = before;
  }
  return offset;
}

/// `|`, `>-`, `|2+`: what stands before the lines of a block scalar.
bool is_block_header(std::string_view text) {
  if (!text.starts_with('|') && !text.starts_with('>')) return false;
  const std::size_t end = std::min(text.find_first_not_of("+-123456789", 1), text.size());
  const std::size_t rest = std::min(text.find_first_not_of(" \t\r", end), text.size());
  return rest == text.size() || (rest > end && text[rest] == '#');
}

/// The lines of a block scalar, without the blanks that the first one begins with.
std::vector<std::string> block_lines(const Report& report, Origin at, Span header, std::size_t columns) {
  constexpr std::size_t kMost = 12;
  const Source& source = report.sources[at.file];
  std::string_view whole = source.text().substr(0, at.span.end);
  whole = whole.substr(0, whole.find_last_not_of(" \t\r\n") + 1);
  std::vector<std::string> out;
  std::size_t indent = std::string_view::npos;
  for (std::size_t end = header.end; (end = source.text().find('\n', end)) < whole.size();) {
    Span line = source.line_around(end + 1);
    end = line.end;
    if (out.size() == kMost) {
      out.push_back("…");
      break;
    }
    const std::string_view text = source.text(line);
    const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
    if (indent == std::string_view::npos && blanks < text.size()) indent = blanks;
    line.begin += static_cast<std::uint32_t>(std::min(blanks, indent));
    out.push_back(Painter(report, at, line, columns).draw(line.begin).text);
  }
  return out;
}

}  // namespace

Excerpt excerpt(const Report& report, Origin at, std::size_t columns) {
  const Source& source = report.sources[at.file];
  const Span line = source.line_around(at.span.begin);
  const Painter painter(report, at, line, columns);
  Drawing drawing = painter.draw(line.begin);
  const bool shows_place = drawing.reached >= std::min(at.span.end, line.end);
  if (!shows_place) drawing = painter.draw(step_back(source.text(), at.span.begin, line.begin, std::min(kBefore, columns / 2)));
  if (drawing.mark_begin == std::string::npos) {  // an empty place at the end of the line
    drawing.mark_begin = drawing.columns;
    drawing.mark_end = drawing.columns + 1;
  }
  const std::size_t width = std::max<std::size_t>(1, drawing.mark_end - drawing.mark_begin);
  Excerpt out{std::move(drawing.text), std::string(drawing.mark_begin, ' ') + std::string(width, '^')};
  if (at.span.begin >= line.begin && is_block_header(source.text().substr(at.span.begin, line.end - at.span.begin))) out.text = block_lines(report, at, line, columns);
  return out;
}

}  // namespace gw::cli
