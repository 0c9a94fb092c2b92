#include "yaml/split.h"

#include <array>
#include <cstring>
#include <optional>

namespace gw::yaml {
namespace {

constexpr std::size_t kMaxToken = std::size_t{4} << 20;

bool is_marker(std::string_view line, std::string_view marker) {
  if (!line.starts_with(marker)) return false;
  return line.size() == 3 || line[3] == ' ' || line[3] == '\t' || line[3] == '\r' || line[3] == '\n';
}

/// Whether a line says nothing: blank, a comment, or a directive such as `%YAML 1.1`.
bool is_prologue(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || line[first] == '#' || (first == 0 && line[0] == '%');
}

/// The length of the UTF-8 sequence at the beginning of `text`, or 0 if there is no valid one.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xbf) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  if (lead >= 0xc2 && lead <= 0xdf) return follows(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef)
    return follows(1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf) && follows(2) ? 3 : 0;
  if (lead >= 0xf0 && lead <= 0xf4)
    return follows(1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf) && follows(2) && follows(3) ? 4 : 0;
  return 0;
}

/// U+0080 to U+009F except NEL: terminals take some of them for commands.
bool is_c1_control(std::string_view text) {
  return text.size() >= 2 && text[0] == '\xc2' && static_cast<unsigned char>(text[1]) < 0xa0 && text[1] != '\x85';
}

enum Class : unsigned char { kOrdinary, kBreak, kForbidden, kHigh };

constexpr std::array<unsigned char, 256> kClasses = [] {
  std::array<unsigned char, 256> classes{};
  for (std::size_t c = 0; c < 0x20; ++c) classes[c] = kForbidden;
  for (std::size_t c = 0x80; c < 0x100; ++c) classes[c] = kHigh;
  classes['\t'] = kOrdinary;
  classes[0x7f] = kForbidden;
  for (const char c : {'\n', '\r', ',', '[', ']', '{', '}'}) classes[static_cast<unsigned char>(c)] = kBreak;
  return classes;
}();

bool is_utf16(std::string_view file) { return file.starts_with("\xff\xfe") || file.starts_with("\xfe\xff"); }

void report_not_utf8(std::string_view text, Origin at, Sink& sink) {
  if (at.span.begin == 0 && is_utf16(text))
    sink.report<Code::not_utf8>(at, "this file is UTF-16, not UTF-8");
  else
    sink.report<Code::not_utf8>(
        at, fmt::format("byte 0x{:02x} is not valid UTF-8", static_cast<unsigned char>(text[at.span.begin])));
}

/// Where the JSON object that begins at `at` ends; nothing if it does not.
std::optional<std::size_t> end_of_json(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\') ++at;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return std::nullopt;
      if (--depth == 0) return at + 1;
    }
  }
  return std::nullopt;
}

/// Adds a document, or several JSON objects that follow each other without a marker, as kubectl reads them too.
void add_document(std::string_view text, std::size_t begin, std::size_t end, std::vector<Span>& out) {
  const auto span = [](std::size_t from, std::size_t to) { return Span{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)}; };
  const std::string_view whole = text.substr(0, end);
  for (std::size_t at = begin; at < end && whole[at] == '{';) {
    const auto close = end_of_json(whole, at);
    if (!close) break;
    const std::size_t next = whole.find_first_not_of(" \t\r\n", *close);
    if (next == std::string_view::npos || whole[next] != '{') break;
    out.push_back(span(at, *close));
    at = begin = next;
  }
  out.push_back(span(begin, end));
}

}  // namespace

std::vector<Span> split_documents(std::string_view text) {
  std::vector<Span> documents;
  std::size_t begin = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
  bool content = false;
  bool opened = false;  // by a `---` since `begin`
  const auto close = [&](std::size_t end) {
    if (content) add_document(text, begin, end, documents);
    content = false;
  };
  for (std::size_t at = begin; at < text.size();) {
    const void* found = std::memchr(text.data() + at, '\n', text.size() - at);
    const std::size_t next = found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + 1 : text.size();
    const std::string_view line = text.substr(at, next - at);
    if (is_marker(line, "---")) {
      if (content || opened) {  // what lies behind us is a document, or an empty one
        close(at);
        begin = at;
      }
      opened = true;
      content = !is_prologue(line.substr(3));
    } else if (is_marker(line, "...")) {
      close(at);
      begin = next;
      opened = false;
      content = !is_prologue(line.substr(3));  // YAML allows only a comment here; the parser says so
      if (content) begin = at;
    } else if (!content && !is_prologue(line)) {
      content = true;
    }
    at = next;
  }
  close(text.size());
  return documents;
}

bool check_text(std::string_view text, Span document, std::uint32_t file, Sink& sink) {
  std::size_t token = document.begin;
  for (std::size_t at = document.begin; at < document.end;) {
    std::size_t length = 1;
    switch (kClasses[static_cast<unsigned char>(text[at])]) {
      case kOrdinary: break;
      case kBreak: token = at + 1; break;
      case kHigh: {
        const std::string_view rest = text.substr(at, document.end - at);
        length = is_c1_control(rest) ? 0 : sequence_length(rest);
        break;
      }
      default: length = 0;
    }
    const auto place = [&](std::size_t n) {
      return Origin{file, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + n)}};
    };
    if (length == 0) {
      if (is_c1_control(text.substr(at, document.end - at)))
        sink.report<Code::control_character>(place(2), static_cast<unsigned>(static_cast<unsigned char>(text[at + 1])));
      else if (kClasses[static_cast<unsigned char>(text[at])] == kHigh)
        report_not_utf8(text, place(1), sink);
      else
        sink.report<Code::control_character>(place(1), static_cast<unsigned>(static_cast<unsigned char>(text[at])));
      return false;
    }
    at += length;
    if (at - token > kMaxToken) {
      const auto start = static_cast<std::uint32_t>(token);
      sink.report<Code::token_too_long>(Origin{file, {start, start + 1}}, kMaxToken);
      return false;
    }
  }
  return true;
}

}  // namespace gw::yaml
