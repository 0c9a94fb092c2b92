/// Lists of names and of fields, and every list in JSON.
#pragma once

#include <string>

namespace gw::cli {

std::string annotations_as_text();
std::string annotations_as_page();
std::string plugins_as_text();
std::string plugins_as_page();
std::string fields_as_text();
std::string fields_as_page();

std::string dialects_as_json();
std::string codes_as_json();
std::string releases_as_json();
std::string implementations_as_json();
std::string formats_as_json();
std::string annotations_as_json();
std::string plugins_as_json();
std::string fields_as_json();

}  // namespace gw::cli
