#include "nginx/places.h"

#include <algorithm>
#include <unordered_map>

#include "nginx/places_base.h"
#include "nginx/regex_host.h"

namespace gw::nginx {
namespace {

using Kind = model::PathMatch::Kind;

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
    if (const Location* first = (location.exact ? exact_ : prefixes_).at(bare(location)); first != &location) {
      sink().report<Code::duplicate_location>(location.entry, first->path, location.path, shown(server_));
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
    finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(server_), without), "redirect 301 to " + location.path, backend_of(location)};
  }

  std::unordered_map<std::string, const Location*> prefixes_, exact_;
};

}  // namespace

std::string backend_of(const Location& location) {
  if (location.backend == nullptr) return "404";
  return upstream_key(location.settings->ingress->name_space(), *location.backend);
}

void Places::add_plain(const Location& location, Kind kind, const std::string& literal, Rewritten rewritten, model::Withheld withheld) {
  Place place{&location, {kind, encoded_path(literal)}, std::move(rewritten), withheld};
  if (place.match.text.empty()) {
    sink().report<Code::path_not_expressible>(location.entry, location.path, "`//`, `/./`, `/../` and `#` are not allowed");
    if (is_guarded(location)) close_folder(location, literal.substr(0, std::min(literal.find('#'), literal.find("//"))));
    return;
  }
  if (place.match.text != literal) sink().report<Code::path_encoded>(location.at, literal, place.match.text,
                                                                                     literal.find('%') != std::string::npos ? "nginx decodes the paths of requests, but not those of Ingresses"
                                                                                                                            : "the Gateway API allows no other characters");
  out_.push_back(std::move(place));
}

void Places::close_folder(const Location& location, std::string_view start) {
  std::string folder(start.substr(0, start.rfind('/') + 1));
  while (!folder.empty() && encoded_path(folder).empty()) folder = folder.substr(0, folder.rfind('/', folder.size() - 2) + 1);
  out_.push_back({&location, {Kind::SegmentPrefix, folder.empty() ? "/" : encoded_path(folder)}, {}, model::Withheld::Guarded});
}

std::string encoded_path(std::string_view path) {
  if (path.find("//") != std::string_view::npos || path.find("/./") != std::string_view::npos || path.find("/../") != std::string_view::npos ||
      path.ends_with("/.") || path.ends_with("/..") || path.find('#') != std::string_view::npos)
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
