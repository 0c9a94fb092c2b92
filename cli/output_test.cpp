#include "output.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <thread>

#include "temporary_folder.h"

using namespace gw;
using namespace gw::cli;

TEST_CASE("writes that fail say why") {
  Outlet full(::open("/dev/full", O_WRONLY));
  full.write("text");
  CHECK(full.close() == "No space left on device");
  Outlet closed(-1);
  closed.write(std::string(1000000, 'x'));
  CHECK(closed.flush() == "Bad file descriptor");
}

TEST_CASE("a pipe that does not block gets everything") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_NONBLOCK) == 0);
  ::fcntl(ends[0], F_SETFL, 0);
  std::size_t received = 0;
  std::thread reader([&] {
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;) received += static_cast<std::size_t>(count);
  });
  Outlet outlet(ends[1]);
  outlet.write(std::string(1000000, 'x'));
  CHECK(outlet.close().empty());
  reader.join();
  ::close(ends[0]);
  CHECK(received == 1000000);
}

TEST_CASE("a file is replaced and keeps its mode") {
  const TemporaryFolder folder;
  const std::string path = folder.write("out.yaml", "a long old text");
  ::chmod(path.c_str(), 0640);
  CHECK(replace_files({{path, {"new", " text"}}}));
  CHECK(folder.read("out.yaml") == "new text");
  struct stat facts{};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  CHECK((facts.st_mode & 07777) == 0640);
  CHECK(folder.files() == 1);
}

TEST_CASE("a link stays a link") {
  const TemporaryFolder folder;
  folder.write("real.yaml", "old");
  std::filesystem::create_symlink("real.yaml", folder / "link.yaml");
  CHECK(replace_files({{folder / "link.yaml", {"new"}}}));
  CHECK(std::filesystem::is_symlink(folder / "link.yaml"));
  CHECK(folder.read("real.yaml") == "new");
}

TEST_CASE("if one of several files cannot be written, none is") {
  const TemporaryFolder folder;
  folder.write("a.yaml", "old");
  std::filesystem::create_directory(folder / "b.yaml");
  Result<bool> done = replace_files({{folder / "a.yaml", {"new"}}, {folder / "b.yaml", {"new"}}});
  REQUIRE_FALSE(done);
  CHECK(done.error() == "cannot write " + (folder / "b.yaml") + ": Is a directory");
  CHECK(folder.read("a.yaml") == "old");
  CHECK(folder.files() == 1);
}

TEST_CASE("a folder that does not exist and a device that is full are failures") {
  const TemporaryFolder folder;
  Result<bool> missing = replace_files({{folder / "no/a.yaml", {"text"}}});
  REQUIRE_FALSE(missing);
  CHECK(missing.error() == "cannot write " + (folder / "no/a.yaml") + ": No such file or directory");
  Result<bool> full = replace_files({{"/dev/full", {"text"}}});
  REQUIRE_FALSE(full);
  CHECK(full.error() == "cannot write /dev/full: No space left on device");
}
