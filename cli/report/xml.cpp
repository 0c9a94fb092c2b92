#include "report/xml.h"

#include "report/safe_text.h"

namespace gw::cli {
namespace {

void append_line(std::string_view line, std::string& out) {
  for (const char c : safe(line)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
}

}  // namespace

std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (at > 0) out += "&#10;";
    append_line(text.substr(at, end - at), out);
    at = end + 1;
  }
  return out;
}

}  // namespace gw::cli
