#include "kube/base64.h"

#include <openssl/evp.h>

#include <memory>

namespace gw::kube {

std::optional<std::string> decoded_base64(std::string_view text) {
  const std::unique_ptr<EVP_ENCODE_CTX, decltype(&EVP_ENCODE_CTX_free)> decoder(EVP_ENCODE_CTX_new(), EVP_ENCODE_CTX_free);
  std::string out(text.size() + 3, '\0');
  auto* const bytes = reinterpret_cast<unsigned char*>(out.data());
  int length = 0;
  int rest = 0;
  EVP_DecodeInit(decoder.get());
  if (EVP_DecodeUpdate(decoder.get(), bytes, &length, reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size())) < 0) return std::nullopt;
  if (EVP_DecodeFinal(decoder.get(), bytes + length, &rest) < 0) return std::nullopt;
  out.resize(static_cast<std::size_t>(length + rest));
  return out;
}

std::string from_base64(std::string_view text) { return decoded_base64(text).value_or(std::string()); }

}  // namespace gw::kube
