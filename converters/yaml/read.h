/// Text to trees: every document of every input, each judged on its own, with the checks that yaml-cpp lacks.
#pragma once

#include <span>

#include "diag/sink.h"
#include "source/progress.h"
#include "source/source.h"
#include "yaml/tree.h"

namespace gw::yaml {

/// Reads YAML and JSON. A document that cannot be read becomes a finding; the others are read all the same. With more
/// than one thread the documents are parsed in parallel; documents and findings come in the same order.
Tree read(std::span<const Source> sources, unsigned threads, Sink& sink, Progress* progress = nullptr);

}  // namespace gw::yaml
