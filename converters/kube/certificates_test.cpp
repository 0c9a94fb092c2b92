#include "kube/certificates.h"

#include <doctest/doctest.h>

using gw::kube::certificate_names;
using gw::kube::CertificateNames;

namespace {

/// For example.com and *.example.com, without a common name.
const std::string kWildcard =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBnDCCAUKgAwIBAgIUGrALRbaCm+kRCG/XRnaXTxraHW0wCgYIKoZIzj0EAwIw\n"
    "DzENMAsGA1UECgwEdGVzdDAgFw0yNjExMjUwNzU5MjlaGA8yMTI2MTEwMTA3NTky\n"
    "OVowDzENMAsGA1UECgwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABM39\n"
    "le4XViKbNyfUgUlRrknBcRsxDqVxoq5ryIJ+vJW+O89stiHPowRHk7oQbOGgwx/8\n"
    "3yuLAW1w0Uhqs7xl+LSjejB4MB0GA1UdDgQWBBS9WmreXVNF1RKRnpJReBl12AaH\n"
    "lTAfBgNVHSMEGDAWgBS9WmreXVNF1RKRnpJReBl12AaHlTAPBgNVHRMBAf8EBTAD\n"
    "AQH/MCUGA1UdEQQeMByCC2V4YW1wbGUuY29tgg0qLmV4YW1wbGUuY29tMAoGCCqG\n"
    "SM49BAMCA0gAMEUCIQCFQ8kD3lHroKtxE94E9RRg7mmzCMVPZr6SVp5HQqKS1gIg\n"
    "KqQZbnVZooT/BQAas6UB2JRQMQS/e4oEdGJ42c4+C2c=\n"
    "-----END CERTIFICATE-----\n";

/// Of an encrypted key file: whoever asks for its password waits for ever.
const std::string kEncrypted =
    "-----BEGIN CERTIFICATE-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nZm9v\n-----END CERTIFICATE-----\n";

}  // namespace

TEST_CASE("a wildcard in a certificate is one label") {
  const CertificateNames names = certificate_names(kWildcard, false);
  REQUIRE(names.read());
  for (const char* host : {"example.com", "EXAMPLE.com", "a.example.com", "*.example.com"}) CHECK_MESSAGE(names.cover(host), host);
  for (const char* host : {"a.b.example.com", ".example.com", "*.a.example.com", "example.org", "com", ""}) CHECK_MESSAGE(!names.cover(host), host);
}

TEST_CASE("what is no certificate has no names") {
  for (const std::string& text : {std::string(), std::string("foo"), kEncrypted, kWildcard.substr(0, 200), std::string(3 << 20, 'A')}) {
    CHECK(certificate_names(text, false).state == CertificateNames::State::Unreadable);
    CHECK(certificate_names(text, true).state == CertificateNames::State::Unreadable);
  }
}

TEST_CASE("other blocks before the certificate are passed over") {
  CHECK(certificate_names("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + kWildcard, false).read());
}
