#include "progress.h"

#include <doctest/doctest.h>

using namespace gw;
using namespace gw::cli;

TEST_CASE("a line of progress says what is done, and of how many if that is known") {
  CHECK(progress_text(Progress::Stage::Converting, 1200, 4000) == "converting: 1200 of 4000 objects");
  CHECK(progress_text(Progress::Stage::Writing, 7, 0) == "writing: 7 manifests");
}

TEST_CASE("nobody watches where standard error is no terminal") {
  ProgressLine line(false);
  CHECK(line.progress() == nullptr);
  step(line.progress());
  line.stop();
}
