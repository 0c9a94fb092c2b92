#include "verify/language/machine.h"

namespace gw::verify {
namespace {

std::uint32_t add(Machine& machine, Machine::Kind kind, std::uint32_t next = 0, std::uint32_t other = 0) {
  machine.states.push_back({kind, next, other, 0});
  return static_cast<std::uint32_t>(machine.states.size() - 1);
}

/// Appends a state that reads one byte of `bytes` and goes on with the state that is added next.
void read(Machine& machine, const Bytes& bytes) {
  const std::uint32_t at = add(machine, Machine::Kind::Read, static_cast<std::uint32_t>(machine.states.size() + 1));
  machine.states[at].set = static_cast<std::uint32_t>(machine.sets.size());
  machine.sets.push_back(bytes);
}

void read(Machine& machine, std::string_view text) {
  for (const char c : text) read(machine, Bytes().set(static_cast<unsigned char>(c)));
}

/// Appends states that read anything and then accept.
void read_rest(Machine& machine) {
  const auto fork = static_cast<std::uint32_t>(machine.states.size());
  add(machine, Machine::Kind::Fork, fork + 1, fork + 2);
  read(machine, Bytes().set());
  machine.states.back().next = fork;
  add(machine, Machine::Kind::Accept);
}

}  // namespace

Machine exactly(std::string_view text) {
  Machine out;
  read(out, text);
  add(out, Machine::Kind::Accept);
  return out;
}

Machine beginning_with(std::string_view text) {
  Machine out;
  read(out, text);
  read_rest(out);
  return out;
}

Machine beginning_with_elements(std::string_view text) {
  if (text.ends_with('/')) text.remove_suffix(1);
  Machine out;
  read(out, text);
  const auto fork = static_cast<std::uint32_t>(out.states.size());
  add(out, Machine::Kind::Fork, fork + 1, 0);
  read(out, "/");
  read_rest(out);
  out.states[fork].other = static_cast<std::uint32_t>(out.states.size() - 1);
  return out;
}

}  // namespace gw::verify
