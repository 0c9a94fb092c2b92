/// A tree as one line, for tests and for looking at a stage from outside.
#pragma once

#include <string>

#include "yaml/tree.h"

namespace gw::yaml {

/// `{a: 1, b: ['x', y]}`: strings that were quoted are in single quotes, null is `~`.
inline std::string dump(const Node& node) {
  std::string out;
  switch (node.kind()) {
    case Node::Kind::Null: return "~";
    case Node::Kind::Scalar: return node.plain() ? std::string(node.text()) : "'" + std::string(node.text()) + "'";
    case Node::Kind::List:
      for (const Node& item : node.items()) out += (out.empty() ? "" : ", ") + dump(item);
      return "[" + out + "]";
    case Node::Kind::Map:
      for (const Member& member : node.members())
        out += (out.empty() ? "" : ", ") + dump(member.key) + ": " + dump(member.value);
      return "{" + out + "}";
  }
  return out;
}

}  // namespace gw::yaml
