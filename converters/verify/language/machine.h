/// Sets of strings as machines, and what they tell apart: the classes of strings that some sets together distinguish, each with
/// its shortest member. This is what makes a comparison of two readings complete: one request for each class is enough.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gw::verify {

using Bytes = std::bitset<256>;

/// A nondeterministic machine that reads bytes. State 0 is the first.
struct Machine {
  enum class Kind : std::uint8_t {
    Read,    ///< one byte of `bytes[set]`, then `next`
    Fork,    ///< `next` or `other`
    Begin,   ///< at the beginning of the text only, then `next`
    End,     ///< at the end of the text only, then `next`
    Accept,
  };
  struct State {
    Kind kind = Kind::Accept;
    std::uint32_t next = 0;
    std::uint32_t other = 0;
    std::uint32_t set = 0;
  };
  std::vector<State> states;
  std::vector<Bytes> sets;
};

Machine exactly(std::string_view text);
Machine beginning_with(std::string_view text);
/// `text` without a slash at its end, alone or before a slash: the elements of a path.
Machine beginning_with_elements(std::string_view text);

/// How a regular expression is applied.
struct Application {
  bool ignore_case = false;
  bool anchored_begin = false;  ///< from the beginning of the text
  bool anchored_end = false;    ///< to its end
};

/// The strings that a regular expression of Perl's or RE2's syntax matches; nothing if it asks for what no machine can decide: it
/// looks around, refers back, or is too large.
std::optional<Machine> matching(std::string_view pattern, Application how);

/// Which strings come into question.
enum class Domain : std::uint8_t {
  Path,   ///< begins with `/`, without empty elements and those of dots
  Value,  ///< printable, without spaces at its ends
};

struct StringClass {
  std::string example;                ///< its shortest member
  std::vector<std::uint32_t> inside;  ///< the machines that accept it, ascending
};

struct StringClasses {
  std::vector<StringClass> all;
  bool complete = true;  ///< false: there were too many states to look at all
};

/// The classes of `domain` that `machines` tell apart.
StringClasses classes(std::span<const Machine> machines, Domain domain);

}  // namespace gw::verify
