#include "yaml/view.h"

#include <doctest/doctest.h>

#include "yaml/read.h"

using gw::Code;
using gw::yaml::View;

namespace {

struct Parsed {
  std::vector<gw::Source> sources;
  gw::Sink sink;
  gw::yaml::Tree tree;

  explicit Parsed(std::string text) {
    sources.emplace_back("in.yaml", std::move(text));
    tree = gw::yaml::read(sources, 1, sink);
  }
  View view() { return View(tree.documents.at(0).root, 0, sink, "document"); }
  const gw::yaml::Node& root() const { return tree.documents.at(0).root; }
};

std::vector<std::string> unread(const Parsed& parsed) {
  std::vector<std::string> out;
  gw::yaml::for_each_unread(parsed.root(), [&](const std::string& path, const gw::yaml::Member&) { out.push_back(path); });
  return out;
}

}  // namespace

TEST_CASE("what nobody asks for is unread, outermost first") {
  Parsed parsed("a: 1\nb: {c: 2, d: {e: 3}}\nf: [x, {g: 4}]\nh/i.j: 5\n");
  const View view = parsed.view();
  CHECK(view.integer("a", 0, 9)->value == 1);
  view.map("b").integer("c", 0, 9);
  for (const View& item : view.list("f").items()) CHECK(item.at().known());
  CHECK(unread(parsed) == std::vector<std::string>{"b.d", "f[1].g", "[\"h/i.j\"]"});
  view.ignore("h/i.j", "for the test");
  view.map("b").map("d").mark_all_read();
  CHECK(unread(parsed) == std::vector<std::string>{"f[1].g"});
}

TEST_CASE("a missing key and an explicit null are both absent") {
  Parsed parsed("a: ~\nb:\nc: \"\"\n");
  const View view = parsed.view();
  for (const std::string_view key : {"a", "b", "d"}) {
    CHECK_FALSE(view.text(key));
    CHECK_FALSE(view.has(key));
    CHECK(view.list(key).items().empty());
  }
  CHECK(view.text("c")->value.empty());
  CHECK(parsed.sink.findings().empty());
}

TEST_CASE("a value of another type is reported where it stands, and then absent") {
  Parsed parsed("a: 80\nb: \"80\"\nc: [1]\nd: {e: 1}\nf: yes\ng: 70000\n");
  const View view = parsed.view();
  CHECK_FALSE(view.text("a"));
  CHECK_FALSE(view.integer("b", 0, 99));
  CHECK_FALSE(view.map("c"));
  CHECK_FALSE(view.list("d"));
  CHECK_FALSE(view.text("f"));
  CHECK_FALSE(view.integer("g", 1, 65535));
  std::vector<std::string> said;
  for (const gw::Finding& f : parsed.sink.findings()) said.push_back(std::string(parsed.sources[0].text(f.at.span)) + ": " + f.message);
  CHECK(said == std::vector<std::string>{
                    "80: `a` must be a string, but is the number `80`", "\"80\": `b` must be a whole number, but is the string `80`",
                    "[1]: `c` must be a mapping, but is a list", "{e: 1}: `d` must be a list, but is a mapping",
                    "yes: `f` must be a string, but is the truth value `yes`", "70000: `g` is 70000, but must be between 1 and 65535"});
}

TEST_CASE("the path of a place is that of the innermost value around it") {
  Parsed parsed("spec:\n  http:\n  - name: x\n    match: &m {paths: [/a, /b]}\n  - match: *m\n");
  const auto path = [&](std::string_view text, std::size_t from = 0) {
    const auto at = static_cast<std::uint32_t>(parsed.sources[0].text().find(text, from));
    return gw::yaml::path_of(parsed.root(), {at, at + static_cast<std::uint32_t>(text.size())});
  };
  CHECK(path("x") == "spec.http[0].name");
  CHECK(path("/b") == "spec.http[0].match.paths[1]");
  CHECK(path("name") == "spec.http[0].name");
  CHECK(path("[/a, /b]") == "spec.http[0].match.paths");
}
