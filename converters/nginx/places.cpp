#include "nginx/places.h"

#include <algorithm>
#include <unordered_map>

#include "nginx/places_base.h"
#include "model/regex.h"
#include "nginx/regex_host.h"
#include "source/words.h"

namespace gw::nginx {
namespace {

using Kind = model::PathMatch::Kind;

/// `location = /p` and `location /p/`: the same as Exact and PathPrefix.
class PlainHost : Places {
 public:
  using Places::Places;

  std::vector<Place> run() {
    out_.reserve(server_.locations.size());
    for (const Location& location : server_.locations) (location.exact ? exact_ : prefixes_).try_emplace(bare(location), &location);
    for (const Location& location : server_.locations)
      if (!location.implicit) take(location);
    if (server_.locations.front().implicit) take(server_.locations.front());
    close_over_unwritten();
    return std::move(out_);
  }

 private:
  static std::string bare(const Location& location) {
    if (location.exact || location.path == "/") return location.path;
    return location.path.substr(0, location.path.find_last_not_of('/') + 1);
  }

  void take(const Location& location) {
    if (const Location* first = (location.exact ? exact_ : prefixes_).at(bare(location)); first != &location) {
      sink().report<Code::duplicate_location>(location.entry, first->path, location.path, shown(server_));
      const auto taken = std::ranges::find(out_, first, &Place::location);
      if (is_guarded(location) && taken != out_.end() && !is_guarded(*first)) close(*taken, location.path, "means the same");
      return;
    }
    if (location.path.size() > 1 && location.path.ends_with('/')) report_slash(location);
    add_plain(location, location.exact ? Kind::Exact : Kind::SegmentPrefix, location.path, {}, location.withheld);
  }

  /// nginx sends requests without the slash to the path with it, before any other redirect.
  void report_slash(const Location& location) {
    const std::string without = location.path.substr(0, location.path.size() - 1);
    if (exact_.contains(without)) return;
    if (const auto prefix = prefixes_.find(without); prefix != prefixes_.end() && prefix->second->path == without) return;
    Finding& finding = sink().report<Code::prefix_with_slash>(location.at, without, location.path,
                                                              location.exact ? "no redirect is sent" : "the prefix serves it without a redirect");
    if (location.exact) return;
    finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(server_), without), "redirect 301 to " + location.path, after_of(server_, location)};
  }

  std::unordered_map<std::string, const Location*> prefixes_, exact_;
};

}  // namespace

void Places::add_plain(const Location& location, Kind kind, const std::string& literal, Rare<Rewritten> rewritten, model::Withheld withheld) {
  Place place{&location, {kind, encoded_path(literal)}, std::move(rewritten), withheld};
  if (place.match.text.empty()) {
    sink().report<Code::path_not_expressible>(location.entry, location.path, "`//`, `/./` and `/../` are not allowed, and no request has them after nginx has merged them");
    return;
  }
  constexpr std::size_t kLongest = 1024;  // of a path in a match
  if (place.match.text.size() > kLongest) {
    sink().report<Code::path_not_expressible>(location.entry, shortened(location.path), fmt::format("it has {} characters, and 1024 are allowed", place.match.text.size()));
    if (is_guarded(location)) unwritten_.push_back({&location, literal});
    return;
  }
  if (place.match.text != literal) sink().report<Code::path_encoded>(location.at, literal, place.match.text,
                                                                                     literal.find('%') != std::string::npos ? "nginx decodes the paths of requests, but not those of Ingresses"
                                                                                                                            : "the Gateway API allows no other characters");
  out_.push_back(std::move(place));
}

std::string Places::shortened(std::string_view path) {
  constexpr std::size_t kShown = 60;
  return path.size() <= kShown ? std::string(path) : std::string(path.substr(0, kShown)) + "…";
}

void Places::close(Place& place, std::string_view guard, std::string_view why) {
  place.withheld = model::Withheld::Guarded;
  const Location& location = *place.location;
  if (!location.implicit || location.backend != nullptr) sink().report<Code::closed_with_guard>(location.entry, location.path, shown(server_), shortened(guard), why);
}

void Places::close_over_unwritten() {
  for (const auto& [guard, literal] : unwritten_)
    for (Place& place : out_) {
      if (is_guarded(*place.location) || place.withheld == model::Withheld::Guarded || place.match.kind == Kind::Exact) continue;
      const std::string start = place.match.kind == Kind::Regex ? model::literal_start(place.match.text) : place.match.text;
      if (lower_case(literal).starts_with(lower_case(start))) close(place, guard->path, "cannot be written by itself");
    }
}

void Places::close_folder(const Location& location, std::string_view start) {
  std::string folder(start.substr(0, start.rfind('/') + 1));
  while (!folder.empty() && encoded_path(folder).empty()) folder = folder.substr(0, folder.rfind('/', folder.size() - 2) + 1);
  out_.push_back({&location, {Kind::SegmentPrefix, folder.empty() ? "/" : encoded_path(folder)}, {}, model::Withheld::Guarded});
}

std::string encoded_path(std::string_view path) {
  if (path.find("//") != std::string_view::npos || path.find("/./") != std::string_view::npos || path.find("/../") != std::string_view::npos ||
      path.ends_with("/.") || path.ends_with("/.."))
    return {};
  std::string out;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("/._~!$&'()*+,;=:@-").find(c) != std::string_view::npos;
    if (plain) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::vector<Place> places_of(const Server& server, Lowering& to) {
  return server.regex_by == nullptr ? PlainHost(server, to).run() : places_of_regex_host(server, to);
}

}  // namespace gw::nginx
