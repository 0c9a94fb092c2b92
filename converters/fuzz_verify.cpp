// Whatever the input is, both readings of it answer every request, and do not fail.
#include <cstddef>
#include <cstdint>
#include <string>

#include "proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const gw::Source sources[] = {gw::Source("in.yaml", std::string(reinterpret_cast<const char*>(data), size))};
  gw::Options options;
  options.controller = "ingress-nginx";
  options.release = "v1.6.1";
  const gw::Proof own(sources, {}, options);
  own.compare();
  const gw::Proof against(sources, sources, options);
  against.compare();
  return 0;
}
