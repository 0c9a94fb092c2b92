#include "gateway/host_groups.h"

#include <doctest/doctest.h>

using gw::gateway::HostGroups;

TEST_CASE("hosts are in one group if they have requests in common, or share them with a third") {
  struct Row {
    std::string_view a, b, third;
    bool together;
  };
  for (const Row& row : {Row{"a.com", "a.com", "x.org", true}, Row{"a.com", "b.com", "x.org", false}, Row{"*.a.com", "x.y.a.com", "x.org", true},
                         Row{"*.a.com", "a.com", "x.org", false}, Row{"*.b.a.com", "*.a.com", "x.org", true}, Row{"b.a.com", "c.a.com", "*.a.com", true},
                         Row{"", "a.com", "x.org", true}, Row{"a.com", "b.org", "", true}, Row{"*.a.com", "nota.com", "x.org", false}}) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    HostGroups groups;
    const auto a = groups.add("http", row.a);
    const auto b = groups.add("http", row.b);
    groups.add("http", row.third);
    const auto elsewhere = groups.add("https", row.a);
    groups.join_overlapping();
    CHECK((groups.group(a) == groups.group(b)) == row.together);
    CHECK(groups.group(a) != groups.group(elsewhere));
  }
}

TEST_CASE("hosts that are joined by hand join what overlaps them") {
  HostGroups groups;
  const auto a = groups.add("http", "a.com");
  const auto b = groups.add("https", "*.b.com");
  const auto c = groups.add("https", "c.b.com");
  groups.join(a, b);
  groups.join_overlapping();
  CHECK(groups.group(a) == groups.group(c));
}
