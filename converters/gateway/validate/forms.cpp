#include "gateway/validate/forms.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

namespace gw::gateway::forms {

namespace {

struct Row {
  std::string_view pattern;
  std::string_view words;
};

constexpr auto kRows = std::to_array<Row>({
    {kHostname, "write a DNS name in lower case, perhaps with `*.` in front"},
    {kDomain, "write a DNS name in lower case: letters, digits, `-` and `.`"},
    {kLabel, "write lower-case letters, digits and `-`"},
    {"^([0-9]{1,5}(h|m|s|ms)){1,4}$", "write whole numbers with the units h, m, s and ms, as in 1m30s or 1500ms"},
    {"^[!-~]+([\\t ]?[!-~]+)*$", "write printable ASCII, with single blanks and none at the ends"},
});

}  // namespace

std::string_view in_words(std::string_view pattern) {
  const auto* const row = std::ranges::find(kRows, pattern, &Row::pattern);
  return row == kRows.end() ? std::string_view() : row->words;
}

bool is_ip(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return false;
  in6_addr buffer{};
  const std::string terminated(text);
  return ::inet_pton(AF_INET, terminated.c_str(), &buffer) == 1 || ::inet_pton(AF_INET6, terminated.c_str(), &buffer) == 1;
}

}  // namespace gw::gateway::forms
