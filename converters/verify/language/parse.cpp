/// Regular expressions as machines (Thompson's construction). A piece is built with open ends that the next piece closes.
#include <algorithm>
#include <cctype>

#include "verify/language/machine.h"

namespace gw::verify {
namespace {

constexpr std::uint32_t kOpen = 0xffffffff;
constexpr std::size_t kMostStates = 20'000;

struct Piece {
  std::uint32_t begin = 0;
  std::vector<std::uint32_t> ends;  ///< states whose open exits lead to what comes next
};

class Parser {
 public:
  Parser(std::string_view pattern, bool ignore_case) : text_(pattern), ignore_case_(ignore_case) {}

  std::optional<Machine> machine(Application how) {
    add(Machine::Kind::Fork, kOpen, kOpen);  // state 0: replaced below
    const Piece body = alternatives();
    if (failed_ || at_ != text_.size()) return std::nullopt;
    const std::uint32_t accept = add(Machine::Kind::Accept);
    Piece tail{accept, {}};
    if (!how.anchored_end) {
      const Piece rest = star(set(Bytes().set()));
      close(rest, accept);
      tail.begin = rest.begin;
    }
    close(body, tail.begin);
    std::uint32_t first = body.begin;
    if (!how.anchored_begin) {
      const Piece before = star(set(Bytes().set()));
      close(before, first);
      first = before.begin;
    }
    machine_.states[0].next = machine_.states[0].other = first;
    return std::move(machine_);
  }

 private:
  bool done() const { return at_ >= text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(std::string_view what) {
    if (!text_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }
  Piece fail() {
    failed_ = true;
    at_ = text_.size();
    return set(Bytes());
  }

  std::uint32_t add(Machine::Kind kind, std::uint32_t next = kOpen, std::uint32_t other = 0) {
    if (machine_.states.size() > kMostStates) failed_ = true;
    machine_.states.push_back({kind, next, other, 0});
    return static_cast<std::uint32_t>(machine_.states.size() - 1);
  }
  void close(const Piece& piece, std::uint32_t to) {
    for (const std::uint32_t end : piece.ends) {
      Machine::State& state = machine_.states[end];
      (state.next == kOpen ? state.next : state.other) = to;
    }
  }
  Piece one(Machine::Kind kind) {
    const std::uint32_t at = add(kind);
    return {at, {at}};
  }
  Piece set(Bytes bytes) {
    if (ignore_case_)
      for (unsigned c = 'a'; c <= 'z'; ++c)
        if (bytes[c] || bytes[c - 'a' + 'A']) bytes.set(c).set(c - 'a' + 'A');
    const Piece out = one(Machine::Kind::Read);
    machine_.states[out.begin].set = static_cast<std::uint32_t>(machine_.sets.size());
    machine_.sets.push_back(bytes);
    return out;
  }
  Piece nothing() {
    const std::uint32_t at = add(Machine::Kind::Fork);
    machine_.states[at].other = at;  // a loop that leads nowhere: only `next` counts
    return {at, {at}};
  }
  Piece star(const Piece& inner) {
    const std::uint32_t fork = add(Machine::Kind::Fork, inner.begin, kOpen);
    close(inner, fork);
    return {fork, {fork}};
  }
  Piece maybe(Piece inner) {
    const std::uint32_t fork = add(Machine::Kind::Fork, inner.begin, kOpen);
    inner.ends.push_back(fork);
    return {fork, std::move(inner.ends)};
  }
  Piece join(const Piece& first, Piece second) {
    close(first, second.begin);
    return {first.begin, std::move(second.ends)};
  }

  Piece alternatives() {
    if (++depth_ > 200) return fail();
    const bool outer = ignore_case_;
    Piece out = sequence();
    while (!failed_ && take("|")) {
      Piece other = sequence();
      const std::uint32_t fork = add(Machine::Kind::Fork, out.begin, other.begin);
      out.begin = fork;
      out.ends.insert(out.ends.end(), other.ends.begin(), other.ends.end());
    }
    ignore_case_ = outer;
    --depth_;
    return out;
  }

  Piece sequence() {
    Piece out = nothing();
    while (!failed_ && !done() && peek() != '|' && peek() != ')') out = join(out, repeated());
    return out;
  }

  /// An atom with what stands behind it. Copies for `{2,5}` are made by reading the atom again.
  Piece repeated() {
    const std::size_t start = at_;
    Piece piece = atom();
    while (!failed_ && !done()) {
      if (take("*")) {
        piece = star(piece);
      } else if (take("+")) {
        const std::uint32_t fork = add(Machine::Kind::Fork, piece.begin, kOpen);
        close(piece, fork);
        piece = {piece.begin, {fork}};
      } else if (take("?")) {
        piece = maybe(std::move(piece));
      } else if (peek() == '{' && at_ + 1 < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_ + 1]))) {
        piece = counted(start, std::move(piece));
      } else {
        break;
      }
      if (take("+")) return fail();  // possessive: it never gives back what it has
      take("?");                     // lazy: the same strings match
    }
    return piece;
  }

  unsigned number() {
    unsigned out = 0;
    while (std::isdigit(static_cast<unsigned char>(peek())) && out < 1000) out = out * 10 + static_cast<unsigned>(text_[at_++] - '0');
    return out;
  }

  Piece counted(std::size_t start, Piece first) {
    const std::size_t atom_end = at_;
    take("{");
    const unsigned low = number();
    const bool open = take(",");
    const unsigned high = open && peek() != '}' ? number() : low;
    const bool endless = open && text_[at_ - 1] == ',';
    if (!take("}") || high > 100 || low > 100 || (!endless && high < low)) return fail();
    const std::size_t after = at_;
    const auto copy = [&] {
      at_ = start;
      Piece out = atom();
      if (at_ != atom_end) return fail();  // `a*{2}`
      return out;
    };
    Piece out = low == 0 ? nothing() : std::move(first);
    for (unsigned i = 1; i < low && !failed_; ++i) out = join(out, copy());
    if (endless) out = join(out, star(copy()));
    for (unsigned i = low; !endless && i < high && !failed_; ++i) out = join(out, maybe(copy()));
    if (!failed_) at_ = after;
    return out;
  }

  Piece atom() {
    if (take("(")) return group();
    if (take("[")) return bracket();
    if (take("^") || take("\\A")) return one(Machine::Kind::Begin);
    if (take("$") || take("\\z") || take("\\Z")) return one(Machine::Kind::End);
    if (take(".")) return set(Bytes().set().reset('\n'));
    if (take("\\")) return escape();
    const char c = peek();
    if (c == '*' || c == '+' || c == '?') return fail();
    ++at_;
    return set(Bytes().set(static_cast<unsigned char>(c)));
  }

  Piece group() {
    const bool outer = ignore_case_;
    if (take("?")) {
      if (take("P<") || (peek() == '<' && !text_.substr(at_).starts_with("<=") && !text_.substr(at_).starts_with("<!"))) {
        const std::size_t end = text_.find('>', at_);
        if (end == std::string_view::npos) return fail();
        at_ = end + 1;
      } else {
        bool on = true;
        while (std::isalpha(static_cast<unsigned char>(peek())) || peek() == '-') {
          const char flag = text_[at_++];
          if (flag == '-') on = false;
          else if (flag == 'i') ignore_case_ = on;
          else return fail();
        }
        if (take(")")) return nothing();  // `(?i)` counts for the rest of the group around it
        if (!take(":")) return fail();    // it looks around
      }
    }
    const Piece out = alternatives();
    ignore_case_ = outer;
    return take(")") ? out : fail();
  }

  static std::optional<Bytes> named(char c) {
    Bytes out;
    for (unsigned b = 0; b < 256; ++b) {
      const bool ascii = b < 128;
      const bool in = c == 'd' || c == 'D' ? std::isdigit(static_cast<int>(b)) && ascii
                      : c == 'w' || c == 'W' ? ascii && (std::isalnum(static_cast<int>(b)) || b == '_')
                      : c == 's' || c == 'S' ? b == ' ' || (b >= '\t' && b <= '\r')
                                             : false;
      if (in) out.set(b);
    }
    if (c == 'd' || c == 'w' || c == 's') return out;
    if (c == 'D' || c == 'W' || c == 'S') return ~out;
    return std::nullopt;
  }

  /// The byte that an escape stands for; none if it stands for something else.
  std::optional<unsigned char> escaped(char c) {
    switch (c) {
      case 'n': return '\n';
      case 't': return '\t';
      case 'r': return '\r';
      case 'f': return '\f';
      case 'v': return '\v';
      case 'x': {
        const std::string_view digits = text_.substr(at_, 2);
        if (digits.size() < 2 || !std::ranges::all_of(digits, [](unsigned char d) { return std::isxdigit(d); })) return std::nullopt;
        at_ += 2;
        return static_cast<unsigned char>(std::stoul(std::string(digits), nullptr, 16));
      }
      default: break;
    }
    if (std::isalnum(static_cast<unsigned char>(c))) return std::nullopt;
    return static_cast<unsigned char>(c);
  }

  Piece escape() {
    if (done()) return fail();
    const char c = text_[at_++];
    if (const auto class_of = named(c)) return set(*class_of);
    const auto byte = escaped(c);
    return byte ? set(Bytes().set(*byte)) : fail();
  }

  Piece bracket() {
    const bool negated = take("^");
    Bytes out;
    for (bool first = true; !failed_ && (first || peek() != ']'); first = false) {
      if (done()) return fail();
      if (take("[:")) {
        if (!posix(out)) return fail();
        continue;
      }
      char c = text_[at_++];
      if (c == '\\') {
        if (done()) return fail();
        c = text_[at_++];
        if (const auto class_of = named(c)) {
          out |= *class_of;
          continue;
        }
        const auto byte = c == 'b' ? std::optional<unsigned char>('\b') : escaped(c);
        if (!byte) return fail();
        c = static_cast<char>(*byte);
      }
      unsigned high = static_cast<unsigned char>(c);
      if (peek() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
        ++at_;
        char end = text_[at_++];
        if (end == '\\') {
          if (done()) return fail();
          const auto byte = escaped(text_[at_++]);
          if (!byte) return fail();
          end = static_cast<char>(*byte);
        }
        high = static_cast<unsigned char>(end);
      }
      for (unsigned b = static_cast<unsigned char>(c); b <= high; ++b) out.set(b);
    }
    if (!take("]")) return fail();
    if (!negated) return set(out);
    if (ignore_case_)
      for (unsigned b = 'a'; b <= 'z'; ++b)
        if (out[b] || out[b - 'a' + 'A']) out.set(b).set(b - 'a' + 'A');
    return set(~out);
  }

  bool posix(Bytes& out) {
    const std::size_t end = text_.find(":]", at_);
    if (end == std::string_view::npos) return false;
    const std::string_view name = text_.substr(at_, end - at_);
    at_ = end + 2;
    int (*test)(int) = name == "alnum"   ? [](int c) { return std::isalnum(c); }
                       : name == "alpha" ? [](int c) { return std::isalpha(c); }
                       : name == "digit" ? [](int c) { return std::isdigit(c); }
                       : name == "lower" ? [](int c) { return std::islower(c); }
                       : name == "upper" ? [](int c) { return std::isupper(c); }
                       : name == "punct" ? [](int c) { return std::ispunct(c); }
                       : name == "space" ? [](int c) { return std::isspace(c); }
                       : name == "xdigit" ? [](int c) { return std::isxdigit(c); }
                                          : static_cast<int (*)(int)>(nullptr);
    if (test == nullptr) return false;
    for (int c = 0; c < 128; ++c)
      if (test(c) != 0) out.set(static_cast<std::size_t>(c));
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool ignore_case_;
  bool failed_ = false;
  int depth_ = 0;
  Machine machine_;
};

}  // namespace

std::optional<Machine> matching(std::string_view pattern, Application how) { return Parser(pattern, how.ignore_case).machine(how); }

}  // namespace gw::verify
