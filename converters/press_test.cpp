#include "press.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace gw {
namespace {

/// The names of `count` sheets in the order in which they were worked on.
std::vector<std::string> pressed(std::size_t count, unsigned threads) {
  std::vector<std::string> out;
  Press press([&](Press::Sheet& sheet) { out.push_back(sheet.manifest.name + sheet.object.text); }, threads);
  for (std::size_t i = 0; i < count; ++i) press.add({{"Kind", "", std::to_string(i), ""}, Value::string("key", "x")});
  press.finish();
  press.add({{"Kind", "", "after", ""}, Value::string("key", "x")});
  press.finish();
  return out;
}

}  // namespace

TEST_CASE("sheets are worked on in the order in which they come, with any number of threads") {
  for (const std::size_t count : {0U, 1U, 15U, 16U, 17U, 1000U})
    for (const unsigned threads : {1U, 2U, 8U}) {
      CAPTURE(count);
      CAPTURE(threads);
      const std::vector<std::string> done = pressed(count, threads);
      REQUIRE(done.size() == count + 1);
      for (std::size_t i = 0; i < count; ++i) CHECK(done[i] == std::to_string(i) + "x");
      CHECK(done.back() == "afterx");
    }
}

}  // namespace gw
