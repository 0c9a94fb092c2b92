/// Fuzz target: any bytes through the reader. Whatever they are, the tree stays within them and does not depend on threads.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "yaml/read.h"

namespace {

using gw::yaml::Node;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_span(gw::Span span, std::size_t size) { require(span.begin <= span.end && span.end <= size); }

void check_node(const Node& node, std::size_t size) {
  check_span(node.span(), size);
  for (const Node& item : node.items()) check_node(item, size);
  for (const gw::yaml::Member& member : node.members()) {
    require(member.key.is_scalar());
    check_node(member.key, size);
    check_node(member.value, size);
  }
}

void check_same(const Node& a, const Node& b) {
  require(a.kind() == b.kind() && a.span() == b.span());
  if (a.is_scalar()) require(a.text() == b.text() && a.plain() == b.plain());
  require(a.items().size() == b.items().size() && a.members().size() == b.members().size());
  for (std::size_t i = 0; i < a.items().size(); ++i) check_same(a.items()[i], b.items()[i]);
  for (std::size_t i = 0; i < a.members().size(); ++i) {
    check_same(a.members()[i].key, b.members()[i].key);
    check_same(a.members()[i].value, b.members()[i].value);
  }
}

void check_findings(gw::Sink& one, gw::Sink& two, std::size_t size) {
  require(one.findings().size() == two.findings().size());
  auto other = two.findings().begin();
  for (const gw::Finding& finding : one.findings()) {
    require(finding.at.file == 0);
    check_span(finding.at.span, size);
    require(finding.at == other->at && finding.message == other->message);
    ++other;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::array sources{gw::Source("input.yaml", std::string(data, data + size))};
  gw::Sink first, second;
  const gw::yaml::Tree one = gw::yaml::read(sources, 1, first);
  const gw::yaml::Tree two = gw::yaml::read(sources, 2, second);
  require(one.documents.size() == two.documents.size());
  for (std::size_t i = 0; i < one.documents.size(); ++i) {
    require(one.documents[i].file == 0);
    check_node(one.documents[i].root, size);
    check_same(one.documents[i].root, two.documents[i].root);
  }
  check_findings(first, second, size);
  return 0;
}
