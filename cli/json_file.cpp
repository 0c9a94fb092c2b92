#include "json_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace gw::cli {

Result<nlohmann::ordered_json> read_json_file(const std::string& file, std::string_view what, std::string_view remedy) {
  const auto cannot = [&](std::string_view why) { return Error{fmt::format("cannot read {} {}: {}; {}", what, file, why, remedy)}; };
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown)) return cannot("it is a folder");
  std::ifstream in(file, std::ios::binary);
  if (!in) return cannot("there is no such file, or it may not be read");
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  nlohmann::ordered_json json = nlohmann::ordered_json::parse(text, nullptr, false);
  if (json.is_discarded()) return cannot("it is no JSON");
  return json;
}

}  // namespace gw::cli
