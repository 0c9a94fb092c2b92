#include "report/whole/account.h"

#include <doctest/doctest.h>

#include "report/test_report.h"

using namespace gw;
using namespace gw::cli;

namespace {

std::string ingress(std::string_view name, std::string_view space, std::string_view host, std::string_view class_name, std::string_view annotation = "") {
  return fmt::format(
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: {}\n  namespace: {}\n  labels: {{team: t-{}}}\n  annotations: {{{}}}\n"
      "spec:\n  ingressClassName: {}\n  rules:\n  - host: {}\n    http:\n      paths:\n      - {{path: /, pathType: Prefix, backend: {{service: {{name: s, port: {{number: 80}}}}}}}}\n---\n",
      name, space, space, annotation, class_name, host);
}

struct Counted {
  explicit Counted(std::string text) : test(std::move(text)) {
    test.options.survey = true;
    test.conversion = convert(test.sources, test.options);
    const Report report = test.report();
    account = account_of(report, Outcomes(report));
  }
  const Part* name_space(std::string_view name) const { return find(account.name_spaces, name); }
  const Part* host(std::string_view name) const { return find(account.hosts, name); }
  static const Part* find(const std::vector<Part>& parts, std::string_view name) {
    const auto found = std::ranges::find(parts, name, &Part::name);
    return found == parts.end() ? nullptr : &*found;
  }
  TestReport test;
  Account account;
};

const std::string kClasses =
    "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: nginx}\nspec: {controller: k8s.io/ingress-nginx}\n---\n"
    "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: traefik}\nspec: {controller: traefik.io/ingress-controller}\n---\n";

}  // namespace

TEST_CASE("the account adds up, and says what can move first") {
  const Counted counted(kClasses + ingress("a", "plain", "a.example.com", "nginx") + ingress("b", "limited", "b.example.com", "nginx", "nginx.ingress.kubernetes.io/proxy-body-size: 8m") +
                        ingress("c", "guarded", "c.example.com", "nginx", "nginx.ingress.kubernetes.io/auth-type: basic") + ingress("d", "others", "d.example.com", "traefik"));
  const auto effort = [&](std::string_view space) { return effort_of(counted.name_space(space)->sums); };
  CHECK(effort("plain") == Effort::Ready);
  CHECK(effort("limited") == Effort::Look);
  CHECK(effort("guarded") == Effort::Blocked);
  CHECK(counted.host("c.example.com")->sums.not_printed == 1);
  CHECK(counted.host("c.example.com")->with == std::vector<std::string>{"guarded"});
  const Sums& all = counted.account.all;
  CHECK(all.objects == 6);
  CHECK(all.rules == counted.test.conversion.totals.rules);
  CHECK(all.not_printed == counted.test.conversion.totals.not_printed);
  Sums added;
  for (const Part& part : counted.account.name_spaces) {
    added.errors += part.sums.errors;
    added.warnings += part.sums.warnings;
    for (std::size_t i = 0; i < added.values.size(); ++i) added.values[i] += part.sums.values[i];
  }
  CHECK(added.errors + counted.account.of_all.errors == all.errors);
  CHECK(added.warnings + counted.account.of_all.warnings == all.warnings);
  CHECK(added.values == all.values);
  CHECK(counted.account.owners.front().name == "nobody");
}

TEST_CASE("what other controllers serve is not kept, and no finding about a repeated object is lost") {
  const Counted counted(kClasses + ingress("a", "others", "a.example.com", "traefik") + ingress("b", "shop", "b.example.com", "nginx") + ingress("b", "shop", "c.example.com", "nginx"));
  const Part* others = counted.name_space("others");
  CHECK(others->sums.all_values() == 0);
  CHECK(others->sums.converted == 0);
  const Part* shop = counted.name_space("shop");
  CHECK(shop->sums.objects == 2);
  CHECK(shop->sums.converted == 1);
  CHECK(shop->sums.errors == 1);
  CHECK(effort_of(shop->sums) == Effort::Blocked);
  CHECK(effort_of(Sums{}) == Effort::Nothing);
}
