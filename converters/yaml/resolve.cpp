// The rules of go-yaml v2 (resolve.go) and of Go's strconv, which sigs.k8s.io/yaml and with it kubectl use.
#include "yaml/resolve.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gw::yaml {
namespace {

constexpr std::uint64_t kMinMagnitude = std::uint64_t{1} << 63;  // that of the least int64

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
bool is_sign(char c) { return c == '+' || c == '-'; }

/// Whether a word with this first character can be anything but a string.
bool may_be_special(char first) {
  return is_digit(first) || std::string_view("+-.yYnNtTfFoO~").find(first) != std::string_view::npos;
}

struct Integer {
  bool negative = false;
  std::uint64_t magnitude = 0;
};

/// An integer as ParseInt(text, 0, 64), then ParseUint(text, 0, 64), then ParseInt behind `0b` reads it.
std::optional<Integer> parse_integer(std::string_view text) {
  Integer out;
  bool has_sign = is_sign(text.front());
  if (has_sign) {
    out.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  int base = 10;
  if (text.size() > 1 && text.front() == '0') {
    const char mark = static_cast<char>(text[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    const bool second_sign = !has_sign && text.starts_with("0b") && text.size() > 2 && is_sign(text[2]);
    text.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
    if (second_sign) {  // `0b-1` is -1, because go-yaml cuts off the prefix and parses the rest with its sign
      has_sign = true;
      out.negative = text.front() == '-';
      text.remove_prefix(1);
    }
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.magnitude, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (out.negative && out.magnitude > kMinMagnitude) return std::nullopt;
  if (has_sign && !out.negative && out.magnitude >= kMinMagnitude) return std::nullopt;  // ParseUint takes no sign
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
  if (at < text.size() && is_sign(text[at])) ++at;
  std::size_t count = digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    count += digits();
  }
  if (count == 0) return false;
  if (at < text.size() && (text[at] | 0x20) == 'e') {
    ++at;
    if (at < text.size() && is_sign(text[at])) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

/// Whether a number that a double cannot hold is too small for it, not too large.
bool is_tiny(std::string_view text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::size_t point = std::min(text.find('.'), e);
  const std::size_t first = std::min(text.find_first_of("123456789"), e);
  long long exponent = 0;
  if (e < text.size()) {
    const std::string_view digits = text.substr(text[e + 1] == '+' ? e + 2 : e + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (error != std::errc()) return digits.front() == '-';
  }
  return exponent + static_cast<long long>(point) < static_cast<long long>(first);
}

/// A decimal as ParseFloat reads it: too large is an error, too small is 0.
std::optional<double> parse_float(std::string_view text) {
  if (!looks_like_float(text)) return std::nullopt;
  if (text.front() == '+') text.remove_prefix(1);
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error == std::errc()) return out;
  if (!is_tiny(text)) return std::nullopt;
  return text.front() == '-' ? -0.0 : 0.0;
}

bool underscores_separate_digits(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '_' && (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1]))) return false;
  return true;
}

struct Number {
  Meaning meaning = Meaning::String;
  Integer integer;
  double real = 0;
};

/// What a word that is not in kWords means. Timestamps need no rule: they end up as strings, and none is a number.
Number parse_number(std::string_view plain) {
  const char first = plain.front();
  if (!is_digit(first) && !is_sign(first) && first != '.') return {};
  // Behind a point ParseFloat sees the underscores; everywhere else go-yaml takes them out first.
  if (first == '.' && !underscores_separate_digits(plain)) return {};
  std::string buffer;
  if (plain.find('_') != std::string_view::npos) {
    buffer = plain;
    std::erase(buffer, '_');
    plain = buffer;
  }
  if (first != '.')
    if (const auto integer = parse_integer(plain)) return {Meaning::Integer, *integer, 0};
  if (const auto real = parse_float(plain)) return {Meaning::Float, {}, *real};
  return {};
}

/// The whole number that JSON has for `real`: Go writes the fewest digits that identify it, and zeros behind them.
std::optional<std::int64_t> whole(double real) {
  std::array<char, 32> buffer;
  const char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), real, std::chars_format::scientific).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  int exponent = 0;
  std::from_chars(text.data() + e + (text[e + 1] == '+' ? 2 : 1), end, exponent);
  std::string digits(text.substr(0, e));
  std::erase(digits, '.');
  const std::size_t length = static_cast<std::size_t>(std::max(exponent, 0)) + (text.front() == '-' ? 2 : 1);
  if (exponent < 0 || exponent > 18 || digits.size() > length) return std::nullopt;
  digits.resize(length, '0');
  std::int64_t out = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), out).ec != std::errc()) return std::nullopt;
  return out;
}

/// FormatFloat(real, 'g', -1, 32): sigs.k8s.io/yaml cuts keys that are floats down to 32 bits.
std::string float_key(double real) {
  constexpr double kOverflow = 0x1.ffffffp127;  // half a step above the largest float
  if (real >= kOverflow || real <= -kOverflow) return real < 0 ? "-.inf" : ".inf";
  std::array<char, 32> buffer;
  const auto value = static_cast<float>(real);
  return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general).ptr};
}

}  // namespace

Meaning meaning(std::string_view plain) {
  if (plain.empty()) return Meaning::Null;
  if (!may_be_special(plain.front())) return Meaning::String;
  if (const Word* word = find_word(plain)) return word->meaning;
  return parse_number(plain).meaning;
}

bool truth(std::string_view plain) {
  const Word* word = find_word(plain);
  return word != nullptr && word->truth;
}

std::optional<std::int64_t> whole_number(std::string_view plain) {
  if (find_word(plain) != nullptr) return std::nullopt;
  const Number number = parse_number(plain);
  if (number.meaning == Meaning::Float) return whole(number.real);
  const auto [negative, magnitude] = number.integer;
  if (number.meaning != Meaning::Integer || (magnitude >= kMinMagnitude && !negative)) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

std::string key_text(std::string_view plain) {
  if (plain.empty()) return "null";
  if (!may_be_special(plain.front())) return std::string(plain);
  if (const Word* word = find_word(plain)) {
    if (word->meaning == Meaning::Null) return "null";
    if (word->meaning == Meaning::Bool) return word->truth ? "true" : "false";
    if ((plain[1] | 0x20) == 'n') return ".nan";
    return plain.front() == '-' ? "-.inf" : ".inf";
  }
  const Number number = parse_number(plain);
  if (number.meaning == Meaning::Float) return float_key(number.real);
  if (number.meaning == Meaning::String) return std::string(plain);
  const auto [negative, magnitude] = number.integer;
  return (negative && magnitude > 0 ? "-" : "") + std::to_string(magnitude);
}

}  // namespace gw::yaml
