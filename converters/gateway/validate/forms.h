/// Forms that names and addresses have, as rules over several fields and Kubernetes itself demand them.
#pragma once

#include <string_view>

namespace gw::gateway::forms {

inline constexpr std::string_view kLabel = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
inline constexpr std::string_view kDomain = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
inline constexpr std::string_view kHostname = "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

/// A regular expression of the table of fields in words, for people; empty if it is not one of the usual ones.
std::string_view in_words(std::string_view pattern);

/// Whether `text` is an IPv4 or IPv6 address, without a zone.
bool is_ip(std::string_view text);

}  // namespace gw::gateway::forms
