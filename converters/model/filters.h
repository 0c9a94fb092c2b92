/// What a rule does to a request on its way, besides choosing a backend.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "source/from.h"
#include "source/rare.h"

namespace gw::model {

struct PathRewrite {
  enum class Kind : std::uint8_t {
    Whole,   ///< the whole path becomes `text`
    Prefix,  ///< the prefix that the rule matches becomes `text`
  };
  Kind kind = Kind::Whole;
  std::string text;

  friend bool operator==(const PathRewrite&, const PathRewrite&) = default;
};

/// An answer that sends the client elsewhere. What is empty or absent stays as in the request.
struct Redirect {
  std::string scheme{};
  std::string host{};
  std::int64_t port = 0;  ///< 0: the well-known port of the scheme
  std::optional<PathRewrite> path{};
  std::int64_t code = 302;

  friend bool operator==(const Redirect&, const Redirect&) = default;
};

struct Header {
  std::string name;
  std::string value;
  Origin at;
};

struct Cors {
  std::vector<std::string> origins;
  std::vector<std::string> methods;
  std::vector<std::string> headers;
  std::vector<std::string> exposed;
  bool credentials = false;
  std::int64_t max_age_seconds = 0;
  Origin at;
};

struct MirrorTo {
  std::string name_space;
  std::string service;
  std::int64_t port = 0;
  Origin at;
  std::int64_t share = 0;   ///< of `whole` requests, that are copied; of 0, every one is
  std::int64_t whole = 0;
};

/// Another server says whether a request may pass.
struct ExternalAuth {
  std::string service;  ///< in the namespace of the route
  std::int64_t port = 0;
  std::string path;     ///< begins with `/`
  std::vector<std::string> response_headers;  ///< of its answer, that the backend gets
  Origin at;
  std::vector<std::string> request_headers{"Cookie"};  ///< that it gets beside what every Gateway tells it
};

/// Shared by the rules of one place of the source, since most of them have none.
struct Filters {
  std::optional<From<PathRewrite>> rewrite;
  std::optional<From<std::string>> host_header;  ///< what the backend sees as the host
  std::optional<From<Redirect>> redirect;
  std::vector<Header> request_set;
  std::vector<Header> request_add;
  std::vector<std::string> request_remove;
  Origin request_at{};                           ///< where all these are written, if it is one place
  std::vector<Header> response_set;
  std::vector<Header> response_add;
  std::vector<std::string> response_remove;
  Origin response_at{};
  Rare<Cors> cors;
  Rare<MirrorTo> mirror;
  Rare<ExternalAuth> external_auth;
};

}  // namespace gw::model
