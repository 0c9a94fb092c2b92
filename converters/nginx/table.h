/// The table of ingress-nginx's annotations: one row and one function each.
#pragma once

#include <span>
#include <string_view>

#include "nginx/settings.h"

namespace gw::nginx {

struct Row;

struct Reading {
  Settings& settings;
  const Defaults& defaults;
  Lowering& to;
  const Row& row;

  Sink& sink() const { return to.sink; }
};

/// What the values of an annotation look like. ingress-nginx passes over any other.
enum class Shape : std::uint8_t { Any, Number, Truth, OnOff, Size, HeaderName, Word };

struct Row {
  std::string_view name;                               ///< without the prefix
  void (*read)(const Annotation&, const Reading&);
  std::string_view fallback;                           ///< what counts without the annotation; empty: nothing
  std::string_view needs;                              ///< an annotation without which it has no effect
  std::string_view about;                              ///< for messages
  Shape shape = Shape::Any;
  std::string_view choices = {};                       ///< of Word, separated by `|`
};

std::span<const Row> routing_rows();
std::span<const Row> upstream_rows();
std::span<const Row> access_rows();
std::span<const Row> other_rows();
/// All rows, sorted by name.
std::span<const Row> rows();
const Row* find_row(std::string_view name);

/// What a value should be instead; empty if it is fine.
std::string misshapen(const Row& row, std::string_view value);

/// Only remembers the annotation.
template <const Annotation* Settings::* Member>
void keep(const Annotation& annotation, const Reading& reading) {
  reading.settings.*Member = &annotation;
}

/// Remembers it if it says true; reports a value that is no truth value.
bool read_truth(const Annotation& annotation, const Reading& reading);
/// Says what a truth value in another spelling means: `1`, `T`.
void note_spelling(const Annotation& annotation, Sink& sink);
template <const Annotation* Settings::* Member>
void keep_if_true(const Annotation& annotation, const Reading& reading) {
  if (read_truth(annotation, reading)) reading.settings.*Member = &annotation;
}

/// A setting without a counterpart, with a code of its own kind.
template <Code C>
void dropped(const Annotation& annotation, const Reading& reading) {
  report<C>(reading.sink(), annotation, reading.row.name, annotation.value.value);
}
/// The same for settings that are too small for a code of their own.
void dropped_detail(const Annotation& annotation, const Reading& reading);

/// A part of another annotation that is not converted: the finding about that one says it all.
void part_of(const Annotation& annotation, const Reading& reading);

/// Does nothing in the controllers of today.
void retired(const Annotation& annotation, const Reading& reading);

/// What a snippet most likely does, where that is recognisable.
std::string describe_snippet(std::string_view snippet);

/// Restricts access: the rules of the Ingress are withheld.
template <Code C>
void guards(const Annotation& annotation, const Reading& reading) {
  reading.settings.guards.push_back({&annotation, C, [](const Annotation& a, std::string_view what, Sink& sink) {
                                       if constexpr (C == Code::snippet_not_converted) report<C>(sink, a, short_name(a), describe_snippet(a.value.value), what);
                                       else report<C>(sink, a, short_name(a), a.value.value, what);
                                     }});
}
}  // namespace gw::nginx
