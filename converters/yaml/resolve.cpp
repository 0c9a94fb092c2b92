// The rules of go-yaml v2 (resolve.go), which sigs.k8s.io/yaml and with it kubectl use.
#include "yaml/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace gw::yaml {
namespace {

struct Word {
  std::string_view text;
  Meaning meaning;
  bool truth = false;
};

constexpr auto kWords = std::to_array<Word>({
    {"y", Meaning::Bool, true},     {"Y", Meaning::Bool, true},      {"yes", Meaning::Bool, true},
    {"Yes", Meaning::Bool, true},   {"YES", Meaning::Bool, true},    {"true", Meaning::Bool, true},
    {"True", Meaning::Bool, true},  {"TRUE", Meaning::Bool, true},   {"on", Meaning::Bool, true},
    {"On", Meaning::Bool, true},    {"ON", Meaning::Bool, true},     {"n", Meaning::Bool},
    {"N", Meaning::Bool},           {"no", Meaning::Bool},           {"No", Meaning::Bool},
    {"NO", Meaning::Bool},          {"false", Meaning::Bool},        {"False", Meaning::Bool},
    {"FALSE", Meaning::Bool},       {"off", Meaning::Bool},          {"Off", Meaning::Bool},
    {"OFF", Meaning::Bool},         {"", Meaning::Null},             {"~", Meaning::Null},
    {"null", Meaning::Null},        {"Null", Meaning::Null},         {"NULL", Meaning::Null},
    {".nan", Meaning::Float},       {".NaN", Meaning::Float},        {".NAN", Meaning::Float},
    {".inf", Meaning::Float},       {".Inf", Meaning::Float},        {".INF", Meaning::Float},
    {"+.inf", Meaning::Float},      {"+.Inf", Meaning::Float},       {"+.INF", Meaning::Float},
    {"-.inf", Meaning::Float},      {"-.Inf", Meaning::Float},       {"-.INF", Meaning::Float},
});

const Word* find_word(std::string_view plain) {
  if (plain.size() > 5) return nullptr;
  const auto found = std::ranges::find(kWords, plain, &Word::text);
  return found == kWords.end() ? nullptr : &*found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a word with this first character can be anything but a string.
bool may_be_special(char first) { return is_digit(first) || std::string_view("+-.yYnNtTfFoO~").find(first) != std::string_view::npos; }

std::string without_underscores(std::string_view text) {
  std::string out(text);
  std::erase(out, '_');
  return out;
}

/// An integer of any base as Go's strconv.ParseInt(text, 0, 64) or ParseUint reads it.
struct Integer {
  bool negative = false;
  std::uint64_t magnitude = 0;
};
std::optional<Integer> parse_integer(std::string_view text) {
  Integer out;
  const bool has_sign = !text.empty() && (text.front() == '+' || text.front() == '-');
  if (has_sign) {
    out.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  int base = 10;
  if (text.size() > 1 && text.front() == '0') {
    const char mark = text[1] | 0x20;
    base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    text.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.magnitude, base);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  constexpr std::uint64_t kLargest = std::uint64_t{1} << 63;
  if (out.negative && out.magnitude > kLargest) return std::nullopt;
  if (has_sign && !out.negative && out.magnitude >= kLargest) return std::nullopt;  // ParseUint takes no sign
  return out;
}

/// ^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$
bool looks_like_float(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - begin;
  };
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  const std::size_t whole = digits();
  std::size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    fraction = digits();
  }
  if (whole + fraction == 0) return false;
  if (at < text.size() && (text[at] | 0x20) == 'e') {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

std::optional<double> parse_float(std::string_view text) {
  if (!looks_like_float(text)) return std::nullopt;
  if (text.front() == '+') text.remove_prefix(1);
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error == std::errc::result_out_of_range && (text.find("e-") != text.npos || text.find("E-") != text.npos))
    return 0;  // too small is no error to Go, too large is
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

bool underscores_separate_digits(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '_' && (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1]))) return false;
  return true;
}

bool is_date(std::string_view text) {
  // Four digits and a dash: a timestamp, or a number in no base; go-yaml hands both on as text.
  return text.size() > 4 && text[4] == '-' && std::ranges::all_of(text.substr(0, 4), is_digit);
}

}  // namespace

Meaning meaning(std::string_view plain) {
  if (plain.empty()) return Meaning::Null;
  const char first = plain.front();
  if (!may_be_special(first)) return Meaning::String;
  if (const Word* word = find_word(plain)) return word->meaning;
  if (first == '.') return parse_float(without_underscores(plain)) && underscores_separate_digits(plain) ? Meaning::Float : Meaning::String;
  if (!is_digit(first) && first != '+' && first != '-') return Meaning::String;
  if (is_date(plain)) return Meaning::String;
  const std::string text = without_underscores(plain);
  if (parse_integer(text)) return Meaning::Integer;
  return parse_float(text) ? Meaning::Float : Meaning::String;
}

bool truth(std::string_view plain) {
  const Word* word = find_word(plain);
  return word != nullptr && word->truth;
}

std::optional<std::int64_t> whole_number(std::string_view plain) {
  if (plain.empty() || find_word(plain) != nullptr) return std::nullopt;
  switch (meaning(plain)) {
    case Meaning::Integer: {
      const auto value = parse_integer(without_underscores(plain));
      constexpr std::uint64_t kLargest = std::uint64_t{1} << 63;
      if (!value || value->magnitude > kLargest || (value->magnitude == kLargest && !value->negative)) return std::nullopt;
      return static_cast<std::int64_t>(value->negative ? 0 - value->magnitude : value->magnitude);
    }
    case Meaning::Float: {
      const auto value = parse_float(without_underscores(plain));
      if (!value || std::floor(*value) != *value || std::abs(*value) > 9e15) return std::nullopt;
      return static_cast<std::int64_t>(*value);
    }
    default: return std::nullopt;
  }
}

std::string key_text(std::string_view plain) {
  switch (meaning(plain)) {
    case Meaning::Null: return "null";
    case Meaning::Bool: return truth(plain) ? "true" : "false";
    case Meaning::Integer: {
      const auto value = parse_integer(without_underscores(plain));
      return fmt::format("{}{}", value->negative && value->magnitude > 0 ? "-" : "", value->magnitude);
    }
    case Meaning::Float: {
      if (const Word* word = find_word(plain)) {
        const char kind = static_cast<char>(word->text[word->text.find('.') + 1] | 0x20);
        return kind == 'n' ? ".nan" : plain.front() == '-' ? "-.inf" : ".inf";
      }
      return fmt::format("{}", static_cast<float>(parse_float(without_underscores(plain)).value_or(0)));
    }
    case Meaning::String: break;
  }
  return std::string(plain);
}

}  // namespace gw::yaml
