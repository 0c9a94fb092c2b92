// Law 4: a manifest is judged alike before and after it is written, so that the guard of `convert` and `validate` agree.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <map>

#include "convert_with.h"
#include "gateway/validate/validator.h"
#include "laws_test.h"
#include "yaml/as_value.h"
#include "yaml/read.h"
#include "yaml/write.h"

namespace {

using gw::gateway::Validator;
using gw::yaml::Value;

std::string text_of(const Value& object, std::string_view key) {
  const Value* found = object.find(key);
  return found == nullptr ? std::string() : found->text;
}

/// Everything that is said about an object, sorted: code, field, message.
std::vector<std::string> verdict(Validator& validator, gw::yaml::JsonView root, std::string_view version, std::string_view kind) {
  gw::Sink sink;
  const std::size_t slash = std::min(version.find('/'), version.size());
  validator.validate({version.substr(0, slash), version.substr(std::min(slash + 1, version.size())), kind, root, {0, {}}, {}, {}}, sink);
  std::vector<std::string> out;
  for (const gw::Finding& f : sink.findings()) out.push_back(gw::number(f.code) + " " + f.field + ": " + f.message);
  std::ranges::sort(out);
  return out;
}

/// The number of violations; -1 if the two verdicts differ.
std::ptrdiff_t violations_in(Validator& validator, const Value& object) {
  const std::string version = text_of(object, "apiVersion");
  const std::string kind = text_of(object, "kind");
  std::string text;
  gw::yaml::write_yaml(object, text, {});
  const gw::Source source("printed.yaml", text);
  gw::Sink sink;
  const gw::yaml::Tree tree = gw::yaml::read({&source, 1}, 1, sink);
  if (tree.documents.size() != 1) return -1;
  const auto before = verdict(validator, object, version, kind);
  const auto after = verdict(validator, tree.documents.front().root, version, kind);
  CHECK_MESSAGE(before == after, text);
  return before == after ? static_cast<std::ptrdiff_t>(before.size()) : -1;
}

struct Tally {
  std::size_t judged = 0;
  std::ptrdiff_t violations = 0;
};
Tally emitted;  // filled by lower_and_judge, which is a plain function

/// Judges what is emitted for one target of each shape of the rules.
void judge(const std::vector<Value>& objects) {
  static std::map<std::string_view, Validator> validators;
  for (const std::string_view target : {"v0.5.0", "v0.8.1", "v1.6.1"}) {
    Validator& validator = validators.try_emplace(target, *gw::gateway::find_target(target, gw::gateway::Channel::Standard)).first->second;
    for (const Value& object : objects) emitted.violations += violations_in(validator, object);
    emitted.judged += objects.size();
  }
}

/// Ours, but everything is judged before it is fitted to the target. The objects borrow from the model, which ends with the conversion.
gw::gateway::Summary lower_and_judge(const gw::model::Model& model, const gw::gateway::Settings& settings,
                                     const gw::gateway::ObjectNames& taken, const gw::gateway::Emit& emit, gw::Sink& sink) {
  std::vector<Value> objects;
  const auto keep = [&](std::string_view kind, std::string_view in, std::string_view name, Value object) {
    if (text_of(object, "apiVersion").starts_with("gateway.networking.")) objects.push_back(object);
    emit(kind, in, name, std::move(object));
  };
  gw::gateway::Summary summary = gw::gateway::lower(model, settings, taken, keep, sink);
  judge(objects);
  return summary;
}

}  // namespace

TEST_CASE("law 4: what we make is judged alike as values and as text, right or wrong") {
  emitted = {};
  for (const auto& path : gw::laws::promised_inputs()) {
    CAPTURE(path.string());
    gw::Options options;
    options.release = "v1.6.1";
    options.experimental = true;
    options.controller = gw::laws::controller_for(path);
    const gw::Source source("in.yaml", gw::laws::read_file(path));
    gw::laws::check_faults(gw::convert_with(lower_and_judge, {&source, 1}, options), std::string(source.text()));
  }
  MESSAGE(emitted.judged, " objects judged twice, ", emitted.violations, " violations");
  CHECK(emitted.judged > 1000);
  CHECK(emitted.violations > 1000);
}

TEST_CASE("law 4: manifests of others, most of them wrong, are judged alike as values and as text") {
  std::size_t judged = 0;
  std::ptrdiff_t violations = 0;
  std::deque<gw::yaml::Tree> trees;  // values borrow their keys
  std::deque<gw::Source> sources;
  std::vector<Value> objects;
  auto inputs = gw::laws::promised_inputs();
  for (const std::string_view folder : {"gateway-api/valid", "gateway-api/invalid"}) {
    const auto more = gw::laws::corpus_inputs(folder);
    inputs.insert(inputs.end(), more.begin(), more.end());
  }
  for (const auto& path : inputs) {
    gw::Sink sink;
    const gw::Source& source = sources.emplace_back("in.yaml", gw::laws::read_file(path));
    for (const gw::yaml::Document& document : trees.emplace_back(gw::yaml::read({&source, 1}, 1, sink)).documents) {
      Value object = gw::yaml::as_value(document.root, 0);
      if (document.root.is_map() && text_of(object, "apiVersion").starts_with("gateway.networking.")) objects.push_back(std::move(object));
    }
  }
  for (const std::string_view release : gw::gateway::release_names())
    for (const auto channel : {gw::gateway::Channel::Standard, gw::gateway::Channel::Experimental}) {
      Validator validator(*gw::gateway::find_target(release, channel));
      for (const Value& object : objects) violations += violations_in(validator, object);
      judged += objects.size();
    }
  MESSAGE(judged, " objects judged twice, ", violations, " violations");
  CHECK(judged > 1000);
  CHECK(violations > 1000);
}
