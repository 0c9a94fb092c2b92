/// Finding credentials inside configuration, so that no report shows them.
#pragma once

#include <string_view>

#include "diag/sink.h"
#include "yaml/view.h"

namespace gw::kube {

/// Whether a field of this name usually holds a credential: `password`, `secret_key`, `Authorization` …
bool names_credential(std::string_view key);

/// Hides every scalar below `config` whose key names a credential. Marks nothing as read.
void redact_credentials(const yaml::View& config, Sink& sink);

/// Hides every scalar of `config`.
void redact_all(const yaml::View& config, Sink& sink);

/// Hides the values of `data` and `stringData`.
void redact_secret(const yaml::View& secret, Sink& sink);

}  // namespace gw::kube
