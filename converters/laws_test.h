/// What the property tests over the laws share: every input of testdata and, where it is there, of the corpus.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "convert.h"

namespace gw::laws {

inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error))
    if (entry.is_regular_file() && (entry.path().extension() == ".yaml" || entry.path().extension() == ".json"))
      out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

inline std::filesystem::path source_dir() { return GWCONVERT_SOURCE_DIR; }

/// The corpus of real manifests: $GWCONVERT_CORPUS, or beside the checkout.
inline std::filesystem::path corpus() {
  if (const char* set = std::getenv("GWCONVERT_CORPUS")) return set;
  return source_dir().parent_path() / "shared" / "corpus";
}

/// Inputs of every golden case.
inline std::vector<std::filesystem::path> promised_inputs() {
  std::vector<std::filesystem::path> out;
  for (const auto& path : files_below(source_dir() / "testdata"))
    if (path.filename() == "input.yaml" || path.parent_path().filename() == "input") out.push_back(path);
  return out;
}

inline std::vector<std::filesystem::path> corpus_inputs(std::string_view dialect = "apisix") {
  std::vector<std::filesystem::path> out;
  for (const auto& path : files_below(corpus() / dialect))
    if (path.string().find("/targets/") == std::string::npos) out.push_back(path);
  return out;
}

/// Whose Ingresses the input has, where classes do not say it.
inline std::string controller_for(const std::filesystem::path& path) {
  return path.string().find("/apisix/") == std::string::npos ? "ingress-nginx" : "apisix";
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Whatever the input is, the target takes what we make of it.
inline void check_faults(const Conversion& result, const std::string& text) {
  for (const Finding& fault : result.faults) CHECK_MESSAGE(false, "the guard refuses ", fault.object, " ", fault.field, ": ", fault.message, "\n", text);
}

inline Conversion convert_text(const std::string& text, const Options& options = {}) {
  const Source sources[] = {Source("in.yaml", text)};
  Conversion result = convert(sources, options);
  check_faults(result, text);
  return result;
}

/// Everything that a person sees of a conversion except places, so that a shifted line is no difference.
inline std::string what_is_said(const std::string& text, const Options& options = {}) {
  const Source source("in.yaml", text);
  const Conversion result = convert({&source, 1}, options);
  check_faults(result, text);
  std::string out;
  for (const Manifest& manifest : result.manifests) out += manifest.text + "---\n";
  for (const Finding& f : result.findings) {
    out += number(f.code) + " " + f.message + " " + f.object + " " + f.field + " " + f.help + "\n";
    if (f.at.known()) out += source.text(f.at.span);
    if (f.witness) out += f.witness->request + f.witness->before + f.witness->after;
    out += "\n";
  }
  return out;
}

}  // namespace gw::laws
