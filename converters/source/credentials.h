/// What may be a credential, by its name.
#pragma once

#include <string_view>

namespace gw {

/// Whether a field of this name usually holds a credential: `password`, `secret_key`, `Authorization` …
bool names_credential(std::string_view key);

}  // namespace gw
