/// The tables of schemas/gateway-api with their ranges of releases as bits. Only for what stands beside it in this folder.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "gateway/releases.h"

namespace gw::gateway {

// A set of targets is a number: releases of the standard channel from bit 0, of the experimental one from bit 32.
inline constexpr unsigned kChannelBits = 32;

constexpr std::uint64_t bit(Target target) {
  return std::uint64_t{1} << (target.release + (target.channel == Channel::Experimental ? kChannelBits : 0U));
}

struct Version {
  std::string_view group;
  std::string_view kind;
  std::string_view name;
  std::uint64_t defined = 0;
  std::uint64_t served = 0;
  std::uint64_t storage = 0;
  std::uint64_t deprecated = 0;
};
struct Field {
  std::string_view path;
  std::uint64_t targets = 0;
  std::span<const Fact> facts;
};
struct KindFields {
  std::string_view kind;
  std::span<const Field> fields;
};

/// Everything the tables say. Read once; a function-local static, so that this needs no lock of ours.
class ReleaseTable {
 public:
  static const ReleaseTable& get();

  /// By kind, the most stable version last.
  std::span<const Version> versions() const { return versions_; }
  std::span<const KindFields> kinds() const { return kinds_; }
  /// Null if the kind never had it.
  const Field* field(std::string_view kind, std::string_view path) const;

 private:
  ReleaseTable();
  void read_versions();
  void read_facts();
  void read_kinds();

  std::vector<Version> versions_;
  std::vector<Fact> facts_;
  std::vector<Field> fields_;
  std::vector<KindFields> kinds_;
};

/// The place of a release in `release_names()`.
std::size_t release_number(std::string_view name);

}  // namespace gw::gateway
