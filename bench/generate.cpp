/// Writes routing resources of any number and size to standard output: `bench_generate apisix|ingress OBJECTS PATHS`.
/// The same arguments give the same bytes everywhere.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view kServices[] = {"cart", "catalog", "checkout", "search", "orders", "accounts", "media", "stock"};
constexpr std::string_view kFirst[] = {"api", "internal", "public", "mobile", "partner", "static"};
constexpr std::string_view kSecond[] = {"items", "users", "invoices", "sessions", "images", "reports", "events"};
constexpr std::string_view kMethods[] = {"GET", "POST", "PUT", "DELETE", "PATCH"};

/// Choices that are the same on every platform: the engine is specified by the standard, distributions are not.
class Dice {
 public:
  bool one_in(unsigned n) { return below(n) == 0; }
  unsigned below(unsigned n) { return static_cast<unsigned>(engine_() % n); }
  std::string_view any(std::span<const std::string_view> words) { return words[below(static_cast<unsigned>(words.size()))]; }

 private:
  std::mt19937 engine_{20220907};
};

std::string number(unsigned n) { return std::to_string(n); }

void write_expression(std::string& out, Dice& dice) {
  const bool header = dice.one_in(2);
  out += "      exprs:\n      - subject:\n          scope: ";
  out += header ? "Header\n          name: X-Tenant\n" : "Query\n          name: tenant\n";
  if (dice.one_in(3))
    out += "        op: In\n        set:\n        - blue\n        - green\n";
  else
    out += "        op: Equal\n        value: tenant-" + number(dice.below(50)) + "\n";
}

void write_match(std::string& out, Dice& dice, unsigned object, unsigned first_path, unsigned paths) {
  out += "    match:\n      hosts:\n      - shop-" + number(object) + ".team-" + number(object % 20) + ".example.com\n";
  if (object % 4 == 0) out += "      - www.shop-" + number(object) + ".example.com\n";
  out += "      paths:\n";
  for (unsigned i = first_path; i < first_path + paths; ++i) {
    out.append("      - /").append(dice.any(kFirst)).append("/v").append(number(i)).append("/").append(dice.any(kSecond));
    out += dice.one_in(2) ? "/*\n" : "\n";
  }
  if (dice.one_in(4)) {
    out += "      methods:\n";
    const unsigned first = dice.below(4);
    for (unsigned i = first; i < first + 2; ++i) out.append("      - ").append(kMethods[i]).append("\n");
  }
  if (dice.one_in(5)) write_expression(out, dice);
}

void write_backends(std::string& out, Dice& dice) {
  const bool canary = dice.one_in(4);
  const std::string_view service = dice.any(kServices);
  out.append("    backends:\n    - serviceName: ").append(service).append("\n      servicePort: 8080\n");
  if (canary)
    out.append("      weight: 90\n    - serviceName: ").append(service).append("-canary\n      servicePort: 8080\n      weight: 10\n");
}

void write_apisix(std::string& out, Dice& dice, unsigned object, unsigned paths) {
  const std::string_view app = dice.any(kServices);
  out.append("---\napiVersion: apisix.apache.org/v2\nkind: ApisixRoute\nmetadata:\n  name: ").append(app).append("-" + number(object));
  out += "\n  namespace: team-" + number(object % 20) + "\n  labels:\n    app.kubernetes.io/name: ";
  out.append(app).append("\n    app.kubernetes.io/part-of: shop\n  annotations:\n    example.com/owner: \"team-");
  out += number(object % 20) + "@example.com\"\nspec:\n  http:\n";
  for (unsigned done = 0, rule = 0; done < paths; ++rule) {
    const unsigned count = std::min(paths - done, 1 + dice.below(3));
    out.append("  - name: ").append(app).append("-" + number(object) + "-" + number(rule) + "\n");
    if (dice.one_in(6)) out += "    priority: " + number(dice.below(10)) + "\n";
    if (dice.one_in(3)) out += "    websocket: true\n";
    write_match(out, dice, object, done, count);
    write_backends(out, dice);
    done += count;
  }
}

void write_ingress_annotations(std::string& out, Dice& dice, unsigned object) {
  constexpr std::string_view kPrefix = "    nginx.ingress.kubernetes.io/";
  out += "  annotations:\n    example.com/owner: \"team-" + number(object % 20) + "@example.com\"\n";
  if (dice.one_in(3)) out.append(kPrefix).append("proxy-body-size: 8m\n");
  if (dice.one_in(4)) out.append(kPrefix).append("proxy-read-timeout: \"120\"\n");
  if (dice.one_in(5)) out.append(kPrefix).append("enable-cors: \"true\"\n");
  if (dice.one_in(10)) out.append(kPrefix).append("rewrite-target: /$2\n");
  if (dice.one_in(10)) out.append(kPrefix).append("ssl-redirect: \"false\"\n");
}

void write_ingress(std::string& out, Dice& dice, unsigned object, unsigned paths) {
  const std::string host = "shop-" + number(object) + ".team-" + number(object % 20) + ".example.com";
  const std::string_view app = dice.any(kServices);
  out.append("---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: ").append(app).append("-" + number(object));
  out += "\n  namespace: team-" + number(object % 20) + "\n  creationTimestamp: \"2023-0" + number(1 + object % 9) + "-11T09:00:00Z\"\n";
  out.append("  labels:\n    app.kubernetes.io/name: ").append(app).append("\n");
  const std::size_t before = out.size();
  write_ingress_annotations(out, dice, object);
  const bool rewrites = out.find("rewrite-target", before) != std::string::npos;
  out += "spec:\n  ingressClassName: nginx\n";
  if (object % 200 == 0) out += "  tls:\n  - hosts:\n    - " + host + "\n    secretName: shop-tls\n";
  out += "  rules:\n  - host: " + host + "\n    http:\n      paths:\n";
  for (unsigned i = 0; i < paths; ++i) {
    out.append("      - path: /").append(dice.any(kFirst)).append("/v").append(number(i));
    out += rewrites ? "(/|$)(.*)\n        pathType: ImplementationSpecific\n" : dice.one_in(3) ? "\n        pathType: Exact\n" : "\n        pathType: Prefix\n";
    out.append("        backend:\n          service:\n            name: ").append(dice.any(kServices)).append("\n            port:\n              number: 8080\n");
  }
}

/// A kind of resource that can be generated: one row and one function each.
struct Generator {
  std::string_view name;
  void (*write)(std::string& out, Dice& dice, unsigned object, unsigned paths);
};
constexpr Generator kGenerators[] = {{"apisix", write_apisix}, {"ingress", write_ingress}};

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4)
    for (const Generator& generator : kGenerators) {
      if (generator.name != argv[1]) continue;
      Dice dice;
      const auto objects = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
      const auto paths = static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10));
      for (unsigned object = 0; object < objects; ++object) {
        std::string text;
        generator.write(text, dice, object, paths);
        std::cout << text;
      }
      return std::cout.flush() ? 0 : 2;
    }
  std::cerr << "usage: bench_generate apisix|ingress OBJECTS PATHS\n";
  return 2;
}
