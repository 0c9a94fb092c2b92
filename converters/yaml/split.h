/// Where documents begin and end, and whether their bytes are text at all.
#pragma once

#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "source/source.h"

namespace gw::yaml {

/// The documents of a stream: split at lines that begin with `---` or `...`, which YAML 1.2 §9.1.2 keeps for this
/// purpose. A chunk includes its `---` line and directives; chunks without content are left out.
std::vector<Span> split_documents(std::string_view text);

/// Whether a document consists of valid UTF-8 without forbidden control characters and without tokens of absurd length;
/// reports the first byte that is not allowed.
bool check_text(std::string_view text, Span document, std::uint32_t file, Sink& sink);

}  // namespace gw::yaml
