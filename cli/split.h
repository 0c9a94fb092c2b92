/// Which manifest goes into which file, and what stands between manifests.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "convert.h"
#include "options.h"
#include "output.h"

namespace gw::cli {

/// Manifests as one text: YAML documents, or one JSON List. The pieces refer to the manifests.
Pieces join(std::span<const Manifest* const> manifests, OutputFormat format);

/// One text for each file in `folder`, in the order of each file's first manifest. Files are called by role
/// (infrastructure, routes), by namespace, or by object; no two keys share a file.
std::vector<FileText> split(std::span<const Manifest> manifests, SplitBy by, OutputFormat format, const std::string& folder);

}  // namespace gw::cli
