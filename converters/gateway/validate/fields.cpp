#include "gateway/validate/fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <set>

#include "gateway/validate/forms.h"
#include "source/words.h"
#include "yaml/view.h"

namespace gw::gateway {
namespace {

constexpr auto kTypes = std::to_array<TypeRow>({
    {"object", JsonType::Object, "a mapping"},
    {"array", JsonType::Array, "a list"},
    {"string", JsonType::String, "a string"},
    {"integer", JsonType::Integer, "a whole number"},
    {"boolean", JsonType::Boolean, "true or false"},
    {"", std::nullopt, ""},  // the last: one that the table does not have
});

std::int64_t to_number(std::string_view text) {
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

/// Values of headers are never quoted: many are credentials.
bool may_be_secret(const FieldValue& value) {
  const std::string_view path = value.schema().path;
  return path.ends_with("].value") && (path.find("HeaderModifier.") != std::string_view::npos || path.find(".headers[]") != std::string_view::npos);
}

std::string_view quoted(const FieldValue& value) { return may_be_secret(value) ? "***" : value.text(); }

void check_pattern(const FieldValue& value, std::string_view pattern, Verdict& verdict) {
  if (!verdict.match(pattern, value.text()))
    verdict.broken<Code::pattern_mismatch>(value, value.name(), quoted(value), pattern).help = forms::in_words(pattern);
}

void check_min_length(const FieldValue& value, std::string_view limit, Verdict& verdict) {
  if (limit == "1" && !value.text().empty()) return;
  const std::size_t length = code_points(value.text());
  if (length < static_cast<std::size_t>(to_number(limit)))
    verdict.broken<Code::length_out_of_range>(value, value.name(), plural(length, "character"), fmt::format("at least {}", limit));
}

void check_max_length(const FieldValue& value, std::string_view limit, Verdict& verdict) {
  if (value.text().size() <= static_cast<std::size_t>(to_number(limit))) return;  // there are fewer characters than bytes
  const std::size_t length = code_points(value.text());
  if (length > static_cast<std::size_t>(to_number(limit)))
    verdict.broken<Code::length_out_of_range>(value, value.name(), plural(length, "character"), fmt::format("at most {}", limit));
}

void check_minimum(const FieldValue& value, std::string_view limit, Verdict& verdict) {
  const auto number = value.number();
  if (number && *number < to_number(limit))
    verdict.broken<Code::number_out_of_range>(value, value.name(), *number, fmt::format("at least {}", limit));
}

void check_maximum(const FieldValue& value, std::string_view limit, Verdict& verdict) {
  const auto number = value.number();
  if (number && *number > to_number(limit))
    verdict.broken<Code::number_out_of_range>(value, value.name(), *number, fmt::format("at most {}", limit));
}

/// The only format of the tables is int32.
void check_format(const FieldValue& value, std::string_view, Verdict& verdict) {
  using Int32 = std::numeric_limits<std::int32_t>;
  const auto number = value.number();
  if (!number || *number < Int32::min() || *number > Int32::max())
    verdict.broken<Code::number_out_of_range>(value, value.name(), value.written(), "a number of 32 bits");
}

std::string entries(const FieldValue& value) { return value.size() == 1 ? "1 entry" : fmt::format("{} entries", value.size()); }

void check_min_size(const FieldValue& value, std::string_view limit, Verdict& verdict) {
  if (value.size() < static_cast<std::size_t>(to_number(limit)))
    verdict.broken<Code::count_out_of_range>(value, value.name(), entries(value), fmt::format("at least {}", limit)).help = "add what is missing";
}

void check_max_size(const FieldValue& value, std::string_view limit, Verdict& verdict) {
  if (value.size() > static_cast<std::size_t>(to_number(limit)))
    verdict.broken<Code::count_out_of_range>(value, value.name(), entries(value), fmt::format("at most {}", limit));
}

void check_list_keys(const FieldValue& list, std::string_view keys, Verdict& verdict) { check_distinct(list, keys, verdict); }

void check_list_type(const FieldValue& list, std::string_view type, Verdict& verdict) {
  if (type != "set") return;
  std::set<std::string_view> seen;
  for (const FieldValue& item : list.items())
    if (item.value().is_scalar() && !seen.insert(item.written()).second)
      verdict.broken<Code::item_repeated>(item, list.name(), fmt::format("`{}`", item.written()));
}

/// The only alternatives of the tables, as the import makes sure, are those of addresses.
void check_alternatives(const FieldValue& value, std::string_view, Verdict& verdict) { check_ip_address(value, verdict); }

struct Row {
  std::string_view fact;
  decltype(Check::check) check;
};

constexpr auto kRows = std::to_array<Row>({
    {"pattern", check_pattern},
    {"minLength", check_min_length},
    {"maxLength", check_max_length},
    {"minimum", check_minimum},
    {"maximum", check_maximum},
    {"format", check_format},
    {"minItems", check_min_size},
    {"maxItems", check_max_size},
    {"maxProperties", check_max_size},
    {"listType", check_list_type},
    {"listKeys", check_list_keys},
    {"oneOf", check_alternatives},
});

/// "`name: http`", of those keys that the item has.
std::string key_values(const FieldValue& item, std::string_view keys) {
  std::string out;
  while (!keys.empty()) {
    const std::size_t comma = std::min(keys.find(','), keys.size());
    if (const FieldValue key = item.member(keys.substr(0, comma)))
      out.append(out.empty() ? "" : ", ").append(keys.substr(0, comma)).append(": ").append(key.written());
    keys.remove_prefix(std::min(comma + 1, keys.size()));
  }
  return out.empty() ? out : fmt::format("`{}`", out);
}

}  // namespace

const TypeRow& type_of(const Schema::Node& schema) {
  const auto* const row = std::ranges::find(kTypes, fact_of(schema, "type").value_or("object"), &TypeRow::name);
  return row == kTypes.end() ? kTypes.back() : *row;
}

std::vector<Check> checks_of(const Schema::Node& schema) {
  std::vector<Check> out;
  if (!schema.values.empty()) out.push_back({[](const FieldValue& value, std::string_view, Verdict& verdict) { check_words(value, verdict); }, {}});
  for (const Fact* fact : schema.facts) {
    const auto* const row = std::ranges::find(kRows, fact->name, &Row::fact);
    if (row != kRows.end()) out.push_back({row->check, fact->value});
  }
  return out;
}

bool has_right_type(const FieldValue& value, Verdict& verdict) {
  const auto type = value.demands().type;
  const JsonType is = value.type();
  if (!type || *type == is) return true;
  const bool is_scalar = value.value().is_scalar();
  const std::string seen = is_scalar && may_be_secret(value) ? "a number or truth value" : yaml::describe(value.value());
  Finding& finding = verdict.broken<Code::type_mismatch>(value, value.name(), value.demands().type_in_words, seen);
  if (*type == JsonType::String && is_scalar) finding.help = "put the value in quotes";
  if (*type == JsonType::Integer && is == JsonType::String) finding.help = "write the number without quotes";
  return false;
}

void check_facts(const FieldValue& value, Verdict& verdict) {
  for (const Check& check : value.demands().checks) check.check(value, check.limit, verdict);
  if (!value.demands().is_limited && value.size() > kMostJudged) check_max_size(value, std::to_string(kMostJudged), verdict);
}

namespace {

/// Whether the key of member `i` stands before it, too. Mappings that are to be written are small.
bool stands_before(yaml::JsonView map, std::size_t i) {
  for (std::size_t before = 0; before < i; ++before)
    if (map.key(before) == map.key(i)) return true;
  return false;
}

}  // namespace

bool repeats_keys(yaml::JsonView map) {
  if (!map.may_repeat_keys() || !map.is_map()) return false;
  for (std::size_t i = 1; i < map.size(); ++i)
    if (stands_before(map, i)) return true;
  return false;
}

void report_repeated_keys(yaml::JsonView map, Origin at, std::string_view path, Verdict& verdict) {
  for (std::size_t i = 1; i < map.size(); ++i) {
    if (!stands_before(map, i)) continue;
    std::string field(path);
    yaml::append_key(field, map.key(i));
    verdict.broken_at<Code::duplicate_key>(map.key_place(i, at.file, at), std::move(field), map.key(i));
  }
}

void check_words(const FieldValue& value, Verdict& verdict) {
  if (!value) return;
  const auto& words = value.schema().values;
  if (words.empty() || std::ranges::find(words, value.text()) != words.end()) return;
  const std::string word = value.word();
  if (std::ranges::find(words, word) != words.end()) return;
  std::string all;
  for (const std::string_view one : words) all.append(all.empty() ? "" : ", ").append(one);
  Finding& finding = verdict.broken<Code::value_not_in_release>(value, value.name(), word, all);
  finding.available = first_available(verdict.kind(), value.schema().path, word);
}

void check_distinct(const FieldValue& list, std::string_view keys, Verdict& verdict) {
  if (list.size() < 2) return;
  std::set<std::string> seen;
  for (const FieldValue& item : list.items()) {
    const std::string key = key_values(item, keys);
    if (!key.empty() && !seen.insert(key).second) verdict.broken<Code::item_repeated>(item, list.name(), key);
  }
}

void check_ip_address(const FieldValue& address, Verdict& verdict) {
  const FieldValue value = address.member("value");
  if (value && address.text("type") == "IPAddress" && !forms::is_ip(value.text()))
    verdict.broken<Code::address_invalid>(value, value.text(), "is not an IP address");
}

}  // namespace gw::gateway
