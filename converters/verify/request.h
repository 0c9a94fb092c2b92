/// A request as both readings see it: normal, decoded, and with what is not in it (the address of the client).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/result.h"
#include "source/words.h"

namespace gw::verify {

struct NamedValue {
  std::string name;
  std::string value;
};

struct Request {
  std::string method = "GET";
  std::string scheme = "http";
  std::string host;                 ///< lower case, without a port
  int port = 0;                     ///< 0: that of the scheme
  std::string path = "/";           ///< decoded, without `//`, `.` and `..`: proxies compare this
  std::vector<NamedValue> query;
  std::vector<NamedValue> headers;  ///< without `Host`
  std::vector<NamedValue> around;   ///< variables of the proxy, such as `remote_addr`

  /// The value of a header, whatever the case of its name; repeated ones joined with a comma.
  std::optional<std::string> header(std::string_view name) const;
  std::optional<std::string> cookie(std::string_view name) const;
  /// The first value of a parameter of the query.
  std::optional<std::string> parameter(std::string_view name) const;
  std::optional<std::string> variable(std::string_view name) const;

  /// Where the client connects to: 80 and 443, if nothing else is said.
  int port_number() const;
  /// Scheme, host and port, if it is not that of the scheme.
  std::string origin() const;
  /// What stands behind the host: encoded path and query.
  std::string target() const;
};

/// The port that a scheme has if none is written.
int usual_port(std::string_view scheme);

/// "GET http://shop.example.com/left/x with X-Canary: always, Cookie: a=b from 10.0.0.1", as findings write their witnesses.
std::string text(const Request& request);

/// Reads what `text` writes; the method may be missing. `headers` are more of them: "Name: value".
Result<Request> parse_request(std::string_view text, const std::vector<std::string>& headers);

/// Percent-decodes; what is no escape stays.
std::string decoded(std::string_view text);
/// Encodes what may not stand in a path.
std::string encoded(std::string_view path);
/// The path without `//`, `.` and `..`.
std::string normal_path(std::string_view path);

bool same_word(std::string_view a, std::string_view b);  ///< whatever their case

}  // namespace gw::verify
