/// Patterns of paths as lua-resty-radixtree reads them.
#include <fmt/format.h>

#include "verify/apisix/objects.h"

namespace gw::verify::apisix {
namespace {

/// The regular expression that elements beginning with `*` or `:` make of a pattern; the others go into it as they are, which is
/// a defect of the library that routes depend on. Empty if there are none.
std::string checked_by(std::string_view pattern) {
  std::string out;
  bool variable = false;
  std::string_view rest = pattern;
  while (true) {
    const std::size_t slash = rest.find('/');
    const std::string_view element = rest.substr(0, slash);
    if (element.starts_with('*')) {
      out += "(?:.|\\n)*";
      variable = true;
    } else if (element.starts_with(':')) {
      out += "[\\w\\-;:@&=!',%$.+*()]+";  // lua-resty-radixtree, fetch_pat
      variable = true;
    } else {
      out += element;
    }
    if (slash == std::string_view::npos) return variable ? out : "";
    out += '/';
    rest.remove_prefix(slash + 1);
  }
}

}  // namespace

Uri::Uri(std::string_view text, Router router) : written(text) {
  const std::size_t star = text.find('*');
  const std::size_t parameter = router == Router::UriWithParameter ? text.find(':') : std::string_view::npos;
  const std::size_t end = std::min(star, parameter);
  exact = end == std::string_view::npos;
  key = text.substr(0, end);
  if (exact) return;
  // Behind elements that are plain text a last one says what the tree has said.
  if (star + 1 == text.size() && parameter == std::string_view::npos && key.find(':') == std::string::npos && key.find_first_of("\\^$|?+()[]{}") == std::string::npos) return;
  if (const std::string pattern = checked_by(text); !pattern.empty()) check = Regex(pattern, {.anchored_begin = true, .anchored_end = true});
}

bool Uri::matches(std::string_view path) const {
  if (exact) return path == key;
  return path.starts_with(key) && (!check || check->matches(path));
}

}  // namespace gw::verify::apisix
