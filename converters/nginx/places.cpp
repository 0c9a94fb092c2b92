#include "nginx/places.h"

#include <algorithm>
#include <unordered_map>

#include "model/regex.h"
#include "source/words.h"

namespace gw::nginx {
namespace {

using Kind = model::PathMatch::Kind;

std::string shown(const Server& server) { return server.host.empty() ? "*" : server.host; }
std::string sample_host(const Server& server) {
  if (server.host.empty()) return "any.host";
  return server.host.starts_with('*') ? "any" + server.host.substr(1) : server.host;
}
std::string backend_of(const Location& location) {
  if (location.backend == nullptr) return "404";
  return upstream_key(location.settings->ingress->name_space(), *location.backend);
}

class Places {
 public:
  Places(const Server& server, Lowering& to) : server_(server), to_(to) {}

 protected:
  Sink& sink() const { return to_.sink; }

  /// Adds an exact path or prefix.
  void add_plain(const Location& location, Kind kind, const std::string& literal, Rewritten rewritten, model::Withheld withheld) {
    Place place{&location, {kind, encoded_path(literal)}, std::move(rewritten), withheld};
    if (place.match.text.empty()) {
      sink().report<Code::path_not_expressible>(location.at, location.path, "`//`, `/./`, `/../`, `%2F` and `#` are not allowed");
      return;
    }
    if (place.match.text != literal) sink().report<Code::path_encoded>(location.at, literal, place.match.text);
    out_.push_back(std::move(place));
  }

  const Server& server_;
  Lowering& to_;
  std::vector<Place> out_;
};

/// `location = /p` and `location /p/`: the same as Exact and PathPrefix.
class PlainHost : Places {
 public:
  using Places::Places;

  std::vector<Place> run() {
    for (const Location& location : server_.locations) (location.exact ? exact_ : prefixes_).try_emplace(bare(location), &location);
    for (const Location& location : server_.locations)
      if (!location.implicit) take(location);
    if (server_.locations.front().implicit) take(server_.locations.front());
    return std::move(out_);
  }

 private:
  static std::string bare(const Location& location) {
    if (location.exact || location.path == "/") return location.path;
    return location.path.substr(0, location.path.find_last_not_of('/') + 1);
  }

  void take(const Location& location) {
    if (!location.exact && prefixes_.at(bare(location)) != &location) {
      sink().report<Code::duplicate_location>(location.entry, prefixes_.at(bare(location))->path, location.path, shown(server_));
      return;
    }
    if (location.path.size() > 1 && location.path.ends_with('/')) report_slash(location);
    add_plain(location, location.exact ? Kind::Exact : Kind::SegmentPrefix, location.path, {}, location.withheld);
  }

  /// nginx sends requests without the slash to the path with it, before any other redirect.
  void report_slash(const Location& location) {
    const std::string without = location.path.substr(0, location.path.size() - 1);
    if (exact_.contains(without)) return;
    Finding& finding = sink().report<Code::prefix_with_slash>(location.at, without, location.path,
                                                              location.exact ? "no redirect is sent" : "the prefix serves it without a redirect");
    if (location.exact) return;
    finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(server_), without), "redirect 301 to " + location.path, backend_of(location)};
  }

  std::unordered_map<std::string, const Location*> prefixes_, exact_;
};

/// `location ~* "^/p"` for every path: longest first, the first that matches wins.
class RegexHost : Places {
 public:
  using Places::Places;

  std::vector<Place> run() {
    std::vector<const Location*> order;
    for (const Location& location : server_.locations) order.push_back(&location);
    std::ranges::stable_sort(order, [](const Location* a, const Location* b) {
      return a->path.size() != b->path.size() ? a->path.size() > b->path.size() : a->path > b->path;
    });
    report_host();
    for (const Location* location : order) take(*location);
    return std::move(out_);
  }

 private:
  struct Earlier {
    Tail tail;
    const Location* location;
  };

  bool is_cause(const Settings& settings) const {
    return std::ranges::any_of(server_.locations, [&](const Location& location) {
      return location.settings == &settings && (settings.use_regex != nullptr || rewrites(location));
    });
  }
  static bool rewrites(const Location& location) {
    const Annotation* target = location.settings->rewrite_target;
    return target != nullptr && target->value.value != location.path;
  }

  /// Once for each Ingress of the host: at the annotation that makes it so, or at the first path that is concerned.
  void report_host() {
    for (const Settings* member : server_.members) {
      const auto own = std::ranges::find_if(server_.locations, [&](const Location& l) { return l.settings == member && has_letters(l.path); });
      if (own == server_.locations.end()) continue;
      const bool cause = is_cause(*member);
      const Settings& causing = cause ? *member : *server_.regex_by;
      const Annotation& annotation = causing.use_regex != nullptr ? *causing.use_regex : *causing.rewrite_target;
      const std::string what = fmt::format("`{}{}`{}", short_name(annotation), causing.use_regex != nullptr ? "" : fmt::format(": {}", annotation.value.value),
                                           cause ? "" : fmt::format(" of {}", causing.ingress->label()));
      const auto patterns = read_patterns(own->path);
      const std::string literal = patterns.empty() ? std::string() : patterns.front().literal;
      std::string example = fmt::format("`{}` is served in upper case, too", own->path);
      if (!literal.empty() && patterns.front().tail == Tail::Open && !literal.ends_with('/'))
        example = fmt::format("`{}bar` is served by path `{}`, too", literal, own->path);
      Finding& finding = report_at(cause ? annotation.value.at : own->at, what, example);
      if (cause) annotation.in_output = true;
      if (literal.empty() || own->backend == nullptr) continue;
      std::string upper = literal;
      for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      if (upper != literal) finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(server_), upper), backend_of(*own), "404, or another path of the host"};
    }
  }
  Finding& report_at(Origin at, const std::string& what, const std::string& example) {
    return sink().report<Code::regex_host>(at, what, shown(server_), example);
  }
  static bool has_letters(std::string_view path) {
    return std::ranges::any_of(path, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  }

  void take(const Location& location) {
    const std::vector<Pattern> patterns = read_patterns(location.path);
    if (patterns.empty()) return take_regex(location);
    if (!location.implicit && !patterns.front().written_plainly) note_type(location);
    for (const Pattern& pattern : patterns) {
      const bool exact = pattern.tail == Tail::End || (location.exact && pattern.written_plainly);
      if (const Location* winner = earlier(pattern, exact)) {
        if (!location.implicit) sink().report<Code::regex_path_shadowed>(location.entry, location.path, shown(server_), winner->path);
        continue;
      }
      seen_[lower_case(pattern.literal)].push_back({pattern.tail, &location});
      model::Withheld withheld = location.withheld;
      Rewritten rewritten = rewrite_of(location, &pattern, exact, withheld);
      add_plain(location, exact ? Kind::Exact : Kind::SegmentPrefix, pattern.literal, std::move(rewritten), withheld);
    }
  }

  void take_regex(const Location& location) {
    std::string text = location.path;
    const model::Judgement judgement = model::judge(text);
    if (judgement.dialect != model::Dialect::Portable) {
      sink().report<Code::regex_path_not_portable>(location.entry, location.path, judgement.reason);
      return;
    }
    if (location.exact) note_type(location);
    const bool closed = text.ends_with('$') && !text.ends_with("\\$");
    if (closed) text.pop_back();
    const bool open = !closed && !text.ends_with(".*") && !text.ends_with("(.*)");
    regexes_.push_back(&location);
    model::Withheld withheld = location.withheld;
    Rewritten rewritten = rewrite_of(location, nullptr, false, withheld);
    out_.push_back({&location, {Kind::Regex, fmt::format("(?i:{}){}", text, open ? ".*" : "")}, std::move(rewritten), withheld});
  }

  void note_type(const Location& location) {
    for (const ingress::HostRule& rule : location.settings->ingress->rules)
      for (const ingress::Path& path : rule.paths)
        if (path.at == location.at && path.type != ingress::PathType::ImplementationSpecific)
          sink().report<Code::prefix_type_ignored>(location.at, location.path, location.exact ? "Exact" : "Prefix",
                                                   "newer controllers refuse it at admission");
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
    if (!rewrites(location) || settings.redirect || server_.catch_all) return {};
    const Annotation& target = *settings.rewrite_target;
    Rewritten out = nginx::rewrite(pattern, exact, target.value.value);
    target.in_output = true;
    if (location.implicit && location.backend == nullptr) return {};
    if (!out.impossible.empty()) {
      sink().report<Code::rewrite_not_expressible>(target.value.at, fmt::format("path `{}`", location.path), target.value.value, out.impossible, "the rule is");
      if (!sink().accepts(Code::rewrite_not_expressible)) withheld = std::max(withheld, model::Withheld::Omitted);
      return {};
    }
    if (out.redirect) sink().report<Code::rewrite_is_redirect>(target.value.at, target.value.value);
    else if (out.path && out.path->kind == model::PathRewrite::Kind::Whole && !exact && pattern != nullptr && pattern->written_plainly && location.path != "/")
      sink().report<Code::rewrite_whole_path>(target.value.at, target.value.value, location.path, out.path->text, location.path, out.path->text == "/" ? "/" : out.path->text + "/");
    if (out.differs.empty()) return out;
    Finding& finding = sink().report<Code::rewrite_differs>(target.value.at, location.path, target.value.value,
                                                            out.path ? fmt::format("prefix `{}` instead of `{}`", out.path->text, pattern->literal) : "no rewrite", out.differs);
    finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(server_), out.differs), "the backend gets " + out.before, "the backend gets " + out.after};
    return out;
  }

  std::unordered_map<std::string, std::vector<Earlier>> seen_;  // literal beginnings, in lower case
  std::vector<const Location*> regexes_;
};

}  // namespace

std::string encoded_path(std::string_view path) {
  if (path.find("//") != std::string_view::npos || path.find("/./") != std::string_view::npos || path.find("/../") != std::string_view::npos ||
      path.ends_with("/.") || path.ends_with("/..") || path.find('#') != std::string_view::npos || path.find("%2f") != std::string_view::npos ||
      path.find("%2F") != std::string_view::npos)
    return {};
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    const auto hex = [&](std::size_t at) { return at < path.size() && std::string_view("0123456789abcdefABCDEF").find(path[at]) != std::string_view::npos; };
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("/._~!$&'()*+,;=:@-").find(c) != std::string_view::npos;
    if (plain || (c == '%' && hex(i + 1) && hex(i + 2))) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::vector<Place> places_of(const Server& server, Lowering& to) {
  return server.regex_by == nullptr ? PlainHost(server, to).run() : RegexHost(server, to).run();
}

}  // namespace gw::nginx
