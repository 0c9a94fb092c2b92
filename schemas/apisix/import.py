#!/usr/bin/env python3
"""Writes fields.tsv: the input fields of the kinds of apisix.apache.org, by apiVersion.

usage: import.py TABLE    TABLE has a heading and the columns kind, apiVersion, field, type, constraints, …, one row per
                          field of a CustomResourceDefinition.
"""
import pathlib
import re
import sys

HEADER = """\
# Input fields of the kinds of apisix.apache.org. Written by import.py. `[]` is an item of a list; `*` after a field means
# that everything below it is free.
# kind	version	field
"""

ROUTE_VERSIONS = ("v2alpha1", "v2beta1", "v2beta2", "v2beta3", "v2")

# What the controllers read although no CustomResourceDefinition lists it.
UNLISTED = [
    # The first shape of ApisixRoute, from before its definition had a schema.
    *(("ApisixRoute", "v1", field) for field in (
        "spec.rules", "spec.rules[]", "spec.rules[].host", "spec.rules[].http", "spec.rules[].http.paths",
        "spec.rules[].http.paths[]", "spec.rules[].http.paths[].path", "spec.rules[].http.paths[].backend",
        "spec.rules[].http.paths[].backend.serviceName", "spec.rules[].http.paths[].backend.servicePort",
        "spec.rules[].http.paths[].timeout", "spec.rules[].http.paths[].timeout.connect",
        "spec.rules[].http.paths[].timeout.send", "spec.rules[].http.paths[].timeout.read",
        "spec.rules[].http.paths[].plugins", "spec.rules[].http.paths[].plugins[]",
        "spec.rules[].http.paths[].plugins[].name", "spec.rules[].http.paths[].plugins[].enable",
        "spec.rules[].http.paths[].plugins[].config*", "spec.rules[].http.paths[].plugins[].config_set*")),
    # ApisixUpstream 0.1 to 0.3: one entry per port.
    *(("ApisixUpstream", "v1", field) for field in (
        "spec.ports", "spec.ports[]", "spec.ports[].port", "spec.ports[].scheme", "spec.ports[].loadbalancer*")),
    # The name that `match.exprs` has in the controllers' own types.
    *(("ApisixRoute", version, "spec.http[].match.nginxVars*") for version in ROUTE_VERSIONS),
    # The spelling of the controllers' own types; the definitions write `keyAuth`.
    *(("ApisixRoute", version, field) for version in ROUTE_VERSIONS for field in (
        "spec.http[].authentication.keyauth", "spec.http[].authentication.keyauth.header")),
    # A list of plugin configurations instead of `config`: v1 only.
    ("ApisixRoute", "v1", "spec.http[].plugins[].config_set*"),
    # Never had a definition with a schema.
    ("ApisixService", "v1", "spec*"),
]
# The definitions misspell one field; the controllers read the right spelling.
MISSPELT, SPELT = "resolveGranualrity", "resolveGranularity"


def is_free(kind, field, type_, constraints, parents):
    """An object without listed members, or one that keeps what it does not know."""
    if "preserve-unknown-fields=true" in constraints:
        return True
    return type_ in ("object", "?") and "int-or-string" not in constraints and (kind, field) not in parents


def main():
    rows, maps = [], set()
    for line in pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()[1:]:
        kind, version, field, type_, constraints = line.split("\t")[:5]
        if version != "v1alpha1" and kind.startswith("Apisix") and field.split(".")[0] not in ("status", "metadata"):
            if field.endswith(".<key>"):  # a map with keys of the user's choice
                maps.add((kind, version, field.removesuffix(".<key>")))
            else:
                rows.append((kind, version, field, type_, constraints))
    parents = set()
    for kind, version, field, *_ in rows:
        parts = re.sub(r"\[\]", ".[]", field).split(".")
        for end in range(1, len(parts)):
            parents.add((kind + version, ".".join(parts[:end]).replace(".[]", "[]")))

    free, plain = maps, set()
    for kind, version, field, type_, constraints in rows:
        target = free if is_free(kind + version, field, type_, constraints, parents) else plain
        target.add((kind, version, field))
        if MISSPELT in field:
            target.add((kind, version, field.replace(MISSPELT, SPELT)))
    for kind, version, field in UNLISTED:
        (free if field.endswith("*") else plain).add((kind, version, field.rstrip("*")))

    out = pathlib.Path(__file__).resolve().parent / "fields.tsv"
    lines = [f"{kind}\t{version}\t{field}{'*' if (kind, version, field) in free else ''}\n"
             for kind, version, field in sorted(free | plain)]
    out.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{out.name}: {len(lines)} rows, {len(free)} of them free")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: import.py TABLE")
    main()
