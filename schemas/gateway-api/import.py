#!/usr/bin/env python3
"""Reads the CRDs of all Gateway API releases and writes what they allow: releases.tsv, kinds.tsv and fields.tsv.

usage: import.py CRDS RULES WEBHOOK
CRDS holds one folder per release and channel, such as `v1.2.0-standard`, with the CRD files. RULES gives every rule of a
CRD over several fields its number (columns: id, message, expression), WEBHOOK the rules of the validating webhook and
their releases (id, kind, releases). Only facts are taken over: names, types, limits, patterns and the numbers of rules,
never descriptions, messages or expressions.
"""
import csv
import json
import pathlib
import re
import sys

import yaml

CHANNELS = ("standard", "experimental")

HEADER_RELEASES = """\
# The releases of the Gateway API that this tool knows, oldest first. Written by import.py.
"""
HEADER_RANGES = """\
# `standard` and `experimental` say in which releases of that channel the row holds: `v0.6.0-v0.7.1` is a range with both
# ends, `v1.2.0+` lasts to the newest release of releases.tsv, `,` joins ranges, `-` is no release.
"""
HEADER_KINDS = """\
# Kinds of the Gateway API and their versions by release. Written by import.py.
# fact: `defined` (the CRD has the version), `served` (objects of it are accepted), `storage`, `deprecated`.
"""
HEADER_FIELDS = """\
# Fields of the Gateway API kinds, and what their values must obey, by release. Written by import.py.
# One row per fact; an empty kind or path repeats the one above. The first fact of a field is its type, and its ranges are
# those of the field; any other row with an empty range holds wherever the field exists in that channel.
# path: `[]` is an item of a list, `{}` a value of a map with free keys. `metadata` and `status` are left out.
# versions: the apiVersions for which the fact holds, when not for all that the release serves.
# fact: type, required, default (JSON), enum (one row per value), format, pattern (RE2, unanchored), minLength, maxLength
# (code points), minimum, maximum, minItems, maxItems, maxProperties, listType (atomic, set, map), listKeys, mapType,
# oneOf (JSON). A list type `map` means that no two items have the same listKeys; `set`, that no two items are the same.
# cel, webhook and library give the number of a rule over several fields, and say who enforces it: the CRD, the validating
# webhook, or nobody, because only the library of that release has it.
"""

PLAIN = ("format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "maxProperties")
RENAMED = {"x-kubernetes-list-type": "listType", "x-kubernetes-map-type": "mapType"}
AS_JSON = ("default", "oneOf")
IP_ADDRESS = (  # the only oneOf that the program knows: an address of type IPAddress is one
    '[{"properties":{"type":{"enum":["IPAddress"]},"value":{"anyOf":[{"format":"ipv4"},{"format":"ipv6"}]}}},'
    '{"properties":{"type":{"not":{"enum":["IPAddress"]}}}}]')
STRUCTURE = ("type", "properties", "items", "additionalProperties", "required", "enum", "x-kubernetes-list-map-keys")
CEL = "x-kubernetes-validations"
LEFT_OUT = ("description",)
ORDER = ("type", "required", "default", "enum", *PLAIN, "listType", "listKeys", "mapType", "oneOf", "cel", "webhook", "library")

# Where the rules of the webhook look, and what they check there: under the number of the rule of a CRD that took over, or
# under their own.
FILTERS = ("spec.rules[].filters", "spec.rules[].backendRefs[].filters")
EACH_FILTER = tuple(path + "[]" for path in FILTERS)
MODIFIERS = tuple(f"{path}.{name}.path" for path in EACH_FILTER for name in ("requestRedirect", "urlRewrite"))
HEADERS = tuple(f"{path}.{name}HeaderModifier" for path in EACH_FILTER for name in ("request", "response"))
MATCH = "spec.rules[].matches[]"
FILTER_UNION = tuple(f"C{n:03}" for n in range(24, 36))
WEBHOOK = (
    ("W01", ("spec.rules[].backendRefs[]",), ("C018",)),
    ("W02", FILTERS, ("W02",)),
    ("W03", FILTERS, ("C019",)),
    ("W04", EACH_FILTER, FILTER_UNION),
    ("W05", MODIFIERS, ("C036", "C037", "C038", "C039")),
    ("W06", ("spec.rules[]",), ("W06",)),
    ("W07", (MATCH + ".path",), tuple(f"C{n:03}" for n in range(40, 50))),
    ("W08", (MATCH + ".path",), ("W08",)),
    ("W09", (MATCH + ".headers",), ("W09",)),
    ("W10", (MATCH + ".queryParams",), ("W10",)),
    ("W11", HEADERS, ("W11",)),
    ("W12", ("spec.parentRefs",), ("W12",)),
    ("W13", ("spec.parentRefs",), ("W13",)),
    ("W14", ("spec.rules[]",), ("C013",)),
    ("W15", ("spec.rules[].timeouts",), ("C057",)),
    ("W20", ("spec.listeners",), ("C006",)),
    ("W21", ("spec.listeners",), ("C007",)),
    ("W22", ("spec.listeners",), ("C005",)),
    ("W23", ("spec.listeners",), ("W23",)),
    ("W24", ("spec.listeners",), ("C008",)),
    ("W25", ("spec.listeners",), ("C056",)),
    ("W26", ("spec.addresses",), ("C002", "C003")),
    ("W26", ("spec.addresses[]",), ("C004", "W26")),
    ("W30", (), ()),  # compares with the object in the cluster
)
# The same for the library: kinds, paths, checks; each with the releases that have it.
GRPC_FILTER_UNION = tuple(n for n in FILTER_UNION if n not in ("C030", "C031", "C032", "C033"))
LIBRARY_RELEASES = ("v0.6.0", "v1.0.0")
LIBRARY = (
    (("GRPCRoute",), (MATCH + ".method",), ("C053",), LIBRARY_RELEASES),
    (("GRPCRoute",), (MATCH + ".method",), ("C054", "C055"), ("v0.7.0", "v1.0.0")),
    (("GRPCRoute",), (MATCH + ".headers",), ("W09",), LIBRARY_RELEASES),
    (("GRPCRoute",), FILTERS, ("W02",), LIBRARY_RELEASES),
    (("GRPCRoute",), EACH_FILTER, GRPC_FILTER_UNION, LIBRARY_RELEASES),
    (("GRPCRoute",), HEADERS, ("W11",), LIBRARY_RELEASES),
    (("TCPRoute", "TLSRoute", "UDPRoute"), ("spec.rules[].backendRefs[]",), ("C018",), LIBRARY_RELEASES),
    (("GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"), ("spec.parentRefs",), ("W12",), ("v0.6.0", "v0.6.2")),
    (("GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"), ("spec.parentRefs",), ("W13",), ("v0.7.0", "v1.0.0")),
)


def semantic(release):
    return [int(number) for number in release[1:].split(".")]


def compact(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def squeezed(message, expression):
    return " ".join(message.split()), "".join(expression.split())


def table(file):
    with open(file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def facts_of(node, path, required, numbers):
    """Yields (path, fact, value) for a schema node and everything below it."""
    unknown = set(node) - {*PLAIN, *RENAMED, *AS_JSON, *STRUCTURE, *LEFT_OUT, CEL}
    if unknown:
        sys.exit(f"{path}: import.py does not know {', '.join(sorted(unknown))}")
    if path:
        yield path, "type", node["type"]
        if required:
            yield path, "required", "true"
    for value in node.get("enum", []):
        yield path, "enum", value if isinstance(value, str) else compact(value)
    for key in PLAIN:
        if key in node:
            yield path, key, str(node[key])
    for key, name in RENAMED.items():
        if key in node:
            yield path, name, node[key]
    if compact(node.get("oneOf", [])) not in ("[]", IP_ADDRESS):
        sys.exit(f"{path}: import.py does not know this oneOf")
    for key in AS_JSON:
        if key in node:
            yield path, key, compact(node[key])
    if "x-kubernetes-list-map-keys" in node:
        yield path, "listKeys", ",".join(node["x-kubernetes-list-map-keys"])
    for rule in node.get(CEL, []):
        number = numbers.get(squeezed(rule["message"], rule["rule"]))
        if number is None:
            sys.exit(f"{path}: RULES has no number for: {rule['rule']}")
        yield path, "cel", number
    for name, child in node.get("properties", {}).items():
        if path or name not in ("apiVersion", "kind", "metadata", "status"):
            yield from facts_of(child, f"{path}.{name}" if path else name, name in node.get("required", []), numbers)
    if "items" in node:
        yield from facts_of(node["items"], path + "[]", False, numbers)
    if isinstance(node.get("additionalProperties"), dict):
        yield from facts_of(node["additionalProperties"], path + "{}", False, numbers)


class Ranges:
    """Turns sets of release numbers into text."""

    def __init__(self, releases):
        self.releases = releases

    def text(self, numbers):
        parts, numbers = [], sorted(numbers)
        while numbers:
            end = 0
            while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
                end += 1
            first, last = self.releases[numbers[0]], self.releases[numbers[end]]
            parts.append(first + "+" if numbers[end] == len(self.releases) - 1 else first if end == 0 else f"{first}-{last}")
            numbers = numbers[end + 1:]
        return ",".join(parts) or "-"

    def columns(self, where, of_field=None):
        """The two columns of a set of (release number, channel); empty where they equal those of the field."""
        sets = [{release for release, c in where if c == channel} for channel in CHANNELS]
        if of_field is None:
            return [self.text(s) for s in sets]
        field = [{release for release, c in of_field if c == channel} for channel in CHANNELS]
        return ["" if s == f else self.text(s) for s, f in zip(sets, field)]


def documents(folder):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in sorted(folder.glob("*.yaml")):
        for document in yaml.load_all(file.read_text(encoding="utf-8"), Loader=loader):
            if isinstance(document, dict) and document.get("kind") == "CustomResourceDefinition":
                yield document


def collect(crds, releases, numbers):
    """kinds: (kind, group, scope, version, fact) -> places; fields: (kind, path, fact, value) -> place -> versions."""
    kinds, fields, served = {}, {}, {}
    for number, release in enumerate(releases):
        for channel in CHANNELS:
            place = (number, channel)
            for crd in documents(crds / f"{release}-{channel}"):
                spec, kind = crd["spec"], crd["spec"]["names"]["kind"]
                for version in spec["versions"]:
                    name = version["name"]
                    states = {"defined": True, **{k: version.get(k, False) for k in ("served", "storage", "deprecated")}}
                    for fact, holds in states.items():
                        if holds:
                            kinds.setdefault((kind, spec["group"], spec["scope"], name, fact), set()).add(place)
                    if not version["served"]:
                        continue
                    served.setdefault((kind, place), set()).add(name)
                    for fact in facts_of(version["schema"]["openAPIV3Schema"], "", False, numbers):
                        fields.setdefault((kind, *fact), {}).setdefault(place, set()).add(name)
    return kinds, fields, served


def add_rules_outside_crds(fields, served, releases, webhook):
    """Adds what the webhook and the library check, for every place in which the CRD has the field."""
    def add(kind, paths, fact, checks, first, last):
        known = releases[releases.index(first):releases.index(last) + 1]
        for path in paths:
            for place in fields.get((kind, path, "type", "array"), {}) | fields.get((kind, path, "type", "object"), {}):
                for check in checks if releases[place[0]] in known else ():
                    fields.setdefault((kind, path, fact, check), {})[place] = served[kind, place]

    ranges = {row["id"]: (row["kind"], *row["releases"].split("..")) for row in webhook}
    missing = {number for number in ranges if number.startswith("W")} - {number for number, _, _ in WEBHOOK}
    if missing:
        sys.exit(f"import.py does not know where the webhook rules {', '.join(sorted(missing))} look")
    for number, paths, checks in WEBHOOK:
        kind, first, last = ranges[number]
        add(kind, paths, "webhook", checks, first, last)
    for kinds, paths, checks, (first, last) in LIBRARY:
        for kind in kinds:
            add(kind, paths, "library", checks, first, last)


def by_versions(kind, places, served):
    """Splits the places of a fact by the apiVersions that it is limited to; "" is all that are served."""
    out = {}
    for place, versions in places.items():
        limited = "" if versions == served[kind, place] else ",".join(sorted(versions))
        out.setdefault(limited, set()).add(place)
    return out


def field_rows(fields, served, ranges):
    exists = {}
    for (kind, path, fact, _), places in fields.items():
        if fact == "type":
            exists.setdefault((kind, path), set()).update(places)

    def position(item):
        kind, path, fact, value = item
        first = min(fields[item])
        return kind, re.sub(r"[.\[{]", "\x01", path), path, ORDER.index(fact), first, value

    above = ("", "")
    for kind, path, fact, value in sorted(fields, key=position):
        if re.search(r"[\t\n]", value):
            sys.exit(f"{kind} {path} {fact}: a tab or line break in a value")
        for versions, places in sorted(by_versions(kind, fields[kind, path, fact, value], served).items()):
            field = None if fact == "type" else exists[kind, path]
            columns = ranges.columns(places, field)
            shown = ("" if kind == above[0] else kind, "" if (kind, path) == above else path)
            yield [*shown, fact, value, versions, *columns]
            above = (kind, path)


def write(file, header, heading, rows):
    lines = ["\t".join(row) + "\n" for row in rows]
    text = header + ("# " + "\t".join(heading) + "\n" if heading else "") + "".join(lines)
    file.write_text(text, encoding="utf-8")
    print(f"{file.name}: {len(lines)} rows, {len(text)} bytes")


def main():
    crds, out = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).resolve().parent
    numbers = {squeezed(row["message"], row["expression"]): row["id"] for row in table(sys.argv[2])}
    releases = sorted({folder.name.rsplit("-", 1)[0] for folder in crds.iterdir() if folder.is_dir()}, key=semantic)
    ranges = Ranges(releases)
    kinds, fields, served = collect(crds, releases, numbers)
    add_rules_outside_crds(fields, served, releases, table(sys.argv[3]))

    states = ("defined", "served", "storage", "deprecated")
    kind_rows = [[*key, *ranges.columns(kinds[key])]
                 for key in sorted(kinds, key=lambda key: (*key[:4], states.index(key[4])))]
    write(out / "releases.tsv", HEADER_RELEASES, [], [[release] for release in releases])
    write(out / "kinds.tsv", HEADER_KINDS + HEADER_RANGES,
          ["kind", "group", "scope", "version", "fact", *CHANNELS], kind_rows)
    write(out / "fields.tsv", HEADER_FIELDS + HEADER_RANGES,
          ["kind", "path", "fact", "value", "versions", *CHANNELS], field_rows(fields, served, ranges))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: import.py CRDS RULES WEBHOOK")
    main()
