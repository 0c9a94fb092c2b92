#include "verify/condition.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace gw::verify {
namespace {

/// A number as Lua's `tonumber` reads it: decimal or hexadecimal, with spaces around.
std::optional<double> number(const std::string& text) {
  if (text.empty()) return std::nullopt;
  char* end = nullptr;
  const double out = std::strtod(text.c_str(), &end);
  while (*end == ' ') ++end;
  return end == text.c_str() || *end != '\0' ? std::nullopt : std::optional(out);
}

bool compare(Condition::Test test, const std::string& text, const std::string& limit) {
  const auto a = number(text);
  const auto b = number(limit);
  if (!a || !b) return false;
  switch (test) {
    case Condition::Test::More: return *a > *b;
    case Condition::Test::AtLeast: return *a >= *b;
    case Condition::Test::Less: return *a < *b;
    default: return *a <= *b;
  }
}

struct Address {
  std::array<unsigned char, 16> bytes{};
  unsigned bits = 0;  ///< of the family
};

std::optional<Address> parse_address(const std::string& text) {
  Address out;
  if (inet_pton(AF_INET, text.c_str(), out.bytes.data()) == 1) return out.bits = 32, out;
  if (inet_pton(AF_INET6, text.c_str(), out.bytes.data()) == 1) return out.bits = 128, out;
  return std::nullopt;
}

std::string_view word(Condition::Test test) {
  switch (test) {
    case Condition::Test::More: return "more than";
    case Condition::Test::AtLeast: return "at least";
    case Condition::Test::Less: return "less than";
    case Condition::Test::AtMost: return "at most";
    case Condition::Test::Within: return "within";
    default: return "";
  }
}

std::string_view word(Subject subject) {
  switch (subject) {
    case Subject::Method: return "method";
    case Subject::Header: return "header";
    case Subject::Query: return "query parameter";
    case Subject::Cookie: return "cookie";
    case Subject::Path: return "path";
    case Subject::Variable: return "variable";
  }
  return "";
}

}  // namespace

bool within(std::string_view address, const std::vector<std::string>& networks) {
  const auto client = parse_address(std::string(address));
  if (!client) return false;
  return std::ranges::any_of(networks, [&](const std::string& network) {
    const std::size_t slash = network.find('/');
    const auto base = parse_address(network.substr(0, slash));
    if (!base || base->bits != client->bits) return false;
    unsigned length = base->bits;
    if (slash != std::string::npos) std::from_chars(network.data() + slash + 1, network.data() + network.size(), length);
    for (unsigned bit = 0; bit < std::min(length, base->bits); ++bit)
      if (((base->bytes[bit / 8] ^ client->bytes[bit / 8]) & (0x80U >> (bit % 8))) != 0) return false;
    return true;
  });
}

std::optional<std::string> Condition::subject_of(const Request& request) const {
  switch (subject) {
    case Subject::Method: return request.method;
    case Subject::Header: return request.header(name);
    case Subject::Query: return request.parameter(name);
    case Subject::Cookie: return request.cookie(name);
    case Subject::Path: return request.path;
    case Subject::Variable: return request.variable(name);
  }
  return std::nullopt;
}

bool Condition::holds(const Request& request) const {
  const std::optional<std::string> seen = subject_of(request);
  if (!seen) return negated;
  const bool plain = [&] {
    switch (test) {
      case Test::OneOf: return std::ranges::find(values, *seen) != values.end();
      case Test::Matches: return regex->matches(*seen);
      case Test::Within: return within(*seen, values);
      case Test::Unknown: return *seen == "true";
      default: return compare(test, *seen, values.front());
    }
  }();
  return plain != negated;
}

std::string Condition::words() const {
  const std::string what = name.empty() ? std::string(word(subject)) : fmt::format("{} `{}`", word(subject), name);
  const std::string_view no = negated ? "not " : "";
  if (test == Test::Matches) return fmt::format("{} {}matching `{}`", what, no, regex->pattern());
  if (test == Test::OneOf) return fmt::format("{} {}`{}`", what, no, fmt::join(values, "` or `"));
  if (test == Test::Unknown) return fmt::format("{}{}", no, what);
  return fmt::format("{} {}{} `{}`", what, no, word(test), fmt::join(values, "` or `"));
}

std::string Condition::fails() const {
  const bool read = test != Test::Matches || regex->decided();
  return words() + (read ? " does not hold" : " cannot be judged, and is taken not to hold");
}

const Condition* first_failing(const Conditions& conditions, const Request& request) {
  const auto found = std::ranges::find_if_not(conditions, [&](const Condition& one) { return one.holds(request); });
  return found == conditions.end() ? nullptr : &*found;
}

}  // namespace gw::verify
