#include <algorithm>
#include <optional>

#include "kube/secrets.h"

namespace gw::kube {
namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::size_t kShown = 2048;  // bytes; a report cuts longer lines

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/// Whether somewhere `Secret` or `SecretList` is the value of a key, in YAML, in JSON or in JSON inside a string.
bool mentions_secret(std::string_view text) {
  for (std::size_t at = text.find("Secret"); at != std::string_view::npos; at = text.find("Secret", at + 1)) {
    const std::size_t before = text.substr(0, at).find_last_not_of(" \t\r\n\"'\\");
    if (before != std::string_view::npos && text[before] == ':') return true;
  }
  return false;
}

class Lines {
 public:
  Lines(std::string_view text, Origin part, Sink& sink) : text_(text.substr(0, std::min<std::size_t>(text.find('\n', part.span.end), part.span.end + kShown))), part_(part), sink_(sink) {}

  void run() {
    secret_ = mentions_secret(text_.substr(part_.span.begin));
    for (std::size_t at = part_.span.begin; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      line(at, end);
      at = end + 1;
    }
  }

 private:
  void line(std::size_t begin, std::size_t end) {
    const std::size_t first = std::min(text_.find_first_not_of(kBlank, begin), end);
    if (first == end) return;
    if (hidden_ && !ends(first - begin, first, end)) return hide(first, end);
    hidden_.reset();
    if (const auto value = value_of_credential(first, end)) {
      hide(*value, end);
      hidden_ = Hidden{first - begin, of_secret_};
    }
  }

  /// A value ends with a key that is not indented more; `data` of a Secret, whose keys can be anything and may have lost
  /// their indentation, with the next field of the object.
  bool ends(std::size_t indent, std::size_t first, std::size_t end) const {
    if (indent > hidden_->indent) return false;
    const std::size_t from = std::min(text_.find_first_not_of("\"- ", first), end);
    if (!hidden_->whole_data) {
      std::size_t colon = from;
      while (colon < end && (is_word(text_[colon]) || text_[colon] == '"' || text_[colon] == '/')) ++colon;
      return colon < end && colon > from && text_[colon] == ':';
    }
    constexpr std::string_view kNext[] = {"apiVersion", "kind", "metadata", "type", "immutable", "data", "stringData"};
    return std::ranges::any_of(kNext, [&](std::string_view key) { return text_.substr(from, end - from).starts_with(key); });
  }

  /// Where the value begins whose key, anywhere in the line, names a credential.
  std::optional<std::size_t> value_of_credential(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      if (!is_word(text_[at])) {
        ++at;
        continue;
      }
      const std::size_t word = at;
      while (at < end && is_word(text_[at])) ++at;
      const std::string_view key = text_.substr(word, at - word);
      const std::size_t colon = text_.find_first_not_of(" \t\"'\\", at);
      if (colon == std::string_view::npos || colon >= end || text_[colon] != ':') continue;
      of_secret_ = secret_ && (key == "data" || key == "stringData");
      if (of_secret_ || names_credential(key)) return colon + 1;
    }
    return std::nullopt;
  }

  void hide(std::size_t begin, std::size_t end) {
    begin = std::min(text_.find_first_not_of(kBlank, begin), end);
    if (begin < end) sink_.redact({part_.file, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
  }

  struct Hidden {
    std::size_t indent;
    bool whole_data;
  };

  std::string_view text_;  // the part, and what reports may show of the line where it ends
  Origin part_;
  Sink& sink_;
  bool secret_ = false;
  bool of_secret_ = false;  // the key that was found last
  std::optional<Hidden> hidden_;
};

}  // namespace

void redact_text(std::string_view text, Origin part, Sink& sink) { Lines(text, part, sink).run(); }

void redact_flawed(const yaml::Tree& tree, std::span<const Source> sources, Sink& sink) {
  for (const Origin document : tree.flawed) redact_text(sources[document.file].text(), document, sink);
}

}  // namespace gw::kube
