#include "yaml/write.h"

#include <doctest/doctest.h>

#include "yaml/read.h"
#include "yaml/resolve.h"

namespace {

using gw::Source;
using gw::yaml::Value;

std::string yaml(const Value& value, std::span<const Source> sources = {}) {
  std::string out;
  gw::yaml::write_yaml(value, out, sources);
  return out;
}

std::string json(const Value& value) {
  std::string out;
  gw::yaml::write_json(value, out);
  return out;
}

std::string written(std::string_view text) {
  std::string out;
  gw::yaml::write_string(text, out);
  return out;
}

Value annotated(Value value, std::uint32_t offset) {
  value.annotated = true;
  value.at = {0, {offset, offset + 1}};
  return value;
}

}  // namespace

TEST_CASE("words that some reader takes for something else are quoted") {
  for (const std::string_view text :
       {"y", "n", "Y", "No", "yEs", "ON", "oFf", "off", "true", "tRuE", "False", "null", "NULL", "~", "1", "1.5", "010", "1e3",
        "0x1f", "0o17", "0b1", "1_000", ".5", ".inf", ".nan", "-1", "+1", "10.0.0.1", "2024-01-01", "12:30:45", "", " a", "a ",
        "a b", "a: b", "a:b", "- a", "-", "--", "---", "...", "#a", "a#b", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`",
        "a\nb", "a\tb", "a,b", "[a]", "{a}", "'a'", "=", "<<", "?", "_a", "\xc3\xa4"}) {
    CAPTURE(text);
    CHECK(gw::yaml::needs_quotes(text));
  }
  for (const std::string_view text : {"left", "/left", "/", "/api/v1-2_x", "gateway.networking.k8s.io/v1alpha2", "nope",
                                      "yesterday", "HTTP", "a1", "e3", "x-", "y.", "n/a", "inf", "nan"}) {
    CAPTURE(text);
    CHECK_FALSE(gw::yaml::needs_quotes(text));
    CHECK(gw::yaml::meaning(text) == gw::yaml::Meaning::String);
  }
}

TEST_CASE("what cannot be seen is escaped, and all other text stays readable") {
  struct Row {
    std::string_view text;
    std::string_view written;
  };
  for (const auto& [text, wanted] : std::initializer_list<Row>{
           {"say \"a\\b\"", R"("say \"a\\b\"")"},
           {"a\n\tb\r", R"("a\n\tb\r")"},
           {std::string_view("\0\x1b\x7f", 3), R"("\u0000\u001b\u007f")"},
           {"\xc2\x80\xc2\x85\xc2\x9f", R"("\u0080\u0085\u009f")"},
           {"\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf", R"("\u2028\u2029\ufeff")"},
           {"\xe2\x80\x8b\xe2\x80\xae\xe2\x81\xa6\xd8\x9c\xc2\xad", R"("\u200b\u202e\u2066\u061c\u00ad")"},
           {"\xef\xbf\xbe\xef\xbf\xbf", R"("\ufffe\uffff")"},
           {"\xc2\xa0\xc3\xa4 \xe4\xbd\xa0 \xf0\x9f\x98\x80", "\"\xc2\xa0\xc3\xa4 \xe4\xbd\xa0 \xf0\x9f\x98\x80\""},
       }) {
    CAPTURE(text);
    CHECK(written(text) == wanted);
    CHECK(json(Value::string({}, std::string(text))) == wanted);
  }
}

TEST_CASE("bytes that are not UTF-8 become replacement characters") {
  for (const std::string_view text : {"\xff", "\x80", "\xc0", "\xc3", "\xf5", "\xc1"}) {
    CAPTURE(text);
    CHECK(written(text) == "\"\xef\xbf\xbd\"");
    CHECK(written(std::string(text) + "a") == "\"\xef\xbf\xbd" "a\"");
  }
  for (const std::string_view text : {"\xed\xa0\x80", "\xe0\x80\x80", "\xe2\x80\xff"}) {  // surrogate, overlong, torn
    CAPTURE(text);
    CHECK(written(text) == "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
  }
  CHECK(written("\xf4\x90\x80\x80").size() == 14);
}

TEST_CASE("a value is written in the style of kubectl") {
  Value object = Value::map();
  object.add(Value::string("kind", "X"));
  Value& list = object.add(Value::list("rules"));
  Value rule = Value::map();
  rule.add(Value::string("name", "a"));
  rule.add(Value::list("paths")).add(Value::string({}, "/a b"));
  rule.add(Value::map("tls")).add({.kind = Value::Kind::Bool, .key = "on", .text = "true"});
  list.add(std::move(rule));
  Value inner = Value::list();
  inner.add(Value::number({}, 5));
  inner.add(Value::list());
  list.add(std::move(inner));
  list.add(Value::map());
  object.add(Value::map("empty"));
  object.add(Value::list("none"));
  CHECK(yaml(object) ==
        "kind: X\nrules:\n- name: a\n  paths:\n  - \"/a b\"\n  tls:\n    \"on\": true\n- - 5\n  - []\n- {}\n"
        "empty: {}\nnone: []\n");
  CHECK(json(object) ==
        "{\n  \"kind\": \"X\",\n  \"rules\": [\n    {\n      \"name\": \"a\",\n      \"paths\": [\n        \"/a b\"\n      ],\n"
        "      \"tls\": {\n        \"on\": true\n      }\n    },\n    [\n      5,\n      []\n    ],\n    {}\n  ],\n"
        "  \"empty\": {},\n  \"none\": []\n}");
  CHECK(yaml(Value::map()) == "{}\n");
}

TEST_CASE("JSON begins at the column that it is given") {
  Value object = Value::map();
  object.add(Value::number("a", -1));
  std::string out;
  gw::yaml::write_json(object, out, 4);
  CHECK(out == "{\n      \"a\": -1\n    }");
}

TEST_CASE("origins stand above the line of a member or an item") {
  Value object = annotated(Value::map(), 0);
  object.add(annotated(Value::string("kind", "X"), 3));
  Value& rules = object.add(Value::list("rules"));
  Value rule = annotated(Value::map(), 4);
  rule.add(annotated(Value::string("name", "a"), 5));
  rule.add(annotated(Value::string("port", "b"), 6));
  rules.add(std::move(rule));
  Value inner = Value::list();
  inner.add(annotated(Value::string({}, "c"), 7));
  rules.add(std::move(inner));
  const std::vector<Source> sources = {Source("in.yaml", "a\nb\nc\nd\n")};
  CHECK(yaml(object, sources) ==
        "# in.yaml:1:1\n# in.yaml:2:2\nkind: X\nrules:\n# in.yaml:3:1\n# in.yaml:3:2\n- name: a\n"
        "  # in.yaml:4:1\n  port: b\n# in.yaml:4:2\n- - c\n");
  CHECK(yaml(object) == "kind: X\nrules:\n- name: a\n  port: b\n- - c\n");
}

TEST_CASE("a name of a file cannot leave the comment that it stands in") {
  Value object = annotated(Value::map(), 0);
  object.add(Value::string("a", "b"));
  const std::vector<Source> sources = {Source("x\nkind: Secret\x1b\r\xc2\x85\xe2\x80\xa8\xff", "text")};
  CHECK(yaml(object, sources) == "# x\\nkind: Secret\\u001b\\r\\u0085\\u2028\xef\xbf\xbd:1:1\na: b\n");
}

TEST_CASE("a key that is too long for a plain colon gets a question mark") {
  const std::string key(1001, 'k');
  Value object = Value::map();
  Value item = Value::map();
  item.add(Value::map(key)).add(Value::string(key, "a"));
  object.add(Value::list(key)).add(std::move(item));
  CHECK(yaml(object) == "? " + key + "\n:\n- ? " + key + "\n  :\n    ? " + key + "\n    : a\n");
}

TEST_CASE("every string is read back as it was, as a key and as a value") {
  std::uint32_t state = 1;
  const auto next = [&] { return state = state * 1664525U + 1013904223U, state >> 16; };
  constexpr std::string_view kPieces[] = {
      "a", "Z", "0", "1", "_", "-", ".", "/", ":", " ", "\n", "\t", "\"", "'", "\\", "#", ",", "[", "]", "{", "}", "&", "*", "!",
      "|", ">", "%", "@", "`", "~", "y", "no", "null", "true", "e", "x", "\x7f", "\x1b", "\xc2\x85", "\xe2\x80\xa8",
      "\xe2\x80\xae", "\xc3\xa4", "\xf0\x9f\x98\x80", "\xef\xbb\xbf", "\r", "---", "..."};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto n = next() % 6; n > 0; --n) text += kPieces[next() % std::size(kPieces)];
    Value map = Value::map();
    map.add(Value::string(text, text));
    const std::string out = yaml(map);
    CAPTURE(text);
    CAPTURE(out);
    const std::vector<Source> sources = {Source("x", out)};
    gw::Sink sink;
    const auto tree = gw::yaml::read(sources, 1, sink);
    REQUIRE(tree.documents.size() == 1);
    const auto& member = tree.documents[0].root.members()[0];
    CHECK(member.key.text() == text);
    CHECK(member.value.text() == text);
    CHECK((!member.value.plain() || gw::yaml::meaning(member.value.text()) == gw::yaml::Meaning::String));
  }
}
