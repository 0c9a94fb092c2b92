#include "gateway/constraint.h"

#include <algorithm>
#include <cctype>

#include "gateway/conditions.h"
#include "model/regex.h"
#include "source/words.h"

namespace gw::gateway {
namespace {

using model::Condition;

/// P11 of the Gateway API's patterns: header names, and query parameter names from v0.7.0.
bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= 256 && std::ranges::all_of(text, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

/// The pattern of header values since v1.6, which no header that a client sends breaks: visible ASCII, with single blanks between.
bool is_header_value(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool blank = is_blank(text[i]);
    if (!blank && (text[i] < '!' || text[i] > '~')) return false;
    if (blank && (i == 0 || i + 1 == text.size() || is_blank(text[i - 1]))) return false;
  }
  return true;
}

/// A literal at the beginning (`^abc`) or at the end (`abc$`) of the subject; nothing for any other expression.
std::optional<std::string_view> literal_side(std::string_view regex, bool at_begin) {
  if (at_begin ? !regex.starts_with('^') : !regex.ends_with('$')) return std::nullopt;
  const std::string_view inner = at_begin ? regex.substr(1) : regex.substr(0, regex.size() - 1);
  if (inner.empty() || model::escape(inner) != inner) return std::nullopt;
  return inner;
}

bool can_overlap(std::string_view begin, std::string_view end) {
  for (std::size_t n = 1; n <= std::min(begin.size(), end.size()); ++n)
    if (begin.ends_with(end.substr(0, n))) return true;
  return false;
}

/// `^a` and `z$` together are `^a.*z$`, unless the two literals can share characters.
std::optional<std::string> conjunction(std::string_view a, std::string_view b) {
  for (const auto& [first, second] : {std::pair(a, b), std::pair(b, a)}) {
    const auto begin = literal_side(first, true);
    const auto end = literal_side(second, false);
    if (begin && end && !can_overlap(*begin, *end)) return std::string(first) + ".*" + std::string(second);
  }
  return std::nullopt;
}

/// One cookie of the `Cookie` header: neither `xver=2` nor `ver=12` is `ver=2`.
std::string cookie_regex(std::string_view name, const std::vector<std::string>& values) {
  std::string any;
  for (const std::string& value : values) any.append(any.empty() ? "" : "|").append(model::escape(value));
  if (values.size() > 1) any = "(?:" + any + ")";
  return fmt::format("^(?:.*;\\s*)?{}={}(?:\\s*;.*)?$", model::escape(name), any);
}

}  // namespace

bool Constraints::is_legal(const Condition& condition) const {
  if (!is_token(condition.name)) return false;
  const std::size_t limit = condition.subject == Condition::Subject::Query ? limits_.query_value_length : limits_.header_value_length;
  const bool in_query = condition.subject == Condition::Subject::Query;
  const auto fits = [&](const std::string& value) { return !value.empty() && value.size() + 16 <= limit && (in_query || is_header_value(value)); };
  if (condition.subject == Condition::Subject::Cookie && condition.test != Condition::Test::Equal) return false;
  if (condition.subject == Condition::Subject::Cookie &&
      std::ranges::any_of(condition.values, [](const std::string& v) { return v.find_first_of("; ,") != std::string::npos; }))
    return false;
  return std::ranges::all_of(condition.values, fits);
}

bool Constraints::narrow(Name& name, const Condition& condition) {
  const auto found_by = [](const std::string& value, const Regex& regex) { return model::found(regex.text, value, regex.ignore_case); };
  if (condition.test == Condition::Test::Equal) {
    std::vector<std::string> kept = condition.values;
    if (name.values)
      std::erase_if(kept, [&](const std::string& v) { return std::ranges::find(*name.values, v) == name.values->end(); });
    if (name.regex) std::erase_if(kept, [&](const std::string& v) { return !found_by(v, *name.regex); });
    name.values = std::move(kept);
    name.regex.reset();
    return true;
  }
  const Regex regex{condition.values.front(), condition.ignore_case};
  if (name.values) {
    std::erase_if(*name.values, [&](const std::string& v) { return !found_by(v, regex); });
    return true;
  }
  if (!name.regex) {
    name.regex = regex;
    return true;
  }
  const auto both = name.regex->ignore_case == regex.ignore_case ? conjunction(name.regex->text, regex.text) : std::nullopt;
  if (both) name.regex->text = *both;
  return both.has_value();
}

bool Constraints::add(const Condition& condition) {
  if (!is_legal(condition)) return false;
  const bool header = condition.subject == Condition::Subject::Header;
  for (Name& name : names_) {
    const bool same_name = header ? lower_case(name.name) == lower_case(condition.name) : name.name == condition.name;
    if (name.subject == condition.subject && same_name) return narrow(name, condition);
    const bool both_cookies = name.subject == Condition::Subject::Cookie && condition.subject == Condition::Subject::Cookie;
    const auto on_cookie_header = [&](Condition::Subject subject, std::string_view text) {
      return subject == Condition::Subject::Cookie || (subject == Condition::Subject::Header && lower_case(text) == "cookie");
    };
    if (both_cookies || (on_cookie_header(name.subject, name.name) && on_cookie_header(condition.subject, condition.name)))
      return false;
  }
  return narrow(names_.emplace_back(Name{condition.subject, condition.name, {}, {}, &condition}), condition);
}

std::vector<ValueMatch> Constraints::alternatives(const Name& name) const {
  std::vector<ValueMatch> out;
  if (name.subject == Condition::Subject::Cookie) {
    out.push_back({"Cookie", cookie_regex(name.name, *name.values), true, name.from->at});
  } else if (name.regex) {
    out.push_back({name.name, model::portable(name.regex->text, name.regex->ignore_case), true, name.from->at, name.from->secret});
  } else {
    for (const std::string& value : *name.values) out.push_back({name.name, value, false, name.from->at, name.from->secret});
  }
  return out;
}

/// Every value of one list with every value of the others can be more matches than anybody can use: then a list becomes one
/// regular expression, the longest first.
void Constraints::fold(Plan& plan, Sink& sink) const {
  constexpr std::size_t kMaxMatches = 4096;
  const std::size_t rest = std::max<std::size_t>(plan.ref.rule->paths.size(), 1) * std::max<std::size_t>(plan.methods.size(), 1);
  for (;;) {
    std::vector<ValueMatch>* longest = nullptr;
    std::size_t product = rest;
    for (auto* side : {&plan.headers, &plan.query}) {
      for (std::vector<ValueMatch>& list : *side) {
        product = std::min(product, kMaxMatches + 1) * list.size();
        if (longest == nullptr || list.size() > longest->size()) longest = &list;
      }
    }
    if (product <= kMaxMatches || longest == nullptr || longest->size() == 1 || product == longest->size()) return;
    std::string any;
    for (const ValueMatch& match : *longest) any.append(any.empty() ? "" : "|").append(model::escape(match.value));
    ValueMatch folded{longest->front().name, "^(?:" + any + ")$", true, longest->front().at, longest->front().secret};
    if (folded.value.size() > std::min(limits_.header_value_length, limits_.query_value_length)) {
      sink.report<Code::limit_exceeded>(folded.at, longest->size(), "values", kMaxMatches / rest + 1);
      plan.printed = false;
      longest->resize(1);
      continue;
    }
    sink.report<Code::condition_becomes_regex>(folded.at, fmt::format("on `{}` with {} values", folded.name, longest->size()), longest->front().secret ? std::string_view("***") : std::string_view(folded.value));
    *longest = {std::move(folded)};
  }
}

void Constraints::finish(Plan& plan, std::string_view product, Sink& sink) const {
  for (const Name& name : names_) {
    if (name.values && name.values->empty()) {
      sink.report<Code::rule_dead>(name.from->at, product, fmt::format("no value of `{}` meets all of its conditions", name.name));
      plan.printed = false;
      plan.dead = true;
      continue;
    }
    auto& side = name.subject == Condition::Subject::Query ? plan.query : plan.headers;
    side.push_back(alternatives(name));
    const ValueMatch& first = side.back().front();
    if (first.regex) sink.report<Code::condition_becomes_regex>(name.from->at, describe(*name.from), name.from->secret ? std::string_view("***") : std::string_view(first.value));
  }
  fold(plan, sink);
  const auto check = [&](std::size_t count, std::size_t limit, std::string_view what) {
    if (count <= limit) return;
    sink.report<Code::limit_exceeded>(plan.ref.rule->at, count, what, limit);
    plan.printed = false;
  };
  check(plan.headers.size(), limits_.headers, "headers");
  check(plan.query.size(), limits_.query_params, "query parameters");
}

}  // namespace gw::gateway
