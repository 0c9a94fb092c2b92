#!/usr/bin/env python3
"""Reads the CRDs of all Gateway API releases and writes what they allow: releases.tsv, kinds.tsv and fields.tsv.

usage: import.py CRDS    CRDS holds one folder per release and channel, such as `v1.2.0-standard`, with the CRD files.
Only facts are taken over: names, types, limits and patterns, never descriptions or messages.
"""
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
"""

PLAIN = ("format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "maxProperties")
RENAMED = {"x-kubernetes-list-type": "listType", "x-kubernetes-map-type": "mapType"}
AS_JSON = ("default", "oneOf")
STRUCTURE = ("type", "properties", "items", "additionalProperties", "required", "enum", "x-kubernetes-list-map-keys")
LEFT_OUT = ("description", "x-kubernetes-validations")  # sentences; rules of several fields, which are code
ORDER = ("type", "required", "default", "enum", *PLAIN, "listType", "listKeys", "mapType", "oneOf")


def semantic(release):
    return [int(number) for number in release[1:].split(".")]


def compact(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def facts_of(node, path, required):
    """Yields (path, fact, value) for a schema node and everything below it."""
    unknown = set(node) - {*PLAIN, *RENAMED, *AS_JSON, *STRUCTURE, *LEFT_OUT}
    if unknown:
        sys.exit(f"{path}: import.py does not know {', '.join(sorted(unknown))}")
    if path:
        yield path, "type", node["type"]
        if required:
            yield path, "required", "true"
    for value in node.get("enum", []):
        yield path, "enum", str(value)
    for key in PLAIN:
        if key in node:
            yield path, key, str(node[key])
    for key, name in RENAMED.items():
        if key in node:
            yield path, name, node[key]
    for key in AS_JSON:
        if key in node:
            yield path, key, compact(node[key])
    if "x-kubernetes-list-map-keys" in node:
        yield path, "listKeys", ",".join(node["x-kubernetes-list-map-keys"])
    for name, child in node.get("properties", {}).items():
        if path or name not in ("apiVersion", "kind", "metadata", "status"):
            yield from facts_of(child, f"{path}.{name}" if path else name, name in node.get("required", []))
    if "items" in node:
        yield from facts_of(node["items"], path + "[]", False)
    if isinstance(node.get("additionalProperties"), dict):
        yield from facts_of(node["additionalProperties"], path + "{}", False)


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


def collect(crds, releases):
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
                    for fact in facts_of(version["schema"]["openAPIV3Schema"], "", False):
                        fields.setdefault((kind, *fact), {}).setdefault(place, set()).add(name)
    return kinds, fields, served


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
    releases = sorted({folder.name.rsplit("-", 1)[0] for folder in crds.iterdir() if folder.is_dir()}, key=semantic)
    ranges = Ranges(releases)
    kinds, fields, served = collect(crds, releases)

    states = ("defined", "served", "storage", "deprecated")
    kind_rows = [[*key, *ranges.columns(kinds[key])]
                 for key in sorted(kinds, key=lambda key: (*key[:4], states.index(key[4])))]
    write(out / "releases.tsv", HEADER_RELEASES, [], [[release] for release in releases])
    write(out / "kinds.tsv", HEADER_KINDS + HEADER_RANGES,
          ["kind", "group", "scope", "version", "fact", *CHANNELS], kind_rows)
    write(out / "fields.tsv", HEADER_FIELDS + HEADER_RANGES,
          ["kind", "path", "fact", "value", "versions", *CHANNELS], field_rows(fields, served, ranges))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: import.py CRDS")
    main()
