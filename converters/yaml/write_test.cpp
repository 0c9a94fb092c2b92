#include "yaml/write.h"

#include <doctest/doctest.h>

#include "yaml/read.h"
#include "yaml/resolve.h"

using gw::yaml::Value;

TEST_CASE("words that some reader takes for something else are quoted") {
  for (const std::string_view text : {"y", "No", "ON", "true", "null", "~", "1", "1.5", "010", "1e3", "0x1f", "1_000", ".5", "-1", "", " a", "a ", "a: b", "- a", "#a", "*a",
                                      "&a", "!a", "@a", "`a`", "a\nb", "2024-01-01", "12:30:45", "a#b", "a,b", "[a]", "{a}", "a\tb", "=", "<<", "?", "off"}) {
    CAPTURE(text);
    CHECK(gw::yaml::needs_quotes(text));
  }
  for (const std::string_view text : {"left", "/left", "/api/v1-2_x", "gateway.networking.k8s.io/v1alpha2", "nope", "yesterday", "HTTP", "a1"}) {
    CAPTURE(text);
    CHECK_FALSE(gw::yaml::needs_quotes(text));
  }
}

TEST_CASE("a value is written in the style of kubectl") {
  Value object = Value::map();
  object.add(Value::string("kind", "X"));
  Value& list = object.add(Value::list("rules"));
  Value rule = Value::map();
  rule.add(Value::string("name", "a"));
  rule.add(Value::list("paths")).add(Value::string({}, "/a b"));
  list.add(std::move(rule));
  list.add(Value::list()).add(Value::number({}, 5));
  object.add(Value::map("empty"));
  object.add(Value::list("none"));
  std::string out;
  gw::yaml::write_yaml(object, out);
  CHECK(out == "kind: X\nrules:\n- name: a\n  paths:\n  - \"/a b\"\n-\n  - 5\nempty: {}\nnone: []\n");
  std::string json;
  gw::yaml::write_json(object, json);
  CHECK(json ==
        "{\n  \"kind\": \"X\",\n  \"rules\": [\n    {\n      \"name\": \"a\",\n      \"paths\": [\n        \"/a b\"\n      ]\n    },\n"
        "    [\n      5\n    ]\n  ],\n  \"empty\": {},\n  \"none\": []\n}");
}

TEST_CASE("every string is read back as it was, as a key and as a value") {
  std::uint32_t state = 1;
  const auto next = [&] { return state = state * 1664525U + 1013904223U, state >> 16; };
  constexpr std::string_view kPieces[] = {"a", "Z", "0", "1", "_", "-", ".", "/", ":", " ", "\n", "\t", "\"", "'", "\\", "#", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">",
                                          "%", "@", "`", "~", "y", "no", "null", "true", "e", "x", "\x7f", "\x1b", "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xae", "\xc3\xa4",
                                          "\xf0\x9f\x98\x80", "\xef\xbb\xbf", "\r", "---", "..."};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto n = next() % 6; n > 0; --n) text += kPieces[next() % std::size(kPieces)];
    std::string out;
    Value map = Value::map();
    map.add(Value::string(text, text));
    gw::yaml::write_yaml(map, out);
    CAPTURE(text);
    CAPTURE(out);
    const std::vector<gw::Source> sources = {gw::Source("x", out)};
    gw::Sink sink;
    const auto tree = gw::yaml::read(sources, 1, sink);
    REQUIRE(tree.documents.size() == 1);
    const auto& member = tree.documents[0].root.members()[0];
    CHECK(member.key.text() == text);
    CHECK(member.value.text() == text);
    CHECK((!member.value.plain() || gw::yaml::meaning(member.value.text()) == gw::yaml::Meaning::String));
  }
}

TEST_CASE("a name of a file cannot leave the comment that it stands in") {
  Value object = Value::map();
  object.annotated = true;
  object.at = {0, {0, 1}};
  object.add(Value::string("a", "b"));
  std::string out;
  const std::vector<gw::Source> sources = {gw::Source("x\nkind: Secret\x1b", "text")};
  gw::yaml::write_yaml(object, out, sources);
  CHECK(out == "# x\\nkind: Secret\\u001b:1:1\na: b\n");
}
