#include "nginx/regex_host.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "model/regex.h"
#include "nginx/places_base.h"
#include "source/words.h"

namespace gw::nginx {
namespace {

using Kind = model::PathMatch::Kind;

bool has_letters(std::string_view path) {
  return std::ranges::any_of(path, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// A Prefix path is rewritten even to itself: what is below it becomes the path alone.
bool rewrites(const Location& location) {
  const Annotation* target = location.settings->rewrite_target;
  if (target == nullptr) return false;
  return target->value.value != location.path || (!location.exact && location.path != "/");
}

class RegexHost : Places {
 public:
  using Places::Places;

  std::vector<Place> run() {
    std::vector<const Location*> order;
    for (const Location& location : server_.locations) {
      order.push_back(&location);
      listed_.insert(location.path);
    }
    std::ranges::stable_sort(order, [](const Location* a, const Location* b) {
      return a->path.size() != b->path.size() ? a->path.size() > b->path.size() : a->path > b->path;
    });
    for (const Location* location : order) take(*location);
    close_behind_guards();
    close_short_forms();
    close_over_unwritten();
    auto known = members();
    for (const Settings* member : server_.members) report_member(*member, known[member]);
    return std::move(out_);
  }

 private:
  struct Earlier {
    Tail tail;
    const Location* location;
  };

  /// What is known of one Ingress of the host.
  struct Member {
    const Place* own = nullptr;  ///< its first path with letters that is no regular expression
    bool as_regex = false;       ///< one of its paths is
    bool rewriting = false;
    bool present = false;        ///< a location of the host is its own
  };

  std::unordered_map<const Settings*, Member> members() const {
    std::unordered_map<const Settings*, Member> out;
    for (const Location& location : server_.locations) {
      Member& member = out[location.settings];
      member.present = true;
      member.rewriting = member.rewriting || rewrites(location);
    }
    for (const Place& place : out_) {
      Member& member = out[place.location->settings];
      const bool regex = place.match.kind == Kind::Regex;
      member.as_regex = member.as_regex || regex;
      if (member.own == nullptr && !regex && !place.location->implicit && has_letters(place.match.text) && !read_patterns(place.location->path).empty()) member.own = &place;
    }
    return out;
  }

  /// Once for each Ingress of the host: at the annotation that makes it so, or at the first path that is concerned.
  void report_member(const Settings& settings, const Member& member) {
    const bool cause = member.rewriting || (member.present && settings.use_regex != nullptr);
    const Settings& causing = cause ? settings : *server_.regex_by;
    const Annotation& annotation = causing.use_regex != nullptr ? *causing.use_regex : *causing.rewrite_target;
    if (cause && (causing.use_regex == nullptr || (member.as_regex && !member.rewriting))) annotation.in_output = true;
    if (member.own == nullptr) return;
    const Location& location = *member.own->location;
    const bool away = sends_away(location.settings);
    if (away && location.settings->rewrite_target->value.value.find('$') == std::string::npos) {
      annotation.in_output = annotation.in_output || cause;  // whatever the path, the redirect is the same
      return;
    }
    const std::string what = fmt::format("`{}{}`{}", short_name(annotation), causing.use_regex != nullptr ? "" : fmt::format(": {}", annotation.value.value),
                                         cause ? "" : fmt::format(" of {}", causing.ingress->label()));
    const Pattern pattern = read_patterns(location.path).front();
    std::string example = fmt::format("`{}` is served in upper case, too", location.path);
    if (pattern.tail == Tail::Open && !pattern.literal.ends_with('/')) example = fmt::format("`{}bar` is served by path `{}`, too", pattern.literal, location.path);
    Finding& finding = sink().report<Code::regex_host>(cause ? annotation.value.at : location.at, what, shown(server_), example);
    if (cause) annotation.reported = true;
    const std::string upper = upper_case(pattern.literal) + (!away ? "" : pattern.literal.ends_with('/') ? "x" : "/x");
    if (location.backend != nullptr && upper != pattern.literal)
      finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(server_), upper), before_of(location), away ? "a redirect without the rest of the path" : "404, or another path of the host"};
  }

  /// Whether paths that nobody lists are redirected as those of this Ingress are.
  bool sends_away(const Settings* settings) const {
    if (settings->rewrite_target == nullptr || !is_absolute(settings->rewrite_target->value.value)) return false;
    return std::ranges::any_of(server_.locations, [&](const Location& one) { return one.implicit && one.settings == settings; });
  }

  void take(const Location& location) {
    const std::vector<Pattern> patterns = read_patterns(location.path);
    if (patterns.empty()) return take_regex(location);
    if (!location.implicit && !patterns.front().written_plainly) note_type(location);
    for (const Pattern& pattern : patterns) {
      const std::string literal = lower_case(pattern.literal);
      // `/p/` has been taken: as prefixes the two would be one, so what is left of `/p` is `/p` itself.
      const bool exact = pattern.tail == Tail::End || (location.exact && pattern.written_plainly) || seen_.contains(literal + "/");
      if (const Location* winner = earlier(pattern, exact)) {
        if (!location.implicit) sink().report<Code::regex_path_shadowed>(location.entry, location.path, shown(server_), winner->path);
        continue;
      }
      std::vector<Earlier>& same = seen_[literal];
      if (!exact && !is_guarded(location)) close_spelling(pattern.literal, same);
      same.push_back({pattern.tail, &location});
      model::Withheld withheld = location.withheld;
      Rewritten rewritten = rewrite_of(location, &pattern, exact, withheld);
      report_short(location, pattern, exact, rewritten);
      add_plain(location, exact ? Kind::Exact : Kind::SegmentPrefix, pattern.literal, std::move(rewritten), withheld);
      if (!is_guarded(location) || out_.empty()) continue;
      const bool said = out_.size() > 1 && out_[out_.size() - 2].location == &location;  // by the word before
      if (!said) out_.back().also = other_spellings(location, pattern);
    }
  }

  /// Everything that nginx refuses, as it is written: implementations that prefer the longer expression then agree with nginx.
  static std::string other_spellings(const Location& location, const Pattern& pattern) {
    if (model::judge(location.path).dialect != model::Dialect::Portable) return fmt::format("(?i:{}){}", model::escape(pattern.literal), pattern.tail == Tail::End ? "" : ".*");
    const bool closed = pattern.tail == Tail::End && location.path.ends_with('$');
    return fmt::format("(?i:{}){}", closed ? location.path.substr(0, location.path.size() - 1) : location.path, closed ? "" : ".*");
  }

  /// As a prefix, an open `/b/` also takes `/b`, which a guarded path takes in nginx.
  void close_short_forms() {
    std::vector<const Location*> guards;
    std::unordered_set<std::string> exact;
    for (const Place& place : out_) {
      if (place.match.kind == Kind::Exact) exact.insert(place.match.text);
      if (is_guarded(*place.location) && (guards.empty() || guards.back() != place.location)) guards.push_back(place.location);
    }
    constexpr std::size_t kMost = 64;  // guards that are tried on each path
    if (guards.size() > kMost) guards.resize(kMost);
    const std::size_t count = out_.size();
    for (std::size_t i = 0; i < count && !guards.empty(); ++i) {
      const Place& place = out_[i];
      if (place.match.kind != Kind::SegmentPrefix || place.match.text.size() < 2 || !place.match.text.ends_with('/') || is_guarded(*place.location)) continue;
      const std::string bare = place.match.text.substr(0, place.match.text.size() - 1);
      const auto guard = std::ranges::find_if(guards, [&](const Location* g) { return model::found("^(?:" + g->path + ")", bare, true); });
      if (guard != guards.end() && exact.insert(bare).second) out_.push_back({*guard, {Kind::Exact, bare}, {}, model::Withheld::Guarded});
    }
  }

  /// A guarded `/a$` also takes `/A`, which the open prefix `/A` would take here.
  void close_spelling(const std::string& literal, const std::vector<Earlier>& same) {
    for (const Earlier& e : same)
      if (e.tail == Tail::End && is_guarded(*e.location)) out_.push_back({e.location, {Kind::Exact, encoded_path(literal)}, {}, model::Withheld::Guarded});
  }

  /// `/img/.*` is a prefix that also serves `/img`.
  void report_short(const Location& location, const Pattern& pattern, bool exact, const Rewritten& rewritten) {
    if (exact || location.implicit || pattern.literal.size() < 2 || !pattern.literal.ends_with('/') || !rewritten.differs.empty()) return;
    const std::string bare = pattern.literal.substr(0, pattern.literal.size() - 1);
    if (listed_.contains(bare)) return;
    Finding& finding = sink().report<Code::path_prefix_widened>(location.at, location.path, pattern.literal, bare);
    if (location.backend != nullptr)
      finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(server_), bare), "404, or another path of the host", after_of(server_, location)};
  }

  /// Where nginx tries a guarded regular expression before an open path, and an implementation perhaps the path first, the path is
  /// closed as well; so is a path that is the folder which the guard closes.
  void close_behind_guards() {
    std::unordered_map<std::string, std::vector<const Location*>> guards;  // by what their matches begin with, and by their folders
    const Location* last = nullptr;
    for (Place& place : out_) {
      const Location& location = *place.location;
      if (is_guarded(location)) {
        if (&location == last || !read_patterns(location.path).empty()) continue;
        last = &location;
        const std::string start = lower_case(model::literal_start(location.path));
        guards[start].push_back(&location);
        if (const std::size_t slash = start.rfind('/'); slash != std::string::npos) guards["=" + start.substr(0, std::max<std::size_t>(slash, 1))].push_back(&location);
      } else if (const Location* guard = place.match.kind == Kind::Exact ? nullptr : guard_of(place, guards)) {
        close(place, guard->path, "comes before it in nginx, but perhaps not elsewhere");
      }
    }
  }

  static const Location* guard_of(const Place& place, const std::unordered_map<std::string, std::vector<const Location*>>& guards) {
    const std::string literal = lower_case(place.match.kind == Kind::Regex ? model::literal_start(place.match.text) : place.match.text);
    for (std::size_t length = 1; length <= literal.size(); ++length) {
      const auto found = guards.find(literal.substr(0, length));
      if (found == guards.end()) continue;
      for (const Location* guard : found->second)
        if (model::may_match_below("^(?:" + guard->path + ")", literal, true)) return guard;
    }
    if (place.match.kind == Kind::Regex) return nullptr;
    const auto folder = guards.find("=" + (literal.size() > 1 && literal.ends_with('/') ? literal.substr(0, literal.size() - 1) : literal));
    return folder == guards.end() ? nullptr : folder->second.front();
  }

  void take_regex(const Location& location) {
    std::string text = location.path;
    const model::Judgement judgement = model::judge(text);
    if (judgement.dialect != model::Dialect::Portable) {
      sink().report<Code::regex_path_not_portable>(location.entry, location.path, judgement.reason);
      if (is_guarded(location)) close_folder(location, model::literal_start(text));
      return;
    }
    if (model::has_top_level_alternation(text)) {
      sink().report<Code::regex_path_not_portable>(location.entry, location.path, "a `|` outside of parentheses: nginx looks for what stands behind it anywhere in the path");
      if (is_guarded(location)) close_folder(location, model::literal_start(text));
      return;
    }
    if (location.exact) note_type(location);
    if (const Location* winner = covering(lower_case(model::literal_start(text)))) {
      sink().report<Code::regex_path_shadowed>(location.entry, location.path, shown(server_), winner->path);
      return;
    }
    const bool closed = text.ends_with('$') && !text.ends_with("\\$");
    if (closed) text.pop_back();
    const bool open = !closed && !text.ends_with(".*") && !text.ends_with("(.*)");
    regexes_.push_back(&location);
    model::Withheld withheld = location.withheld;
    Rewritten rewritten = rewrite_of(location, nullptr, false, withheld);
    // Which of a regular expression and a prefix wins is not the same everywhere: a guard rather closes the whole folder.
    if (is_guarded(location)) close_folder(location, model::literal_start(location.path));
    Place& place = out_.emplace_back();
    place.location = &location;
    place.match = {Kind::Regex, fmt::format("(?i:{}){}", text, open ? ".*" : "")};
    place.rewritten = std::move(rewritten);
    place.withheld = withheld;
  }

  void note_type(const Location& location) {
    for (const ingress::HostRule& rule : location.settings->ingress->rules)
      for (const ingress::Path& path : rule.paths)
        if (path.at == location.at && path.type != ingress::PathType::ImplementationSpecific)
          sink().report<Code::prefix_type_ignored>(location.at, location.path, location.exact ? "Exact" : "Prefix",
                                                   "newer controllers refuse it at admission");
  }

  /// A path that nginx tries before and that matches everything that begins with `start`.
  const Location* covering(std::string_view start) const {
    for (std::size_t length = 1; length <= start.size(); ++length) {
      const auto found = seen_.find(std::string(start.substr(0, length)));
      if (found == seen_.end()) continue;
      for (const Earlier& e : found->second)
        if (e.tail == Tail::Open || (e.tail == Tail::Segment && length < start.size() && start[length] == '/')) return e.location;
    }
    return nullptr;
  }

  /// A path that nginx tries before this one and that matches all of it.
  const Location* earlier(const Pattern& pattern, bool exact) const {
    const std::string literal = lower_case(pattern.literal);
    for (std::size_t length = 1; length <= literal.size(); ++length) {
      const auto found = seen_.find(literal.substr(0, length));
      if (found == seen_.end()) continue;
      const bool whole = length == literal.size();
      for (const Earlier& e : found->second) {
        if (e.tail == Tail::Open || (e.tail == Tail::Segment && (whole || literal[length] == '/')) || (e.tail == Tail::End && whole && exact)) return e.location;
      }
    }
    constexpr std::size_t kMost = 32;  // regular expressions that are tried on each path
    for (std::size_t i = 0; i < std::min(regexes_.size(), kMost); ++i) {
      const std::string expression = "^(?:" + regexes_[i]->path + ")";
      if (model::found(expression, pattern.literal, true) && (exact || model::found(expression, pattern.literal + "/x/y", true))) return regexes_[i];
    }
    return nullptr;
  }

  Rewritten rewrite_of(const Location& location, const Pattern* pattern, bool exact, model::Withheld& withheld) {
    const Settings& settings = *location.settings;
    if (!rewrites(location) || settings.redirect || (location.implicit && location.backend == nullptr && !is_absolute(settings.rewrite_target->value.value))) return {};
    const Annotation& target = *settings.rewrite_target;
    Rewritten out = nginx::rewrite(pattern, exact, target.value.value);
    target.in_output = true;
    if (!out.impossible.empty()) {
      report<Code::rewrite_not_expressible>(sink(), target, fmt::format("path `{}`", location.path), target.value.value, out.impossible, "the rule is");
      if (!sink().accepts(Code::rewrite_not_expressible)) withheld = std::max(withheld, model::Withheld::Omitted);
      return {};
    }
    if (out.redirect) report<Code::rewrite_is_redirect>(sink(), target, target.value.value);
    else if (out.path && out.path->kind == model::PathRewrite::Kind::Whole && !exact && pattern != nullptr && pattern->written_plainly)
      report<Code::rewrite_whole_path>(sink(), target, target.value.value, location.path, out.path->text, location.path == "/" ? "" : location.path,
                                       out.path->text == "/" ? "/" : out.path->text + "/");
    const bool elsewhere = out.before == "404" && sends_away(&settings);  // then the path that nobody lists is redirected, too
    if (!out.differs.empty() && !elsewhere) report_difference(location, target, *pattern, out);
    return out;
  }

  void report_difference(const Location& location, const Annotation& target, const Pattern& pattern, const Rewritten& out) {
    const std::string becomes = out.path ? fmt::format("prefix `{}` instead of `{}`", out.path->text, pattern.literal) : "a redirect";
    Finding& finding = report<Code::rewrite_differs>(sink(), target, location.path, target.value.value, becomes, out.differs);
    const std::string verb = out.redirect ? "redirect to " : "the backend gets ";
    finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(server_), out.differs), out.before == "404" ? "404" : verb + out.before, verb + out.after};
  }

  std::unordered_map<std::string, std::vector<Earlier>> seen_;  // literal beginnings, in lower case
  std::vector<const Location*> regexes_;
  std::unordered_set<std::string_view> listed_;  // paths of the host
};

}  // namespace

std::vector<Place> places_of_regex_host(const Server& server, Lowering& to) { return RegexHost(server, to).run(); }

}  // namespace gw::nginx
