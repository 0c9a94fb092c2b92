#include "input.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

#include "temporary_folder.h"

using namespace gw;
using namespace gw::cli;

namespace {

std::vector<std::string> texts(Result<std::vector<Source>> sources) {
  REQUIRE(sources);
  std::vector<std::string> out;
  for (const Source& source : *sources) out.emplace_back(source.text());
  return out;
}

Result<std::vector<Source>> read(std::vector<std::string> names) { return read_inputs(names); }

}  // namespace

TEST_CASE("a folder is read recursively, sorted by bytes, without hidden folders and other files") {
  const TemporaryFolder folder;
  folder.write("k8s/b.json", "b");
  folder.write("k8s/a/z.yml", "az");
  folder.write("k8s/a.yaml", "a");
  folder.write("k8s/B.yaml", "B");
  folder.write("k8s/readme.md", "no");
  folder.write("k8s/.git/c.yaml", "no");
  CHECK(texts(read({folder / "k8s"})) == std::vector<std::string>{"B", "a", "az", "b"});
  auto sources = read({folder / "k8s/"});
  REQUIRE(sources);
  CHECK((*sources)[0].name() == folder / "k8s/B.yaml");
}

TEST_CASE("a pipe in a folder is left out, because reading it would wait for ever") {
  const TemporaryFolder folder;
  folder.write("k8s/a.yaml", "a");
  REQUIRE(::mkfifo((folder / "k8s/b.yaml").c_str(), 0600) == 0);
  CHECK(texts(read({folder / "k8s"})) == std::vector<std::string>{"a"});
}

TEST_CASE("files keep the given order, and the same file is read once") {
  const TemporaryFolder folder;
  const std::string a = folder.write("a.yaml", "a");
  const std::string b = folder.write("b.txt", std::string("b\0b", 3));
  CHECK(texts(read({b, a, b, folder / "./a.yaml"})) == std::vector<std::string>{std::string("b\0b", 3), "a"});
}

TEST_CASE("links that lead in a circle end") {
  const TemporaryFolder folder;
  folder.write("k8s/a.yaml", "a");
  std::filesystem::create_directory_symlink(folder / "k8s", folder / "k8s/again");
  CHECK(texts(read({folder / "k8s"})) == std::vector<std::string>{"a"});
}

TEST_CASE("an empty file is an input, and an empty folder is a mistake") {
  const TemporaryFolder folder;
  CHECK(texts(read({folder.write("a.yaml", "")})) == std::vector<std::string>{""});
  folder.write("empty/readme.md", "");
  auto none = read({folder / "empty"});
  REQUIRE_FALSE(none);
  CHECK(none.error() == "cannot read " + (folder / "empty") + ": it contains no .yaml, .yml or .json file");
}

TEST_CASE("what cannot be read is named with the reason") {
  const TemporaryFolder folder;
  auto missing = read({folder / "missing.yaml"});
  REQUIRE_FALSE(missing);
  CHECK(missing.error() == "cannot read " + (folder / "missing.yaml") + ": No such file or directory");
  folder.write("k8s/a.yaml", "a");
  std::filesystem::create_symlink("nowhere", folder / "k8s/broken.yaml");
  CHECK_FALSE(read({folder / "k8s"}));
}
