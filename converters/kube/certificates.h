/// What the certificates in Secrets of the input are for. Nothing of a Secret leaves this room but yes, no and certificates.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kube/bundle.h"

namespace gw::kube {

/// The names in the first certificate of a Secret's `tls.crt`.
struct CertificateNames {
  enum class State { NoSecret, Unreadable, Read } state = State::NoSecret;
  std::vector<std::string> dns;  ///< subjectAltName, lower case
  std::string common_name;       ///< lower case

  bool read() const { return state == State::Read; }
  /// Whether a client accepts the certificate for `host`: a `*` is one label (RFC 6125, 6.4.3). Like Go since 1.15 it
  /// does not look at the common name.
  bool cover(std::string_view host) const;
  /// As `cover`, or the common name does.
  bool cover_by_any(std::string_view host) const;
};

/// The names of a certificate in PEM or, with `base64`, as `data` of a Secret has it.
CertificateNames certificate_names(std::string_view text, bool base64);

/// Certificates that sign those of clients.
struct Authority {
  bool found = false;    ///< the Secret is in the input
  std::string pem;       ///< nothing but certificates; empty if there are none
  bool revokes = false;  ///< a list of revoked certificates stands beside them
};

/// Those of a Secret, under the first of `keys` that it has.
Authority authority_of(const Bundle& bundle, std::string_view name_space, std::string_view secret, std::span<const std::string_view> keys);

/// Certificates by Secret. Each is opened when it is first asked for.
class Certificates {
 public:
  explicit Certificates(const Bundle& bundle) : bundle_(bundle) {}
  const CertificateNames& of(std::string_view name_space, std::string_view secret);

 private:
  const Bundle& bundle_;
  std::map<std::pair<std::string, std::string>, CertificateNames> known_;
};

}  // namespace gw::kube
