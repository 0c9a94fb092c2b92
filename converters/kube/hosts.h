/// Host names and labels as Kubernetes and the Gateway API admit them (RFC 1123).
#pragma once

#include <string>
#include <string_view>

namespace gw::kube {

/// Why `host` (lower case, without a leading `*.`) is no hostname of the Gateway API, in a phrase; empty if it is one.
std::string host_fault(std::string_view host);

/// Whether `text` is an IPv4 or IPv6 address, or a network in CIDR notation.
bool is_address(std::string_view text);

/// A DNS name in lower case, without a wildcard, that is no address.
bool is_plain_host(std::string_view host);
/// Such a name, perhaps behind `*.`.
bool is_host(std::string_view host);
/// Whether `wildcard` (`*.example.com`) covers the name `host` as certificates and Ingresses mean it: the `*` is one label.
bool covers_one_label(std::string_view wildcard, std::string_view host);
/// One label, as namespaces and Services are called.
bool is_label(std::string_view text);
/// The value of a label on an object, which may be empty.
bool is_label_value(std::string_view text);
/// The same in words, for messages.
inline constexpr std::string_view kLabelForm = "lower-case letters, digits and `-`, at most 63";

}  // namespace gw::kube
