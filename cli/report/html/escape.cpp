#include "report/html/escape.h"

#include <algorithm>

#include "report/safe_text.h"

namespace gw::cli {

void append_html(std::string_view text, std::string& out) {
  for (const char c : safe(text)) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
}

std::string html(std::string_view text) {
  std::string out;
  append_html(text, out);
  return out;
}

std::string html_lines(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    append_html(text.substr(begin, end - begin), out);
    out += '\n';
    begin = end + 1;
  }
  return out;
}

std::string html_prose(std::string_view text) {
  std::string out;
  for (std::size_t open = text.find('`'); open != std::string_view::npos; open = text.find('`')) {
    const std::size_t close = text.find('`', open + 1);
    if (close == std::string_view::npos) break;
    append_html(text.substr(0, open), out);
    out += "<code>";
    append_html(text.substr(open + 1, close - open - 1), out);
    out += "</code>";
    text.remove_prefix(close + 1);
  }
  append_html(text, out);
  return out;
}

}  // namespace gw::cli
