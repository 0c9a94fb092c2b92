/// Files, folders and standard input become sources; the only place where gwconvert reads files.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "diag/result.h"
#include "source/source.h"

namespace gw::cli {

/// Reads what `names` names, in that order: files, folders (recursively, every .yaml, .yml and .json file, sorted
/// bytewise, without hidden folders) and `-`, standard input. A file that is named twice is read once. Fails with the
/// first thing that cannot be read, and for folders without any such file.
Result<std::vector<Source>> read_inputs(std::span<const std::string> names);

}  // namespace gw::cli
