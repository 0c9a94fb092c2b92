// What a report must never show, however broken the document is that holds it.
#include <doctest/doctest.h>

#include "convert.h"
#include "report/formats.h"
#include "report/test_report.h"
#include "report/text.h"

using namespace gw;
using namespace gw::cli;

namespace {

const std::string kMarker = "QQQQQQQQQQQQQQQQ";
const std::string kSeen = "QQQQ";  // what is left of it where a character is put into its middle

const std::vector<std::string> kHolders = {
    "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: d}\ndata:\n  tls.key: " + kMarker + "\n  ca: " + kMarker + "\n",
    "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: d}\nstringData:\n  text: |\n    " + kMarker + "\n    more " + kMarker + "\ntype: Opaque\n",
    "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"s\"},\"data\":{\"x\":\"" + kMarker + "\"}}\n",
    "apiVersion: v1\nkind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {\"data\":{\"x\":\"" + kMarker +
        "\"},\"kind\":\"Secret\"}\n  name: s\ndata: {x: " + kMarker + "}\n",
    "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  data:\n    x: " + kMarker + "\n  kind: Secret\n  metadata: {name: s}\n",
    "apiVersion: apisix.apache.org/v2\nkind: ApisixConsumer\nmetadata: {name: s, namespace: d}\nspec:\n  authParameter:\n    basicAuth:\n      value: {username: a, password: " +
        kMarker + ", password: " + kMarker + "}\n",
};

/// Words that say that something is a secret: whoever damages them, hides it from us too.
bool is_telling(const std::string& text, std::size_t at) {
  for (const std::string word : {"kind", "Secret", "stringData", "data", "password"})
    for (std::size_t found = text.find(word); found != std::string::npos; found = text.find(word, found + 1))
      if (found <= at && at <= found + word.size() + 2) return true;
  return false;
}

std::string reports(const std::string& text) {
  TestReport test(text);
  test.conversion = convert(test.sources, test.options);
  return render_text(test.report(), {}) + render_json(test.report());
}

}  // namespace

TEST_CASE("no report shows a value of a Secret or a credential, wherever the document is broken") {
  for (const std::string& holder : kHolders) {
    CHECK(reports(holder).find(kSeen) == std::string::npos);
    for (std::size_t at = 0; at < holder.size(); ++at) {
      if (is_telling(holder, at)) continue;
      for (const std::string put : {":", ": ", "{", "[", "\"", "'", " *", "&", "!", "\t", "\n", "- ", "|", "#", "%", "<<: ", "\x01", "\xff", "\r"}) {
        if (put == "#" && holder.find("kind: Secret") == std::string::npos) continue;  // a comment in another kind is shown
        const std::string broken = holder.substr(0, at) + put + holder.substr(at);
        const std::string shown = reports(broken);
        INFO(broken, "\n", shown);
        REQUIRE(shown.find(kSeen) == std::string::npos);
      }
    }
  }
}
