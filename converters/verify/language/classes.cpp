/// All machines run side by side; every set of states that they can be in together is visited once, shortest strings first.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "verify/language/machine.h"

namespace gw::verify {
namespace {

constexpr std::size_t kMostSets = 60'000;
constexpr std::size_t kMostStates = 8'000'000;  // in all of them, which is what fills memory

/// Where a string of the domain can be: what has been read of the element at hand.
enum class Element : std::uint8_t { Start, Empty, Dot, TwoDots, Other };

/// What comes after `byte`; nothing if no string of the domain goes on so.
std::optional<Element> step(Domain domain, Element at, unsigned char byte) {
  if (byte < ' ' || byte == 0x7f) return std::nullopt;
  if (domain == Domain::Value) return byte != ' ' ? std::optional(Element::Other) : at != Element::Start ? std::optional(Element::Empty) : std::nullopt;
  if (at == Element::Start) return byte == '/' ? std::optional(Element::Empty) : std::nullopt;
  if (byte == '/') return at == Element::Other ? std::optional(Element::Empty) : std::nullopt;
  if (byte == '.') return at == Element::Empty ? Element::Dot : at == Element::Dot ? Element::TwoDots : Element::Other;
  return Element::Other;
}

bool may_end(Domain domain, Element at) {
  if (domain == Domain::Value) return at == Element::Other || at == Element::Start;
  return at == Element::Empty || at == Element::Other;
}

/// Bytes in the order in which they make examples that people like to read.
const std::array<unsigned char, 256>& by_legibility() {
  static const std::array<unsigned char, 256> order = [] {
    std::array<unsigned char, 256> out{};
    std::size_t count = 0;
    Bytes seen;
    const auto take = [&](unsigned byte) {
      if (!seen[byte]) out[count++] = static_cast<unsigned char>(byte);
      seen.set(byte);
    };
    for (const char c : std::string_view("xyzabcdefghijklmnopqrstuvw1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ/-_.~;=,:@!$&'()*+")) take(static_cast<unsigned char>(c));
    for (unsigned b = 0; b < 256; ++b) take(b);
    return out;
  }();
  return order;
}

/// All machines in one, and which of them each accepting state belongs to.
struct Joined {
  std::vector<Machine::State> states;
  std::vector<const Bytes*> sets;
  std::vector<std::uint32_t> firsts;
  std::vector<std::uint32_t> owner;

  explicit Joined(std::span<const Machine> machines) {
    for (std::uint32_t m = 0; m < machines.size(); ++m) {
      const auto shift = static_cast<std::uint32_t>(states.size());
      const auto sets_before = static_cast<std::uint32_t>(sets.size());
      firsts.push_back(shift);
      for (Machine::State state : machines[m].states) {
        state.next += shift;
        state.other += shift;
        state.set += sets_before;
        states.push_back(state);
        owner.push_back(m);
      }
      for (const Bytes& set : machines[m].sets) sets.push_back(&set);
    }
    sort_bytes();
  }

  std::vector<unsigned char> kinds;                   ///< of bytes that no machine and no domain tells apart: the most legible of each
  std::vector<std::uint32_t> number_of;               ///< of each of the sets among those that differ
  std::vector<std::vector<std::uint32_t>> kinds_of;   ///< in each set that differs from the others

 private:
  void sort_bytes() {
    constexpr std::uint32_t kNone = 0xffffffff;
    std::array<std::uint32_t, 256> kind{};
    std::uint32_t count = 1;
    const auto split = [&](const Bytes& set) {
      std::array<std::uint32_t, 512> renamed;  // of a kind, what is outside and inside of the set
      renamed.fill(kNone);
      count = 0;
      for (std::size_t b = 0; b < kind.size(); ++b) {
        std::uint32_t& to = renamed[2 * kind[b] + (set[b] ? 1 : 0)];
        if (to == kNone) to = count++;
        kind[b] = to;
      }
    };
    Bytes control;
    for (std::size_t b = 0; b < ' '; ++b) control.set(b);
    split(control.set(0x7f));
    for (const char c : {'/', '.', ' '}) split(Bytes().set(static_cast<unsigned char>(c)));
    std::unordered_map<Bytes, std::uint32_t> known;
    std::vector<const Bytes*> distinct;
    for (const Bytes* set : sets) {
      const auto [found, added] = known.try_emplace(*set, static_cast<std::uint32_t>(distinct.size()));
      number_of.push_back(found->second);
      if (!added) continue;
      distinct.push_back(set);
      split(*set);
    }
    std::vector<std::uint32_t> order(count, kNone);  // kinds by the most legible byte of each
    for (const unsigned char byte : by_legibility()) {
      if (order[kind[byte]] != kNone) continue;
      order[kind[byte]] = static_cast<std::uint32_t>(kinds.size());
      kinds.push_back(byte);
    }
    for (const Bytes* set : distinct) {
      std::set<std::uint32_t> inside;
      for (std::size_t b = 0; b < kind.size(); ++b)
        if ((*set)[b]) inside.insert(order[kind[b]]);
      kinds_of.emplace_back(inside.begin(), inside.end());
    }
  }
};

using States = std::vector<std::uint32_t>;  ///< those that read, accept or wait for the end; ascending

class Walk {
 public:
  Walk(std::span<const Machine> machines, Domain domain) : joined_(machines), domain_(domain), mark_(joined_.states.size(), 0) {}

  StringClasses run() {
    visit(closure(joined_.firsts, true), Element::Start, kNone, 0);
    for (std::size_t i = 0; i < nodes_.size() && out_.complete; ++i) expand(static_cast<std::uint32_t>(i));
    return std::move(out_);
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Node {
    States states;
    Element element{};
    std::uint32_t parent = kNone;
    unsigned char byte = 0;
  };

  States closure(States pending, bool at_begin) {
    ++round_;
    States out;
    while (!pending.empty()) {
      const std::uint32_t at = pending.back();
      pending.pop_back();
      if (mark_[at] == round_) continue;
      mark_[at] = round_;
      const Machine::State& state = joined_.states[at];
      switch (state.kind) {
        case Machine::Kind::Fork:
          pending.push_back(state.next);
          pending.push_back(state.other);
          break;
        case Machine::Kind::Begin:
          if (at_begin) pending.push_back(state.next);
          break;
        default: out.push_back(at);
      }
    }
    std::ranges::sort(out);
    return out;
  }

  /// The machines that accept if the text ends here.
  std::vector<std::uint32_t> accepting(const States& states, bool at_begin) {
    std::vector<std::uint32_t> out;
    States ends;
    for (const std::uint32_t at : states) {
      if (joined_.states[at].kind == Machine::Kind::Accept) out.push_back(joined_.owner[at]);
      if (joined_.states[at].kind == Machine::Kind::End) ends.push_back(joined_.states[at].next);
    }
    while (!ends.empty()) {
      const States more = closure(std::move(ends), at_begin);
      ends.clear();
      for (const std::uint32_t at : more) {
        if (joined_.states[at].kind == Machine::Kind::Accept) out.push_back(joined_.owner[at]);
        if (joined_.states[at].kind == Machine::Kind::End) ends.push_back(joined_.states[at].next);
      }
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  std::string example(std::uint32_t node) const {
    std::string out;
    for (; nodes_[node].parent != kNone; node = nodes_[node].parent) out += static_cast<char>(nodes_[node].byte);
    std::ranges::reverse(out);
    return out;
  }

  void visit(States states, Element element, std::uint32_t parent, unsigned char byte) {
    States key = states;
    key.push_back(static_cast<std::uint32_t>(element));
    if (!seen_.insert(std::move(key)).second) return;
    kept_ += states.size();
    if (nodes_.size() >= kMostSets || kept_ > kMostStates) {
      out_.complete = false;
      return;
    }
    nodes_.push_back({std::move(states), element, parent, byte});
    const auto at = static_cast<std::uint32_t>(nodes_.size() - 1);
    if (!may_end(domain_, element)) return;
    std::vector<std::uint32_t> inside = accepting(nodes_[at].states, parent == kNone);
    if (domain_ == Domain::Value && parent == kNone && inside.empty()) return;  // a longer value says the same, and is easier to see
    if (known_.insert(inside).second) out_.all.push_back({example(at), std::move(inside)});
  }

  void expand(std::uint32_t node) {
    // Bytes that lead to the same states are one step; most states read one byte only, or any.
    States always;
    std::vector<States> targets(joined_.kinds.size());
    for (const std::uint32_t at : nodes_[node].states) {
      const Machine::State& state = joined_.states[at];
      if (state.kind != Machine::Kind::Read) continue;
      const std::vector<std::uint32_t>& kinds = joined_.kinds_of[joined_.number_of[state.set]];
      if (kinds.size() == targets.size()) always.push_back(state.next);
      else
        for (const std::uint32_t kind : kinds) targets[kind].push_back(state.next);
    }
    std::set<std::pair<States, Element>> steps;
    for (std::size_t kind = 0; kind < targets.size(); ++kind) {
      const unsigned char byte = joined_.kinds[kind];
      const auto element = step(domain_, nodes_[node].element, byte);
      if (!element || !steps.emplace(targets[kind], *element).second) continue;
      States next = std::move(targets[kind]);
      next.insert(next.end(), always.begin(), always.end());
      visit(closure(std::move(next), false), *element, node, byte);
      targets[kind].clear();
    }
  }

  Joined joined_;
  Domain domain_;
  std::vector<Node> nodes_;
  std::set<States> seen_;
  std::set<std::vector<std::uint32_t>> known_;
  std::size_t kept_ = 0;
  std::vector<std::uint32_t> mark_;
  std::uint32_t round_ = 0;
  StringClasses out_;
};

}  // namespace

StringClasses classes(std::span<const Machine> machines, Domain domain) { return Walk(machines, domain).run(); }

}  // namespace gw::verify
