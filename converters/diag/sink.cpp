#include "diag/sink.h"

namespace gw {

Finding& Sink::add(Code code, Origin at, std::string message) {
  Finding& finding = findings_.emplace_back();
  finding.code = code;
  finding.severity = info(code).severity;
  finding.accepted = accepts(code);
  finding.at = at;
  constexpr std::size_t kLongest = 1000;  // values of the input can be of any length
  if (message.size() > kLongest) {
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(message[end]) & 0xc0) == 0x80) --end;
    message.replace(end, std::string::npos, "…");
  }
  finding.message = std::move(message);
  if (finding.accepted) {  // an accepted risk withholds nothing
    const std::size_t consequence = finding.message.rfind(", so ");
    if (consequence != std::string::npos && finding.message.ends_with("withheld")) finding.message.resize(consequence);
  }
  return finding;
}

void Sink::append(Sink&& other) {
  findings_.splice(findings_.end(), other.findings_);
  redacted_.insert(redacted_.end(), other.redacted_.begin(), other.redacted_.end());
}

}  // namespace gw
