/// The table of report formats: a format is one file and one row.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "report/report.h"
#include "report/text.h"

namespace gw::cli {

struct Format {
  std::string_view name;
  std::string_view ending;  ///< of files that are written in this format unless a flag says otherwise
  std::string (*render)(const Report& report);
  std::string_view about;
  bool whole = false;  ///< shows the whole input, for which it needs a survey
};

std::span<const Format> formats();

/// The name of the format whose files end so: `md` is markdown.
std::optional<std::string_view> format_by_ending(std::string_view ending);

/// The format with this name, or if `name` is empty the one for a file called `file`: text if no ending fits.
const Format& find_format(std::string_view name, std::string_view file);

std::string render_json(const Report& report);
std::string render_whole_text(const Report& report, TextStyle style);
std::string render_html(const Report& report);
std::string render_markdown(const Report& report);
std::string render_sarif(const Report& report);
std::string render_github(const Report& report);
std::string render_gitlab(const Report& report);
std::string render_junit(const Report& report);
std::string render_checkstyle(const Report& report);

}  // namespace gw::cli
