/// Values as text: YAML in the style of kubectl, or JSON. Every string reads back as the same string everywhere.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "yaml/value.h"

namespace gw::yaml {

/// Appends `value` (a mapping) as one YAML document without `---`, two spaces per level, list items not indented below
/// their key. With `sources`, every annotated value gets a comment line `# app.yaml:13:9` above it; the line of a list
/// item is the one that begins with its dash.
void write_yaml(const Value& value, std::string& out, std::span<const Source> sources = {});

/// Appends `value` as JSON, two spaces per level, beginning at column `indent` (the first line is not indented).
void write_json(const Value& value, std::string& out, std::size_t indent = 0);

/// Whether `text` must be quoted to be read as a string by YAML 1.1 and 1.2 readers alike.
bool needs_quotes(std::string_view text);

/// Appends `text` plain if that is safe, else in double quotes.
void write_string(std::string_view text, std::string& out);

/// Appends `text` in double quotes, with escapes that YAML and JSON share. Bytes that are not UTF-8 become U+FFFD.
void write_quoted(std::string_view text, std::string& out);

}  // namespace gw::yaml
