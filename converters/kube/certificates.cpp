#include "kube/certificates.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

#include "kube/base64.h"
#include "kube/hosts.h"
#include "source/words.h"

namespace gw::kube {
namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* of) const { Free(of); }
};
using Pem = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using X509Ptr = std::unique_ptr<X509, Freed<X509_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;

constexpr std::size_t kLongest = 1 << 20;  // the API server takes no larger Secret

std::string text_of(const ASN1_STRING* from) {
  return lower_case({reinterpret_cast<const char*>(ASN1_STRING_get0_data(from)), static_cast<std::size_t>(ASN1_STRING_length(from))});
}

void add_names(const X509& certificate, CertificateNames& to) {
  const Names names(static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type == GEN_DNS) to.dns.push_back(text_of(name->d.dNSName));
  }
  const X509_NAME* subject = X509_get_subject_name(&certificate);
  for (int at = -1; (at = X509_NAME_get_index_by_NID(subject, NID_commonName, at)) >= 0;)  // Go keeps the last one
    to.common_name = text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
}

/// OpenSSL asks for a password on the terminal, unless it is told that there is none.
int no_password(char*, int, int, void*) { return -1; }

/// The certificates of a text in PEM, and nothing else of it.
std::string certificates_in(const std::string& text) {
  const Pem from(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  const Pem to(BIO_new(BIO_s_mem()));
  while (const X509Ptr certificate{PEM_read_bio_X509(from.get(), nullptr, no_password, nullptr)}) PEM_write_bio_X509(to.get(), certificate.get());
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(to.get(), &bytes);
  return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

bool matches(std::string_view name, std::string_view host) { return name == host ? !name.empty() : covers_one_label(name, host); }

}  // namespace

bool CertificateNames::cover(std::string_view host) const {
  return std::ranges::any_of(dns, [host = lower_case(host)](const std::string& name) { return matches(name, host); });
}

bool CertificateNames::cover_by_any(std::string_view host) const { return cover(host) || matches(common_name, lower_case(host)); }

CertificateNames certificate_names(std::string_view text, bool base64) {
  CertificateNames out;
  out.state = CertificateNames::State::Unreadable;
  if (text.empty() || text.size() > 2 * kLongest) return out;
  const std::string pem = base64 ? from_base64(text) : std::string(text);
  const Pem from(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  const X509Ptr certificate(PEM_read_bio_X509(from.get(), nullptr, no_password, nullptr));
  if (!certificate) return out;
  out.state = CertificateNames::State::Read;
  add_names(*certificate, out);
  return out;
}

Authority authority_of(const Bundle& bundle, std::string_view name_space, std::string_view secret, std::span<const std::string_view> keys) {
  Authority out;
  const Object* object = bundle.find("", "Secret", name_space, secret);
  if (object == nullptr) return out;
  out.found = true;
  Sink unused;  // mistakes of a Secret that is not converted are not reported
  const yaml::View body = object->view(unused);
  const yaml::View plain = body.map("stringData");  // wins over `data`
  const yaml::View encoded = body.map("data");
  out.revokes = plain.has("ca.crl") || encoded.has("ca.crl");
  for (const std::string_view key : keys) {
    const yaml::View value = plain.has(key) ? plain.get(key) : encoded.get(key);
    if (!value || !value.node().is_scalar() || value.node().text().size() > 2 * kLongest) continue;
    out.pem = certificates_in(plain.has(key) ? std::string(value.node().text()) : from_base64(value.node().text()));
    return out;
  }
  return out;
}

const CertificateNames& Certificates::of(std::string_view name_space, std::string_view secret) {
  const auto [entry, fresh] = known_.try_emplace({std::string(name_space), std::string(secret)});
  if (!fresh) return entry->second;
  const Object* object = bundle_.find("", "Secret", name_space, secret);
  if (object == nullptr) return entry->second;
  entry->second.state = CertificateNames::State::Unreadable;
  Sink unused;  // mistakes of a Secret that is not converted are not reported
  const yaml::View body = object->view(unused);
  for (const bool base64 : {false, true}) {  // `stringData` wins over `data`
    const yaml::View value = body.map(base64 ? "data" : "stringData").get("tls.crt");
    if (!value || !value.node().is_scalar()) continue;
    entry->second = certificate_names(value.node().text(), base64);
    break;
  }
  return entry->second;
}

}  // namespace gw::kube
