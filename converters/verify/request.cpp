#include "verify/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "source/credentials.h"
#include "verify/condition.h"
#include "verify/words.h"

namespace gw::verify {
namespace {

constexpr std::string_view kWith = " with ";
constexpr std::string_view kFrom = " from ";
constexpr std::string_view kWhere = " where ";
constexpr std::string_view kClient = "remote_addr";  // as APISIX calls the address of the client

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

int hex(char c) {
  const auto at = kHexDigits.find(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::string encode(std::string_view text, std::string_view also_plain) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) != 0 || std::string_view("-._~").find(c) != std::string_view::npos || also_plain.find(c) != std::string_view::npos)) {
      out += c;
    } else {
      out += '%';
      out += kHexDigits[byte >> 4];
      out += kHexDigits[byte & 15];
    }
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<NamedValue> parse_query(std::string_view text) {
  std::vector<NamedValue> out;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), piece.size() + 1));
    if (piece.empty()) continue;
    const std::size_t equals = piece.find('=');
    out.push_back({decoded(piece.substr(0, equals)), equals == std::string_view::npos ? "" : decoded(piece.substr(equals + 1))});
  }
  return out;
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return a.size() == b.size() && std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string> Request::header(std::string_view name) const {
  if (same_word(name, "host")) return host;
  std::optional<std::string> out;
  for (const NamedValue& one : headers)
    if (same_word(one.name, name)) out = out ? *out + ", " + one.value : one.value;
  return out;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  for (const NamedValue& one : headers) {
    if (!same_word(one.name, "cookie")) continue;
    std::string_view rest = one.value;
    while (!rest.empty()) {
      std::string_view piece = rest.substr(0, rest.find(';'));
      rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
      piece = trimmed(piece);
      const std::size_t equals = piece.find('=');
      if (equals != std::string_view::npos && piece.substr(0, equals) == name) return std::string(piece.substr(equals + 1));
    }
  }
  return std::nullopt;
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &NamedValue::name);
  return found == query.end() ? std::nullopt : std::optional(found->value);
}

std::optional<std::string> Request::variable(std::string_view name) const {
  if (name == "scheme") return scheme;
  if (name == "host") return host;
  if (name == "uri") return path;
  if (name == "request_method") return method;
  const auto found = std::ranges::find(around, name, &NamedValue::name);
  return found == around.end() ? std::nullopt : std::optional(found->value);
}

int usual_port(std::string_view scheme) { return scheme == "https" ? 443 : 80; }

int Request::port_number() const { return port != 0 ? port : usual_port(scheme); }

std::string Request::origin() const {
  return port_number() == usual_port(scheme) ? fmt::format("{}://{}", scheme, host) : fmt::format("{}://{}:{}", scheme, host, port);
}

std::string Request::target() const {
  std::string out = encoded(path);
  for (std::size_t i = 0; i < query.size(); ++i) {
    out += i == 0 ? '?' : '&';
    out += encode(query[i].name, "") + "=" + encode(query[i].value, "/:*");
  }
  return out;
}

namespace {

/// Cookies are named like credentials, but what rules ask of them is none.
bool hides(std::string_view header) { return names_credential(header) && !same_word(header, "cookie"); }

}  // namespace

std::string text(const Request& request) {
  Request shown = request;
  for (NamedValue& parameter : shown.query)
    if (names_credential(parameter.name)) parameter.value = "***";
  std::string out = fmt::format("{} {}{}", request.method, request.origin(), shown.target());
  for (std::size_t i = 0; i < request.headers.size(); ++i) out += fmt::format("{}{}: {}", i == 0 ? kWith : ", ", request.headers[i].name, hides(request.headers[i].name) ? "***" : request.headers[i].value);
  if (const auto client = request.variable(kClient)) out += std::string(kFrom) + *client;
  for (const NamedValue& one : request.around)
    if (one.name != kClient) out += fmt::format("{}{}={}", kWhere, one.name, one.value);
  return out;
}

namespace {

std::string_view cut(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.rfind(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view behind = text.substr(at + mark.size());
  text = text.substr(0, at);
  return behind;
}

Result<bool> add_header(std::string_view header, Request& out) {
  const std::size_t end = header.find(':');
  const auto token = [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos; };
  if (end == std::string_view::npos || end == 0 || !std::ranges::all_of(header.substr(0, end), token)) return Error{fmt::format("`{}` is no header: write it as in `-H 'X-Canary: always'`", header)};
  const std::string_view value = trimmed(header.substr(end + 1));
  if (same_word(header.substr(0, end), "host")) out.host = lower_case(value);
  else out.headers.push_back({std::string(header.substr(0, end)), std::string(value)});
  return true;
}

/// What stands behind the URL: variables, the client's address, headers.
Result<bool> take_rest(std::string_view& text, Request& out) {
  while (text.find(kWhere) != std::string_view::npos) {
    const std::string_view variable = cut(text, kWhere);
    const std::size_t equals = variable.find('=');
    if (equals == std::string_view::npos) return Error{fmt::format("`{}` says no value: write it as in `where NAME=VALUE`", variable)};
    out.around.insert(out.around.begin(), {std::string(variable.substr(0, equals)), std::string(variable.substr(equals + 1))});
  }
  const std::string_view client = cut(text, kFrom);
  if (!client.empty() && !within(client, {"0.0.0.0/0", "::/0"})) return Error{fmt::format("`{}` is no address of a client: write it as in `from 203.0.113.9`", client)};
  if (!client.empty()) out.around.push_back({std::string(kClient), std::string(client)});
  std::string_view headers = cut(text, kWith);
  while (!headers.empty()) {
    const std::string_view one = headers.substr(0, headers.find(", "));
    headers.remove_prefix(std::min(headers.size(), one.size() + 2));
    if (Result<bool> done = add_header(one, out); !done) return done;
  }
  return true;
}

}  // namespace

Result<Request> parse_request(std::string_view text, const std::vector<std::string>& headers) {
  Request out;
  text = trimmed(text);
  const std::string whole(text);
  if (Result<bool> done = take_rest(text, out); !done) return Error{done.error()};
  if (const std::size_t space = text.find(' '); space != std::string_view::npos) {
    out.method = std::string(text.substr(0, space));
    text = trimmed(text.substr(space));
    if (!std::ranges::all_of(out.method, [](unsigned char c) { return std::isupper(c) != 0 || c == '-'; }))
      return Error{fmt::format("`{}` is no method: write it as in `GET http://shop.example.com/left`", out.method)};
  }
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos || (text.substr(0, colon) != "http" && text.substr(0, colon) != "https"))
    return Error{fmt::format("`{}` is no request: write it as in `GET http://shop.example.com/left`", whole)};
  out.scheme = std::string(text.substr(0, colon));
  text.remove_prefix(colon + 3);
  const std::string_view authority = text.substr(0, text.find_first_of("/?#"));
  text.remove_prefix(authority.size());
  if (authority.find_first_of("@[") != std::string_view::npos) return Error{fmt::format("`{}` is no host name: write it without a user and brackets", authority)};
  const std::size_t colon_of_port = authority.find(':');
  if (colon_of_port != std::string_view::npos) {
    const auto port = port_in(authority.substr(colon_of_port + 1));
    if (!port) return Error{fmt::format("`{}` names no port from 1 to 65535", authority)};
    out.port = *port;
  }
  out.host = lower_case(authority.substr(0, colon_of_port));
  if (out.host.empty()) return Error{fmt::format("`{}` names no host", whole)};
  if (text.find(' ') != std::string_view::npos) return Error{fmt::format("`{}` has a space in its path: write %20", whole)};
  text = text.substr(0, text.find('#'));
  const std::size_t question = text.find('?');
  const std::string_view path = text.substr(0, question);
  out.path = normal_path(decoded(path.empty() ? "/" : path));
  if (question != std::string_view::npos) out.query = parse_query(text.substr(question + 1));
  for (const std::string& header : headers)
    if (Result<bool> done = add_header(header, out); !done) return Error{done.error()};
  return out;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string encoded(std::string_view path) { return encode(path, "/!$&'()*+,;=:@"); }

std::string normal_path(std::string_view path) {
  std::vector<std::string_view> elements;
  const bool slash_at_end = path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
  while (!path.empty()) {
    const std::string_view element = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), element.size() + 1));
    if (element.empty() || element == ".") continue;
    if (element != "..") elements.push_back(element);
    else if (!elements.empty()) elements.pop_back();
  }
  std::string out;
  for (const std::string_view element : elements) out += fmt::format("/{}", element);
  return slash_at_end || out.empty() ? out + "/" : out;
}

}  // namespace gw::verify
