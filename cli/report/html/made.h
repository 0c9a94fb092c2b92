/// Which manifests were made of which objects and rules of the input.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "report/report.h"

namespace gw::cli {

class Made {
 public:
  /// The report must have a survey.
  explicit Made(const Report& report);

  /// The index of the object of the survey that covers the place.
  std::optional<std::size_t> object_at(Origin at) const;
  /// The same if it is converted: only such objects are shown whole.
  std::optional<std::size_t> shown_object_at(Origin at) const;
  /// Manifests made of the rule that covers the place; of its whole object if no rule does.
  const std::vector<std::size_t>& of_place(Origin at) const;
  /// Manifests made of an object, all of them.
  const std::vector<std::size_t>& of_object(std::size_t object) const { return by_object_[object]; }
  /// The first object that a manifest was made of; nothing for those that all share.
  std::optional<std::size_t> home_of(std::size_t manifest) const { return homes_[manifest]; }

 private:
  const Survey& survey_;
  std::vector<std::vector<std::size_t>> by_object_;
  std::map<Origin, std::vector<std::size_t>> by_rule_;
  std::vector<std::optional<std::size_t>> homes_;
};

}  // namespace gw::cli
