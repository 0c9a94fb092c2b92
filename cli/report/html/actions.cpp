// The findings by what has to be done about them: each place with its source, the manifest beside it, and the witness.
#include <fmt/format.h>

#include "report/html/escape.h"
#include "report/html/lines.h"
#include "report/html/page.h"
#include "report/place.h"
#include "report/safe_text.h"
#include "report/whole/actions.h"
#include "report/whole/covering.h"

namespace gw::cli {
namespace {

constexpr std::size_t kMostManifestBytes = 4000;  // of one manifest beside a finding

std::string_view css(Action::Class of) {
  constexpr std::string_view kClasses[] = {"error", "warning", "note", "accepted"};
  return kClasses[static_cast<std::size_t>(of)];
}

class Actions {
 public:
  explicit Actions(Page& page) : page_(page), report_(page.report), cursor_(report_.sources) {}

  std::string run() {
    out_ = html_section("actions", "What to do");
    add_filter();
    const std::vector<Action> actions = actions_of(report_);
    if (actions.empty()) out_ += "<p>Nothing: the conversion changes nothing.</p>\n";
    const Action* last = nullptr;
    for (const Action& action : actions) {
      if (last == nullptr || last->of != action.of) out_ += fmt::format("<h3>{}</h3>\n", title(action.of));
      last = &action;
      add(action);
    }
    if (left_out_ > 0) out_ += fmt::format("<p class=dim>The source lines of {} are not repeated here, to keep the page small; they are under <a href=\"#sources\">Source and manifests</a>.</p>\n", counted(left_out_, "place"));
    return out_ + "</section>\n";
  }

 private:
  void add_filter() {
    out_ += "<div class=filter hidden role=search aria-label=\"Filter the findings\"><label>Filter <input type=search></label>\n";
    for (const std::string_view of : {"error", "warning", "note", "accepted"}) out_ += fmt::format("<label><input type=checkbox value={0} checked> {0}</label>\n", of);
    out_ += "<button type=button data-do=open>Open all</button><button type=button data-do=close>Close all</button><output aria-live=polite></output></div>\n";
  }

  void add(const Action& action) {
    const CodeInfo& row = info(action.code);
    const bool open = action.of == Action::Class::Error || action.of == Action::Class::Warning;
    out_ += fmt::format("<details class=\"action {0}\" data-of={0}{1}><summary><span class=count>{2}</span><strong>{3}</strong> {4} <span class=\"badge {5}\">{5}</span>", css(action.of),
                        open ? " open" : "", action.findings.size(), number(action.code), name(action.code), word(row.effect));
    if (row.security) out_ += " <span class=\"badge security\">access control</span>";
    out_ += "</summary>\n";
    if (!action.help.empty()) out_ += fmt::format("<p><strong>To do:</strong> {}</p>\n", html_prose(action.help));
    if (!row.text.empty()) out_ += fmt::format("<details><summary>Why, with an example</summary><pre>{}</pre></details>\n", html_lines(row.text));
    out_ += "<ol class=places>\n";
    for (const Finding* finding : action.findings) add(*finding);
    out_ += "</ol></details>\n";
  }

  void add(const Finding& finding) {
    out_ += "<li class=place>";
    const auto place = place_of(finding, report_, cursor_);
    const auto object = page_.made.shown_object_at(finding.at);
    if (place) {
      const std::string text = fmt::format("{}:{}:{}", html(place->file), place->begin.line, place->begin.column);
      out_ += object ? fmt::format("<a href=\"#o{}\">{}</a> ", *object, text) : fmt::format("<code>{}</code> ", text);
    }
    if (!finding.object.empty()) out_ += fmt::format("<span class=dim>{}</span> ", html(finding.object));
    out_ += html_prose(finding.message) + '\n';
    if (place) add_source(finding, object);
    if (finding.witness) add(*finding.witness);
    if (!finding.available.empty()) out_ += fmt::format("<p class=dim>Not lost with {}</p>\n", html_prose(finding.available));
    if (finding.accepted) out_ += fmt::format("<p class=dim>Accepted by {}</p>\n", html(why_accepted(finding, report_)));
    out_ += "</li>\n";
  }

  /// Lines around the place belong to its object; what is in none, such as text that cannot be read, stands alone.
  void add_source(const Finding& finding, std::optional<std::size_t> object) {
    const Span line = report_.sources[finding.at.file].line_around(finding.at.span.begin);
    const std::string excerpt = html_excerpt(report_, finding.at, object ? report_.conversion.survey->objects[*object].at.span : line);
    if (excerpt.size() > page_.excerpt_bytes) {
      ++left_out_;
      return;
    }
    page_.excerpt_bytes -= excerpt.size();
    out_ += "<div class=beside>" + excerpt + manifests_beside(finding) + "</div>\n";
  }

  /// The manifest that came of the rule, or links to all of them.
  std::string manifests_beside(const Finding& finding) {
    const std::vector<std::size_t>& made = page_.made.of_place(finding.at);
    if (made.empty()) return {};
    const Manifest& first = report_.conversion.manifests[made.front()];
    const std::string text = made.size() == 1 && shown_text(report_, made.front()).size() <= kMostManifestBytes ? html_lines(shown_text(report_, made.front())) : std::string();
    if (!text.empty() && text.size() <= page_.beside_bytes) {
      page_.beside_bytes -= text.size();
      return fmt::format("<figure><figcaption>becomes {}</figcaption><pre>{}</pre></figure>", html(name_of(first)), text);
    }
    constexpr std::size_t kMost = 2;
    std::string out = "<p class=dim>becomes ";
    for (std::size_t i = 0; i < std::min(made.size(), kMost); ++i) out += fmt::format("{}<a href=\"#m{}\">{}</a>", i == 0 ? "" : ", ", made[i], html(name_of(report_.conversion.manifests[made[i]])));
    return out + (made.size() > kMost ? fmt::format(" and {} more</p>", made.size() - kMost) : "</p>");
  }

  void add(const Witness& witness) {
    out_ += fmt::format("<dl class=witness><dt>request</dt><dd><code>{}</code></dd><dt>before</dt><dd>{}</dd><dt>after</dt><dd>{}</dd></dl>\n", html(witness.request), html(witness.before), html(witness.after));
  }

  Page& page_;
  const Report& report_;
  Cursor cursor_;
  std::size_t left_out_ = 0;
  std::string out_;
};

}  // namespace

std::string html_actions(Page& page) { return Actions(page).run(); }

}  // namespace gw::cli
