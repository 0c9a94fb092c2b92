// Headers that proxy-rewrite and response-rewrite add, set and remove.
#include <algorithm>
#include <array>

#include "apisix/filters/filters.h"
#include "http/headers.h"
#include "source/words.h"
#include "yaml/resolve.h"

namespace gw::apisix {
namespace {

constexpr std::size_t kLongestValue = 4096;
constexpr std::size_t kMost = 16;  // HTTPHeaderFilter: set, add, remove

bool same(std::string_view a, std::string_view b) { return lower_case(a) == lower_case(b); }

class Reader {
 public:
  Reader(const PluginReader& plugin, HeaderChanges to) : plugin_(plugin), to_(to) {}

  /// A value, or several to be added one after the other.
  void change(std::string_view name, const yaml::View& value, bool add) {
    if (value.node().is_list()) {
      for (const yaml::View& item : value.items()) change_one(name, item, add);
      return;
    }
    change_one(name, value, add);
  }

  void change_text(std::string_view name, std::string_view text, Origin at, bool add) {
    if (text.empty() && !add) return remove(name, at);
    if (!is_free(name, at)) return;
    if (text.find('$') != std::string_view::npos) return drop(name, at, "its value has variables, and a filter takes it literally");
    if (!http::is_header_value(text)) return drop(name, at, "the Gateway API cannot write its value");
    auto& list = add ? to_.add : to_.set;
    // One name stands once in a list; a comma says the same as a second field.
    const auto before = std::ranges::find_if(list, [&](const model::Header& h) { return same(h.name, name); });
    if (before != list.end() && add) append(*before, text, at);
    else if (before != list.end()) replace(*before, text, at);
    else if (list.size() == kMost) return drop(name, at, "a filter changes 16 headers");
    else list.push_back({std::string(name), std::string(text), at});
  }

  void remove(std::string_view name, Origin at) {
    if (!is_free(name, at)) return;
    if (std::ranges::any_of(to_.remove, [&](const std::string& other) { return same(other, name); })) return;
    if (to_.remove.size() == kMost) return drop(name, at, "a filter changes 16 headers");
    to_.remove.emplace_back(name);
  }

  /// A header that is removed is not set, and one that is set is not added to.
  void settle() {
    const auto removed = [&](const model::Header& h) {
      return lost(h, std::ranges::any_of(to_.remove, [&](const std::string& name) { return same(name, h.name); }), "because it is removed");
    };
    std::erase_if(to_.set, removed);
    std::erase_if(to_.add, removed);
    std::erase_if(to_.add, [&](const model::Header& h) {
      return lost(h, std::ranges::any_of(to_.set, [&](const model::Header& other) { return same(other.name, h.name); }), "because it is set afterwards");
    });
  }

 private:
  /// Two fields of one name say the same as one with a comma, but not those of cookies.
  void append(model::Header& header, std::string_view text, Origin at) const {
    if (same(header.name, "Set-Cookie")) return drop(header.name, at, "a filter adds one field of a name, and cookies do not fit into one");
    if (header.value.size() + 2 + text.size() > kLongestValue) return drop(header.name, at, "the Gateway API cannot write so long a value");
    header.value.append(", ").append(text);
  }

  void replace(model::Header& header, std::string_view text, Origin at) const {
    lost(header, true, "because it is set again");
    header.value = text;
    header.at = at;
  }

  /// kubectl makes numbers of what looks like one, and APISIX writes them in its own way.
  static bool is_text(const yaml::Node& value) {
    const std::string_view text = value.text();
    if (!value.plain() || yaml::meaning(text) == yaml::Meaning::String) return true;
    return !text.empty() && text.size() < 16 && (text == "0" || text.front() != '0') && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  }

  bool lost(const model::Header& header, bool is, std::string_view why) const {
    if (is) plugin_.sink().report<Code::field_without_effect>(header.at, header.name, why);
    return is;
  }

  void change_one(std::string_view name, const yaml::View& value, bool add) {
    if (!value.node().is_scalar()) return drop(name, value.at(), "its value is no text");
    if (!is_text(value.node())) return drop(name, value.at(), "its value is neither text nor a whole number");
    change_text(name, value.node().text(), value.at(), add);
  }

  bool is_free(std::string_view name, Origin at) const {
    if (!http::is_header_name(name)) drop(name, at, "the Gateway API cannot write its name");
    else if (same(name, "Host")) drop(name, at, "filters leave it alone; `host` sets it");
    else return true;
    return false;
  }

  void drop(std::string_view name, Origin at, std::string_view why) const { plugin_.drop(at, fmt::format("headers: {}", name), why); }

  const PluginReader& plugin_;
  HeaderChanges to_;
};

/// `Name: value`, as response-rewrite adds headers (apisix/plugins/response-rewrite.lua). Nothing for other texts.
std::optional<std::pair<std::string_view, std::string_view>> split(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  std::string_view value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  std::string_view name = line.substr(0, colon);
  while (name.ends_with(' ')) name.remove_suffix(1);
  if (value.empty() || value.find(':') != std::string_view::npos) return std::nullopt;
  return std::pair(name, value);
}

}  // namespace

void read_headers(const yaml::View& headers, const PluginReader& plugin, HeaderChanges to) {
  if (!headers) return;
  to.at = headers.at();
  Reader reader(plugin, to);
  constexpr auto kParts = std::to_array<std::string_view>({"add", "set", "remove"});
  const auto members = headers.members();
  const bool grouped = std::ranges::any_of(members, [&](const auto& member) { return std::ranges::find(kParts, member.first.value) != kParts.end() && !member.second.node().is_scalar(); }) ||
                       (!members.empty() && std::ranges::all_of(members, [&](const auto& member) { return std::ranges::find(kParts, member.first.value) != kParts.end(); }));
  if (!grouped) {
    for (const auto& [name, value] : members) reader.change(name.value, value, false);
    return reader.settle();
  }
  for (const auto& [key, part] : members) {
    if (std::ranges::find(kParts, key.value) == kParts.end()) {
      plugin.drop(part.at(), fmt::format("headers: {}", key.value), "beside `set`, `add` and `remove` the plugin does not read it");
      continue;
    }
    for (const auto& [name, value] : part.members()) reader.change(name.value, value, key.value == "add");
    if (part.node().is_scalar()) plugin.drop(part.at(), fmt::format("headers: {}", key.value), "it is neither a list nor a mapping");
    for (const yaml::View& item : part.items()) {
      if (!item.node().is_scalar()) {
        plugin.drop(item.at(), fmt::format("headers: {}", key.value), "an item is no text");
        continue;
      }
      const std::string_view text = item.node().text();
      if (key.value == "remove") reader.remove(text, item.at());
      else if (const auto pair = split(text)) reader.change_text(pair->first, pair->second, item.at(), key.value == "add");
      else plugin.drop(item.at(), fmt::format("headers: {}", text.substr(0, text.find(':'))), "the plugin itself reads `NAME: VALUE` only, without another `:`");
    }
  }
  reader.settle();
}

}  // namespace gw::apisix
