// Every converted object with what becomes of each of its lines, and the manifests beside it.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "report/html/escape.h"
#include "report/html/lines.h"
#include "report/html/page.h"
#include "report/safe_text.h"

namespace gw::cli {
namespace {

constexpr std::size_t kAround = 80;  // bytes of markup around the head of an object

class Sources {
 public:
  explicit Sources(const Page& page) : page_(page), objects_(page.report.conversion.survey->objects), parts_(objects_.size()) {}

  std::string run(std::size_t room) {
    const std::string common = shared(room / 2);
    sums_.reserve(objects_.size());
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      sums_.push_back(objects_[i].converted ? sums_of(i) : Sums());
      heads_.push_back(objects_[i].converted ? head(i) : std::string());
      room -= std::min(room, heads_.back().size() + kAround);
    }
    const std::size_t left_out = choose(room - std::min(room, common.size()));
    std::string out = html_section("sources", "Source and manifests");
    out += "<p class=dim>Every line of the objects that are converted, by the worst that becomes of it: ";
    for (const Outcome outcome : kOutcomes)
      out += fmt::format("<span class=\"mark {0}\">{1}</span> {0}{2}", word(outcome), sign_of(outcome), outcome == Outcome::Dropped ? ".</p>\n" : ", ");
    if (left_out > 0) out += fmt::format("<p>{} {} named only, to keep the page small; a report about fewer files shows all.</p>\n", counted(left_out, "object"), left_out == 1 ? "is" : "are");
    for (std::size_t i = 0; i < objects_.size(); ++i)
      if (objects_[i].converted) add(i, out);
    add_others(out);
    return out + common + "</section>\n";
  }

 private:
  Sums sums_of(std::size_t object) const {
    Sums out;
    const std::vector<Origin>& values = page_.report.conversion.survey->values;
    const Origin at = objects_[object].at;
    auto value = std::ranges::lower_bound(values, std::pair(at.file, at.span.begin), {}, [](Origin one) { return std::pair(one.file, one.span.begin); });
    for (; value != values.end() && value->file == at.file && value->span.end <= at.span.end; ++value)
      ++out.values[static_cast<std::size_t>(page_.outcomes.of_values()[static_cast<std::size_t>(value - values.begin())])];
    return out;
  }

  /// Renders objects as long as there is room, those with losses first. Gives how many are left out.
  std::size_t choose(std::size_t room) {
    std::vector<std::size_t> order(objects_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return !loses(i); });
    std::size_t left_out = 0;
    for (const std::size_t i : order) {
      if (!objects_[i].converted) continue;
      std::string part = left_out > 0 ? std::string() : beside(i);
      if (left_out > 0 || part.size() > room) {
        ++left_out;
        continue;
      }
      room -= part.size();
      parts_[i] = std::move(part);
    }
    return left_out;
  }

  bool loses(std::size_t object) const {
    const auto& values = sums_[object].values;
    return values[static_cast<std::size_t>(Outcome::Changed)] + values[static_cast<std::size_t>(Outcome::Dropped)] > 0;
  }

  std::string manifest(std::size_t i) const {
    const Manifest& one = page_.report.conversion.manifests[i];
    return fmt::format("<figure id=m{}><figcaption>{}</figcaption><pre>{}</pre></figure>\n", i, html(name_of(one)), html_lines(shown_text(page_.report, i)));
  }

  /// The source and what came of it. A manifest stands at the first object that it was made of.
  std::string beside(std::size_t object) const {
    std::string out = "<div class=beside>" + html_object(page_.report, page_.outcomes, objects_[object].at) + "<div>";
    const std::vector<std::size_t>& made = page_.made.of_object(object);
    for (const std::size_t i : made) {
      if (page_.made.home_of(i) == object) out += manifest(i);
      else out += fmt::format("<p class=dim>also <a href=\"#m{}\">{}</a></p>\n", i, html(name_of(page_.report.conversion.manifests[i])));
    }
    if (made.empty()) out += "<p class=dim>No manifest of its own.</p>\n";
    return out + "</div></div>";
  }

  std::string head(std::size_t i) const {
    const SurveyedObject& object = objects_[i];
    const std::string label = object.name_space.empty() ? fmt::format("{} {}", object.kind, object.name) : fmt::format("{} {}/{}", object.kind, object.name_space, object.name);
    std::string sums;
    for (const Outcome outcome : kOutcomes)
      if (const std::size_t n = sums_[i].values[static_cast<std::size_t>(outcome)]; n > 0) sums += fmt::format(" <span class=\"mark {}\">{}{}</span>", word(outcome), sign_of(outcome), n);
    const Source& source = page_.report.sources[object.at.file];
    return fmt::format("{} <span class=dim>{}:{}</span>{}", html(label), html(source.name()), source.line_number(object.at.span.begin), sums);
  }

  void add(std::size_t i, std::string& out) const {
    if (parts_[i].empty()) {
      out += fmt::format("<p id=o{}>{}", i, heads_[i]);
      for (const std::size_t one : page_.made.of_object(i))
        if (page_.made.home_of(one) == i) out += fmt::format("<span id=m{}></span>", one);  // what links lead to
      out += "</p>\n";
      return;
    }
    out += fmt::format("<details class=object id=o{}><summary>{}</summary>{}</details>\n", i, heads_[i], parts_[i]);
  }

  /// What is not converted is counted by kind: its text may hold anything.
  void add_others(std::string& out) const {
    std::map<std::string, std::size_t> kinds;
    for (const SurveyedObject& object : objects_)
      if (!object.converted) ++kinds[object.kind];
    if (kinds.empty()) return;
    out += "<p>Not converted, and not shown:";
    const char* separator = " ";
    for (const auto& [kind, n] : kinds) {
      out += fmt::format("{}{} {}", separator, n, html(kind));
      separator = ", ";
    }
    out += "</p>\n";
  }

  /// Manifests that belong to no object alone, as many as there is room for.
  std::string shared(std::size_t room) const {
    std::string out;
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < page_.report.conversion.manifests.size(); ++i) {
      if (page_.made.home_of(i)) continue;
      if (out.size() + shown_text(page_.report, i).size() < room) out += manifest(i);
      else ++left_out;
    }
    if (left_out > 0) out += fmt::format("<p>And {} that would make the page too large.</p>\n", counted(left_out, "manifest"));
    return out.empty() ? out : "<h3>Manifests for all</h3>\n<div class=beside>" + out + "</div>\n";
  }

  const Page& page_;
  const std::vector<SurveyedObject>& objects_;
  std::vector<std::string> parts_;
  std::vector<Sums> sums_;
  std::vector<std::string> heads_;
};

}  // namespace

std::string html_sources(const Page& page, std::size_t room) { return Sources(page).run(room); }

}  // namespace gw::cli
