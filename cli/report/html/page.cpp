// One self-contained page: nothing is loaded, and nothing but filtering needs a script.
#include "report/html/page.h"

#include <fmt/format.h>

#include "report/formats.h"
#include "report/html/escape.h"
#include "report/html/lines.h"
#include "report/html/look.h"
#include "report/whole/tables.h"

namespace gw::cli {
namespace {

constexpr std::size_t kShortTable = 40;  // rows

std::string card(std::string_view what, std::string_view value) { return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", html(what), html(value)); }

/// The four outcomes as a bar, and in words for those who do not see it.
std::string outcomes_bar(const Sums& all) {
  const double total = static_cast<double>(std::max<std::size_t>(all.all_values(), 1));
  std::string bar;
  std::string legend;
  std::string words;
  for (const Outcome outcome : kOutcomes) {
    const std::size_t n = all.values[static_cast<std::size_t>(outcome)];
    const double share = 100.0 * static_cast<double>(n) / total;
    bar += fmt::format("<span class={} style=\"width:{:.2f}%\"></span>", word(outcome), share);
    legend += fmt::format("<li><span class=\"mark {}\">{}</span> {} {} ({:.1f} %)</li>\n", word(outcome), sign_of(outcome), n, word(outcome), share);
    words += fmt::format("{}{:.1f} % {}", words.empty() ? "" : ", ", share, word(outcome));
  }
  return fmt::format("<div class=bar role=img aria-label=\"{}\">{}</div>\n<ul class=legend>\n{}</ul>\n", words, bar, legend);
}

std::string contents(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out = "<nav aria-label=Contents><ul>\n";
  for (const auto& [id, title] : parts) out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, html(title));
  return out + "</ul></nav>\n";
}

std::string target_of(const Report& report) {
  std::string out = "Gateway API " + release_of(report.options);
  if (report.options.implementation != "portable") out += ", " + report.options.implementation;
  return out;
}

std::string html_table(const Table& table) {
  std::string out = html_section(table.id, table.title);
  if (!table.about.empty()) out += fmt::format("<p class=dim>{}</p>\n", html_prose(table.about));
  out += fmt::format("<div class=wide tabindex=0 role=region aria-label=\"{}\"><table><thead><tr>", html(table.title));
  for (const Table::Column& column : table.columns) out += fmt::format("<th scope=col{}>{}</th>", column.number ? " class=n" : "", html(column.title));
  out += "</tr></thead><tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool effort = table.columns[i].title == "effort" && row[i].find(' ') == std::string::npos;
      const std::string css = table.columns[i].number ? " class=n" : effort ? fmt::format(" class={}", row[i]) : std::string();
      const std::string text = table.columns[i].title == "message" ? html_prose(row[i]) : html(row[i]);
      out += i == 0 ? fmt::format("<th scope=row>{}</th>", text) : fmt::format("<td{}>{}</td>", css, text);
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n</section>\n";
}

}  // namespace

std::string html_section(std::string_view id, std::string_view title) {
  return fmt::format("<section id={0} aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n", id, html(title));
}

std::string_view shown_text(const Report& report, std::size_t manifest) {
  const std::string& shown = report.conversion.shown[manifest].text;
  return shown.empty() ? report.conversion.manifests[manifest].text : shown;
}

std::string name_of(const Manifest& manifest) {
  return manifest.name_space.empty() ? fmt::format("{} {}", manifest.kind, manifest.name) : fmt::format("{} {}/{}", manifest.kind, manifest.name_space, manifest.name);
}

std::string html_summary(const Page& page) {
  const Sums& all = page.account.all;
  std::string out = html_section("summary", "Summary") + "<dl class=cards>\n";
  out += card("objects converted", fmt::format("{} of {}", all.converted, all.objects));
  out += card("namespaces", std::to_string(page.account.name_spaces.size()));
  out += card("rules left out", fmt::format("{} of {}", all.not_printed, all.rules));
  out += card("values preserved", fmt::format("{:.1f} %", all.share_kept()));
  out += card("errors", std::to_string(all.errors));
  out += card("of them for access control", std::to_string(all.blocked));
  out += card("warnings", std::to_string(all.warnings));
  out += card("accepted", std::to_string(page.report.counts.accepted));
  return out + "</dl>\n" + outcomes_bar(all) + "</section>\n";
}

std::string render_html(const Report& report) {
  if (report.conversion.survey == nullptr) return {};
  Page page(report);
  const std::string target = target_of(report);
  std::string body = fmt::format("<header>\n<h1>Migration report</h1>\n<p class=dim>For {}, by gwconvert {}</p>\n</header>\n", html(target), GWCONVERT_VERSION);
  std::vector<std::pair<std::string, std::string>> parts = {{"summary", "Summary"}};
  std::string before;  // what has to be done stands behind short tables, and before long ones
  std::string behind;
  const std::vector<Table> tables = tables_of(report, page.account);
  for (const bool is_long : {false, true}) {
    for (const Table& table : tables) {
      if (table.id == "values" || (table.rows.size() > kShortTable) != is_long) continue;
      parts.emplace_back(table.id, table.title);
      (is_long ? behind : before) += html_table(table);
    }
    if (!is_long) parts.emplace_back("actions", "What to do");
  }
  parts.emplace_back("sources", "Source and manifests");
  body += contents(parts) + "<main id=main>\n" + html_summary(page) + before + html_actions(page) + behind;
  body += html_sources(page, page.page_bytes - std::min(page.page_bytes, body.size()));
  return fmt::format(
             "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
             "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
             "<title>Migration report: {}</title>\n<style>", html(target)) +
         std::string(kPageStyle) + "</style>\n</head>\n<body>\n<a class=skip href=\"#main\">Skip to the report</a>\n" + body +
         "</main>\n<footer><p>Made without network access. Values of Secrets and credentials are shown as ***.</p></footer>\n<script>" + std::string(kPageScript) + "</script>\n</body>\n</html>\n";
}

}  // namespace gw::cli
