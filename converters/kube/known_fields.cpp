#include "kube/known_fields.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <tuple>

namespace gw::kube {
namespace {

/// A row of schemas/apisix/fields.tsv or schemas/kubernetes/fields.tsv, which follow each other in the order of kinds: kind, version, field; `*` behind the field means that all below it is free.
using Row = std::array<std::string_view, 3>;

constexpr Row kRows[] = {
#include "schemas/apisix_fields.inc"
#include "schemas/kubernetes_fields.inc"
};

constexpr auto kEnvelope = std::to_array<std::string_view>({"apiVersion", "kind", "metadata", "spec", "status"});

/// ObjectMeta of Kubernetes; what is below its members is not looked at.
constexpr auto kMetadata = std::to_array<std::string_view>(
    {"annotations", "creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "finalizers", "generateName",
     "generation", "labels", "managedFields", "name", "namespace", "ownerReferences", "resourceVersion", "selfLink", "uid"});

bool is_free(const Row& row) { return row[2].ends_with('*'); }
std::string_view field_of(const Row& row) { return row[2].substr(0, row[2].size() - (is_free(row) ? 1 : 0)); }

/// The first row that does not come before the field.
const Row* first_row(std::string_view kind, std::string_view version, std::string_view field) {
  return std::ranges::lower_bound(kRows, std::tuple(kind, version, field), {},
                                  [](const Row& row) { return std::tuple(row[0], row[1], field_of(row)); });
}

bool is_of(const Row* row, std::string_view kind, std::string_view version) {
  return row != std::end(kRows) && (*row)[0] == kind && (*row)[1] == version;
}

const Row* find_row(std::string_view kind, std::string_view version, std::string_view field) {
  const Row* row = first_row(kind, version, field);
  return is_of(row, kind, version) && field_of(*row) == field ? row : nullptr;
}

/// Whether some row begins with `prefix`.
bool is_begun(std::string_view kind, std::string_view version, const std::string& prefix) {
  const Row* row = first_row(kind, version, prefix);
  return is_of(row, kind, version) && field_of(*row).starts_with(prefix);
}

std::string_view first_part(std::string_view path) { return path.substr(0, path.find_first_of(".[")); }

bool is_metadata(std::string_view field) {
  constexpr std::string_view kPrefix = "metadata.";
  return field == "metadata" ||
         (field.starts_with(kPrefix) && std::ranges::binary_search(kMetadata, first_part(field.substr(kPrefix.size()))));
}

}  // namespace

bool is_known_field(std::string_view kind, std::string_view version, std::string_view field) {
  if (field == "apiVersion" || field == "kind" || first_part(field) == "status" || is_metadata(field)) return true;
  if (!is_of(first_row(kind, version, ""), kind, version)) return true;  // no table: nothing speaks against it
  while (field.ends_with("[]")) field.remove_suffix(2);
  if (find_row(kind, version, field) != nullptr) return true;
  for (std::size_t end = field.find_first_of(".["); end != std::string_view::npos; end = field.find_first_of(".[", end + 1))
    if (const Row* row = find_row(kind, version, field.substr(0, end)); row != nullptr && is_free(*row)) return true;
  const std::string path(field);
  return is_begun(kind, version, path + '.') || is_begun(kind, version, path + '[');
}

std::vector<KnownField> known_fields() {
  std::vector<KnownField> out;
  for (const Row& row : kRows) out.push_back({row[0], row[1], row[2]});
  return out;
}

std::vector<std::string_view> known_members(std::string_view kind, std::string_view version, std::string_view parent) {
  if (parent.empty()) return {kEnvelope.begin(), kEnvelope.end()};
  if (parent == "metadata") return {kMetadata.begin(), kMetadata.end()};
  const std::string prefix = std::string(parent) + '.';
  std::vector<std::string_view> out;
  for (const Row* row = first_row(kind, version, prefix); is_of(row, kind, version) && field_of(*row).starts_with(prefix); ++row) {
    const std::string_view member = first_part(field_of(*row).substr(prefix.size()));
    if (out.empty() || out.back() != member) out.push_back(member);
  }
  // Between `a` and `a.b` other names may come, such as `a-c`.
  std::ranges::sort(out);
  const auto repeated = std::ranges::unique(out);
  out.erase(repeated.begin(), repeated.end());
  return out;
}

}  // namespace gw::kube
