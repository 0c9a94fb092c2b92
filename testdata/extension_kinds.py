#!/usr/bin/python3
"""Objects of APISIX's own kinds beside what their definitions say, as the tests have printed them for testdata and the corpus.

usage: extension_kinds.py PRINTED SHARED
Checks fields, types, what is required, enumerations, patterns and sizes, as a table of the definitions lists them, that a
policy and a filter refer to something that is printed, and that no two objects have one name. Exits with 77 (skipped)
where SHARED or PyYAML is not there.
"""
import glob
import os
import re
import sys

try:
    import yaml
except ImportError:
    print("skipped: PyYAML is not there")
    sys.exit(77)

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TYPES = {"string": str, "integer": int, "boolean": bool, "object": dict}
VERSIONS = [(2, 0, 0), (2, 1, 0), (2, 2, 0)]


def version(text):
    return tuple(int(part) for part in text.lstrip("v").split("."))


def in_range(tags, wanted):
    for part in tags.split(", "):
        ends = part.split("–")
        if version(ends[0]) <= wanted <= version(ends[-1]):
            return True
    return False


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def definitions(path, wanted):
    """For every kind the fields of a version of the controllers: path to type and constraints."""
    out = {}
    with open(path, encoding="utf-8") as file:
        for line in list(file)[1:]:
            kind, api, field, type_, constraints, _, tags = (line.rstrip("\n").split("\t") + [""] * 7)[:7]
            if api == "v1alpha1" and in_range(tags, wanted):
                out.setdefault(kind, {})[field] = (type_, constraints)
    return out


class Check:
    def __init__(self, fields, name):
        self.fields, self.name, self.faults = fields, name, []

    def fault(self, path, what):
        self.faults.append(f"{self.name}: {path} {what}")

    def value(self, value, path):
        if path not in self.fields:
            if not any(p.startswith(path) or p == path.rsplit(".", 1)[0] + ".<key>" for p in self.fields):
                self.fault(path, "is no field")
            return
        type_, constraints = self.fields[path]
        if type_ in ("?", "") or "freeform" in constraints:
            return
        if type_.startswith("[]"):
            if not isinstance(value, list):
                return self.fault(path, "must be a list")
            self.size(len(value), path, constraints, "Items")
            for item in value:
                self.typed(item, path + "[]", type_[2:], "")
            return
        self.typed(value, path, type_, constraints)

    def typed(self, value, path, type_, constraints):
        expected = TYPES.get(type_)
        if expected and (not isinstance(value, expected) or (expected is int and isinstance(value, bool))):
            return self.fault(path, f"must be {type_}, is {value!r}")
        if path.endswith("[]") and path in self.fields and type_ != "object":
            constraints += self.fields[path][1]
        enum = re.search(r"enum=\[(.*?)\]", constraints)
        if enum and value not in [word.strip().strip('"') for word in enum[1].split(",")]:
            self.fault(path, f"may not be {value!r}")
        pattern = re.search(r'pattern="((?:[^"\\]|\\.)*)"', constraints)
        if pattern and isinstance(value, str) and not re.search(pattern[1].replace("\\\\", "\\"), value):
            self.fault(path, f"{value!r} does not match {pattern[1]}")
        if isinstance(value, str):
            self.size(len(value), path, constraints, "Length")
        if isinstance(value, dict):
            for key, member in value.items():
                self.value(member, f"{path}.{key}")
            for field, (_, rules) in self.fields.items():
                if field.startswith(path + ".") and "." not in field[len(path) + 1:] and "[]" not in field[len(path):]:
                    if rules.startswith("required") and field[len(path) + 1:] not in value:
                        self.fault(field, "is missing")

    def size(self, size, path, constraints, what):
        low, high = re.search(rf"min{what}=(\d+)", constraints), re.search(rf"max{what}=(\d+)", constraints)
        if (low and size < int(low[1])) or (high and size > int(high[1])):
            self.fault(path, f"has {size} {what.lower()}")


def scalars(value):
    if isinstance(value, list):
        for item in value:
            yield from scalars(item)
    else:
        yield value


def check_references(documents, name):
    def key(d):
        return (d["kind"], d["metadata"].get("namespace"), d["metadata"]["name"])

    keys = [key(d) for d in documents]
    faults = [f"{name}: two objects are called {k}" for k in set(keys) if keys.count(k) > 1]
    for d in documents:
        space = d["metadata"].get("namespace")
        if d["kind"] == "GatewayProxy":
            faults += check_gateway_proxy(d, f"{name}: GatewayProxy {d['metadata']['name']}")
        if d["kind"] == "Gateway" and any(key[:2] == ("GatewayProxy", space) for key in keys):
            wanted = d["spec"]["infrastructure"]["parametersRef"]["name"]
            if ("GatewayProxy", space, wanted) not in keys:
                faults.append(f"{name}: Gateway {d['metadata']['name']} refers to no GatewayProxy that is printed, but to {wanted}")
        if d["kind"] == "HTTPRoutePolicy":
            faults += [f"{name}: nothing is called {t['name']}" for t in d["spec"]["targetRefs"] if ("HTTPRoute", space, t["name"]) not in keys]
            faults += [f"{name}: {s!r} in vars is no string" for s in scalars(d["spec"].get("vars", [])) if not isinstance(s, str)]
        for rule in d["spec"].get("rules", []) if d["kind"] == "HTTPRoute" else []:
            for f in rule.get("filters", []):
                if f["type"] == "ExtensionRef" and ("PluginConfig", space, f["extensionRef"]["name"]) not in keys:
                    faults.append(f"{name}: no PluginConfig {f['extensionRef']['name']}")
    return faults


def check_gateway_proxy(proxy, name):
    """What the definition says in rules over several fields, and that a plugin runs once."""
    spec, faults = proxy["spec"], []
    plane = spec.get("provider", {}).get("controlPlane")
    if plane is None:
        return [f"{name}: no control plane"]
    if ("endpoints" in plane) == ("service" in plane):
        faults.append(f"{name}: needs endpoints or a service")
    key = plane.get("auth", {}).get("adminKey", {})
    if ("value" in key) == ("valueFrom" in key):
        faults.append(f"{name}: needs a key or a reference to one")
    running = [p["name"] for p in spec.get("plugins", []) if p.get("enabled")]
    faults += [f"{name}: {plugin} runs twice" for plugin in set(running) if running.count(plugin) > 1]
    faults += [f"{name}: {p['name']} has no configuration" for p in spec.get("plugins", []) if p.get("enabled") and "config" not in p]
    return faults


def main():
    printed, shared = sys.argv[1:3]
    table = os.path.join(shared, "spec/apisix-crd-fields.tsv")
    if not os.path.exists(table):
        print("skipped: the table of definitions is not there")
        return 77
    faults, checked, proxies = [], 0, 0
    for wanted in VERSIONS:
        kinds = definitions(table, wanted)
        shown = ".".join(map(str, wanted[:2]))
        for path in glob.glob(os.path.join(printed, f"v* apisix-2@{shown}", "*.yaml")):
            text = read(path)
            documents = [d for d in yaml.load_all(text, Loader=LOADER) if d]
            path = text.splitlines()[0].removeprefix("# ")
            if "/corpus/ingress/" in path:
                continue  # read as ingress-nginx reads them, which knows no GatewayProxy
            faults += check_references(documents, path)
            for d in documents:
                if not d["apiVersion"].startswith("apisix.apache.org/"):
                    continue
                check = Check(kinds[d["kind"]], f"{path}: {d['kind']} {d['metadata']['name']} ({shown})")
                check.value(d["spec"], "spec")
                faults += check.faults
                checked += 1
                proxies += d["kind"] == "GatewayProxy"
    print(f"{checked} objects of APISIX's own kinds checked, {proxies} of them GatewayProxies, {len(faults)} faults")
    print("\n".join(faults[:50]))
    return 1 if faults or checked < 500 or proxies < 20 else 0


sys.exit(main())
