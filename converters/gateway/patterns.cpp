#include "gateway/patterns.h"

#include <functional>

namespace gw::gateway {

bool Patterns::match(std::string_view pattern, std::string_view text) {
  if (text.size() > kLongestText) return find_out(pattern, text);
  const std::size_t hash = std::hash<std::string_view>{}(text) ^ std::hash<const char*>{}(pattern.data()) >> 4;
  Answer& answer = answers_[hash % kMostAnswers];
  if (answer.pattern != pattern.data() || answer.text != text) {
    answer.matches = find_out(pattern, text);
    answer.pattern = pattern.data();
    answer.text = text;
  }
  return answer.matches;
}

bool Patterns::find_out(std::string_view pattern, std::string_view text) {
  auto at = compiled_.find(pattern);
  if (at == compiled_.end()) at = compiled_.try_emplace(pattern, re2::StringPiece(pattern.data(), pattern.size())).first;
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), at->second);
}

}  // namespace gw::gateway
