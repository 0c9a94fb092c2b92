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

/// Whether objects of this kind hold secrets: Secret, SealedSecret, ExternalSecret, and what somebody has misspelled.
bool is_secret(std::string_view kind);

/// Hides in annotations what no report may show: the copy that kubectl keeps, links with a user or a token, values whose keys name
/// a credential where no controller reads them, and what stands behind such a word in a snippet. `text` is the whole input.
void redact_annotations(const yaml::View& metadata, std::string_view text, Sink& sink);

/// Hides everything but the names, labels and type with the comments between them, and annotations. `text` is the whole input.
void redact_secret(const yaml::View& secret, std::string_view text, Sink& sink);

/// Hides in a part of `text` that is no proper object, line by line, what stands behind a key that names a credential, and
/// behind `data` where a Secret is meant.
void redact_text(std::string_view text, Origin part, Sink& sink);

/// Does so in the flawed documents of `tree`.
void redact_flawed(const yaml::Tree& tree, std::span<const Source> sources, Sink& sink);

}  // namespace gw::kube
