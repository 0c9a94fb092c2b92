/// The regular expressions of schemas/gateway-api, compiled once each.
#pragma once

#include <re2/re2.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gw::gateway {

/// For one thread.
class Patterns {
 public:
  /// Whether `pattern`, which must outlive this, occurs in `text`.
  bool match(std::string_view pattern, std::string_view text);

 private:
  /// An answer that was given before. Names, hosts and defaults come again and again.
  struct Answer {
    const char* pattern = nullptr;
    std::string text;
    bool matches = false;
  };
  static constexpr std::size_t kMostAnswers = 1024;
  static constexpr std::size_t kLongestText = 64;

  bool find_out(std::string_view pattern, std::string_view text);

  std::map<std::string_view, RE2> compiled_;
  std::vector<Answer> answers_ = std::vector<Answer>(kMostAnswers);  ///< each pattern and text has one place
};

}  // namespace gw::gateway
