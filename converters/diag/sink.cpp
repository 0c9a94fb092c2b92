#include "diag/sink.h"

#include <iterator>

namespace gw {

Finding& Sink::add(Code code, Origin at, std::string message) {
  Finding& finding = findings_.emplace_back();
  finding.code = code;
  finding.severity = info(code).severity;
  finding.accepted = accepts(code);
  finding.at = at;
  finding.message = std::move(message);
  if (finding.accepted) {  // an accepted risk withholds nothing
    const std::size_t consequence = finding.message.rfind(", so ");
    if (consequence != std::string::npos && finding.message.ends_with("withheld")) finding.message.resize(consequence);
  }
  return finding;
}

void Sink::append(Sink&& other) {
  findings_.insert(findings_.end(), std::make_move_iterator(other.findings_.begin()),
                   std::make_move_iterator(other.findings_.end()));
  redacted_.insert(redacted_.end(), other.redacted_.begin(), other.redacted_.end());
}

}  // namespace gw
