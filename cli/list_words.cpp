// Lists of annotations, plugins and fields: names that the input may have.
#include <fmt/format.h>

#include <algorithm>

#include "dialects.h"
#include "list_topics.h"
#include "mdoc.h"

namespace gw::cli {
namespace {

std::string words_as_text(const std::vector<WordRow>& rows) {
  std::size_t width = 0;
  for (const WordRow& row : rows) width = std::max(width, row.name.size());
  std::string out;
  for (const WordRow& row : rows) out += row.about.empty() ? row.name + "\n" : fmt::format("{:{}}  {}\n", row.name, width, row.about);
  return out;
}

std::string words_as_page(std::string_view name, std::string_view title, std::string_view about, const std::vector<WordRow>& rows) {
  std::string out = mdoc_head(title, name, about) + "These names are known to\n.Xr gwconvert 1 .\n.Bl -tag -width Ds\n";
  for (const WordRow& row : rows) out += fmt::format(".It Sy {}\n{}", mdoc_word(row.name), row.about.empty() ? "" : mdoc_line(row.about) + '\n');
  return out + ".El\n.Sh SEE ALSO\n.Xr gwconvert 1 ,\n.Xr gwconvert-dialects 7\n";
}

}  // namespace

std::string annotations_as_text() { return words_as_text(annotations()); }
std::string plugins_as_text() { return words_as_text(plugins()); }

std::string annotations_as_page() { return words_as_page("gwconvert-annotations", "GWCONVERT-ANNOTATIONS", "annotations of Ingresses that gwconvert knows", annotations()); }
std::string plugins_as_page() { return words_as_page("gwconvert-plugins", "GWCONVERT-PLUGINS", "plugins of APISIX that gwconvert knows", plugins()); }

std::string fields_as_text() {
  std::size_t kinds = 0;
  std::size_t versions = 0;
  for (const FieldRow& row : fields()) {
    kinds = std::max(kinds, row.kind.size());
    versions = std::max(versions, row.version.size());
  }
  std::string out = fmt::format("{:{}}  {:{}}  FIELD\n", "KIND", kinds, "VERSION", versions);
  for (const FieldRow& row : fields()) out += fmt::format("{:{}}  {:{}}  {}\n", row.kind, kinds, row.version, versions, row.field);
  return out;
}

std::string fields_as_page() {
  std::string out = mdoc_head("GWCONVERT-FIELDS", "gwconvert-fields", "fields of the input that gwconvert knows");
  out += "A field that is not listed here is called unknown;\n.Ql *\nbehind one means that everything below it is free.\n";
  std::string_view kind;
  std::string_view version;
  for (const FieldRow& row : fields()) {
    if (row.kind != kind || row.version != version) out += fmt::format("{}.Ss {} {}\n.Bl -item -compact\n", kind.empty() ? "" : ".El\n", mdoc_word(row.kind), mdoc_word(row.version));
    kind = row.kind;
    version = row.version;
    out += fmt::format(".It\n.Li {}\n", mdoc_word(row.field));
  }
  return out + ".El\n.Sh SEE ALSO\n.Xr gwconvert 1 ,\n.Xr gwconvert-dialects 7\n";
}

}  // namespace gw::cli
