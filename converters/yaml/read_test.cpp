#include "yaml/read.h"

#include <doctest/doctest.h>

#include "yaml/dump.h"

namespace {

using gw::Code;
using gw::Finding;
using gw::Sink;
using gw::Source;

struct Read {
  std::vector<Source> sources;
  Sink sink;
  gw::yaml::Tree tree;

  explicit Read(std::string text, unsigned threads = 1) {
    sources.emplace_back("in.yaml", std::move(text));
    tree = gw::yaml::read(sources, threads, sink);
  }
  std::string all() const {
    std::string out;
    for (const auto& document : tree.documents) out += (out.empty() ? "" : " --- ") + gw::yaml::dump(document.root);
    return out;
  }
  std::string marked() const {  // the text of every span that a finding marks
    std::string out;
    for (const Finding& f : const_cast<Sink&>(sink).findings()) {
      out += (out.empty() ? "" : " | ");
      out += gw::number(f.code) + " " + std::string(sources[0].text(f.at.span));
    }
    return out;
  }
};

struct Case {
  std::string_view text;
  std::string_view tree;
};

}  // namespace

TEST_CASE("documents become trees with the types that Kubernetes sees") {
  for (const auto& [text, tree] : std::initializer_list<Case>{
           {"a: 1\nb: [x, 'y', \"z\"]\n", "{a: 1, b: [x, 'y', 'z']}"},
           {"a: 1\n---\nb: 2\n...\n---\nc: 3\n", "{a: 1} --- {b: 2} --- {c: 3}"},
           {"%YAML 1.1\n---\na: 1\n", "{a: 1}"},
           {"# only a comment\n---\na: 1\n---\n# nothing\n", "{a: 1}"},
           {"--- {a: 1}\n", "{a: 1}"},
           {"\xef\xbb\xbf" "a: 1\r\nb: two words\r\n", "{a: 1, b: two words}"},
           {"a: |\n  x\n   y\nb: >-\n  p\n  q\n", "{a: 'x\n y\n', b: 'p q'}"},
           {"{\"a\": [1, true, null, \"x\\n\"]}", "{'a': [1, true, ~, 'x\n']}"},
           {"a: &x {p: 1}\nb: *x\n", "{a: {p: 1}, b: {p: 1}}"},
           {"a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\nc: {q: 3, <<: *x}\n", "{a: {p: 1, q: 2}, b: {p: 1, q: 3}, c: {q: 2, p: 1}}"},
           {"a: &x {p: 1}\nb: &y {p: 2, r: 2}\nc: {<<: [*x, *y]}\n", "{a: {p: 1}, b: {p: 2, r: 2}, c: {p: 1, r: 2}}"},
           {"{x: 1, y: 2}", "{x: 1, 'true': 2}"},
           {"010: a\n1_0: b\n", "{'8': a, '10': b}"},
           {"a: !!str 80\nb: !!int \"80\"\n", "{a: '80', b: 80}"},
           {"a:\nb: ~\nc:\n- \n- null\n", "{a: ~, b: ~, c: [~, ~]}"},
           {"? a\n: 1\n", "{a: 1}"},
           {"a: x\n  y\nb: 1\n", "{a: x y, b: 1}"},
           {"{\"a\": 1}\n{\"b\": \"}{\"}{\"c\": []}", "{'a': 1} --- {'b': '}{'} --- {'c': []}"},
       }) {
    CAPTURE(text);
    const Read read{std::string(text)};
    CHECK(read.all() == tree);
    CHECK(read.marked() == "");
  }
}

TEST_CASE("broken text is a finding at the place of the mistake") {
  for (const auto& [text, marked] : std::initializer_list<Case>{
           {"a: \"abc\n", "GW0001 \""},
           {"a: 'x\n\n\nb: 1\n", "GW0001 '"},
           {"foo: bar\nnot-a-key\n", "GW0001 not-a-key"},
           {"a: 1\na2:2\n", "GW0001 a2:2"},
           {"- a\nb: c\n", "GW0001 b"},
           {"c: d\n...junk\n", "GW0001 ...junk"},
           {"a: [1, 2\nb: 3\n", "GW0001 ["},
           {"a: {b: 1\n", "GW0001 {"},
           {"a:\n\tb: 1\n", "GW0001 \t"},
           {"a: b: c\n", "GW0001 :"},
           {"a: 1\n  b: 2\n", "GW0001 :"},
           {"a: \xff\n", "GW0003 \xff"},
           {std::string_view("a: \0\n", 5), "GW0004 " "\\0"},
           {"a: \x1b[31m\n", "GW0004 \x1b"},
           {"a: \xc2\x9b\n", "GW0004 \xc2\x9b"},
           {"a: 1\nb: 2\na: 3\n", "GW0002 a"},
           {"a: &a [1, *a]\n", "GW0007 *a"},
           {"a: *nowhere\n", "GW0007 *nowhere"},
           {"[a]: 1\n", "GW0018 [a]"},
           {"a: !!binary aGk=\n", "GW0017 !!binary "},
           {"a: *x y\n", "GW0007 *x"},
           {"a: !reference [b, c]\n", "GW0017 !reference "},
           {"a: !x {b: c}\n", "GW0017 !x "},
           {"", "GW0009 "},
           {"# nothing\n", "GW0009 "},
       }) {
    CAPTURE(text);
    const Read read{std::string(text)};
    std::string wanted(marked);
    if (const auto zero = wanted.find("\\0"); zero != std::string::npos) wanted.replace(zero, 2, std::string(1, '\0'));
    CHECK(read.marked() == wanted);
  }
}

TEST_CASE("a broken document does not take the others with it") {
  const Read read{"a: 1\n---\nb: [\n---\nc: 3\n---\nd: \xff\n---\ne: 5\n"};
  CHECK(read.all() == "{a: 1} --- {c: 3} --- {e: 5}");
  CHECK(read.marked() == "GW0001 [ | GW0003 \xff");
}

TEST_CASE("values know where they are written") {
  const std::string text = "a: &x  \"q\\\"r\"\nb:\n- one # comment\n- {p: 1,\n   q: [2, 3]  }\nc: |\n  block\n  text\nd: two\n  lines\n";
  const Read read{text};
  const auto& members = read.tree.documents.at(0).root.members();
  const auto span = [&](const gw::yaml::Node& node) { return std::string(read.sources[0].text(node.span())); };
  CHECK(span(members[0].value) == "\"q\\\"r\"");
  CHECK(span(members[1].value.items()[0]) == "one");
  CHECK(span(members[1].value.items()[1]) == "{p: 1,\n   q: [2, 3]  }");
  CHECK(span(members[1].value.items()[1].members()[1].value) == "[2, 3]");
  CHECK(span(members[1].value) == "- one # comment\n- {p: 1,\n   q: [2, 3]  }");
  CHECK(span(members[2].value) == "|\n  block\n  text");
  CHECK(span(members[3].value) == "two\n  lines");
}

TEST_CASE("deep nesting, alias bombs and endless words are refused in good time") {
  CHECK(Read(std::string(10000, '[')).marked().substr(0, 6) == "GW0005");
  std::string deep;
  for (int i = 0; i < 10000; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(Read(deep.substr(0, 2000000)).marked().substr(0, 6) == "GW0005");
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) bomb += "*a" + std::to_string(i - 1) + ", ";
    bomb += "]\n";
  }
  CHECK(Read(bomb).marked().substr(0, 6) == "GW0006");
  CHECK(Read("a: " + std::string(5000000, 'x')).marked() == "GW0008 a");
}

TEST_CASE("the result does not depend on the number of threads") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "a: " + std::to_string(i) + (i % 97 == 0 ? "\na: 2" : "") + "\n---\n";
  Read one(text, 1);
  Read four(text, 4);
  CHECK(one.all() == four.all());
  CHECK(one.marked() == four.marked());
  CHECK(one.sink.findings().size() == 207);
}
