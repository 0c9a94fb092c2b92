/// Finding credentials inside configuration, so that no report shows them.
#pragma once

#include <span>
#include <string_view>

#include "diag/sink.h"
#include "yaml/tree.h"
#include "source/credentials.h"
#include "yaml/view.h"

namespace gw::kube {

using gw::names_credential;

/// Hides every scalar below `config` whose key names a credential. Marks nothing as read.
void redact_credentials(const yaml::View& config, Sink& sink);

/// Hides every scalar of `config`.
void redact_all(const yaml::View& config, Sink& sink);

/// Hides the values of `data` and `stringData` with the comments between them, and annotations: that of kubectl repeats
/// the whole object. `text` is the whole input.
void redact_secret(const yaml::View& secret, std::string_view text, Sink& sink);

/// Hides in a part of `text` that is no proper object, line by line, what stands behind a key that names a credential, and
/// behind `data` where a Secret is meant.
void redact_text(std::string_view text, Origin part, Sink& sink);

/// Does so in the flawed documents of `tree`.
void redact_flawed(const yaml::Tree& tree, std::span<const Source> sources, Sink& sink);

}  // namespace gw::kube
