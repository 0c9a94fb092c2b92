#include "report/formats.h"

#include <algorithm>
#include <array>

#include "report/text.h"

namespace gw::cli {
namespace {

std::string render_whole_text(const Report& report) { return render_text(report, {}) + render_summary(report, ""); }

constexpr auto kFormats = std::to_array<Format>({
    {"text", ".txt", render_whole_text, "for people: place, message, source line, witness and help of each finding"},
    {"json", ".json", render_json, "for programs: schemas/report.schema.json describes it"},
});

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format& find_format(std::string_view name, std::string_view file) {
  const auto found = std::ranges::find_if(kFormats, [&](const Format& row) {
    return name.empty() ? file.ends_with(row.ending) : name == row.name;
  });
  return found == kFormats.end() ? kFormats.front() : *found;
}

}  // namespace gw::cli
