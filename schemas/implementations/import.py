#!/usr/bin/env python3
"""Reads conformance reports of Gateway API implementations and writes what they claim: reports.tsv and features.tsv.

usage: import.py REPORTS FEATURES
REPORTS has a line for each report and profile (columns: implementation, version, mode, gatewayAPIVersion,
gatewayAPIChannel, profile, core_result, supportedFeatures, unsupportedFeatures), FEATURES one for each feature (columns:
feature, level, first_ref, required_when_manifest_uses). Only facts are taken over: names, versions, levels, results and
the fields that need a feature.
"""
import csv
import pathlib
import sys

HEADER_REPORTS = """\
# What implementations of the Gateway API claim in the conformance reports of one version each. Written by import.py.
# Profiles of one report are joined, and of several modes only what all of them claim is kept. Profiles of meshes are left out.
# The core features of a profile that was passed count as claimed. An empty channel means that the report names none.
# core: `partial` if tests of the core of some profile were skipped.
# implementation	version	release	channel	core	supported	unsupported
"""
HEADER_FEATURES = """\
# Features of the Gateway API by the names that conformance reports use. Written by import.py.
# since: the first release with the name, `main` if no release has it yet. needed by: what a manifest has that needs it.
# feature	level	since	needed by
"""

# What the core tests of a profile show, which no report lists.
CORE = {
    "HTTP": ("Gateway", "HTTPRoute", "ReferenceGrant"),
    "GATEWAY-HTTP": ("Gateway", "HTTPRoute", "ReferenceGrant"),
    "GATEWAY-GRPC": ("Gateway", "GRPCRoute"),
    "GATEWAY-TLS": ("Gateway", "TLSRoute"),
    "GATEWAY-TCP": ("Gateway", "TCPRoute"),
    "GATEWAY-UDP": ("Gateway", "UDPRoute"),
}
SKIPPED = {"ReferenceGrant": "ReferenceGrant"}  # a skipped test with this in its name leaves the feature open


def table(file):
    with open(file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def words(text):
    return {word for word in text.split(",") if word}


def semantic(release):
    return [int(number) for number in release[1:].split(".")]


def reports(rows):
    """(implementation, version, release, channel) → mode → (core results, supported, unsupported)"""
    out = {}
    for row in rows:
        if row["profile"] not in CORE:
            continue
        key = (row["implementation"], row["version"], row["gatewayAPIVersion"], row["gatewayAPIChannel"])
        core, supported, unsupported = out.setdefault(key, {}).setdefault(row["mode"], (set(), set(), set()))
        core.add(row["core_result"])
        supported |= words(row["supportedFeatures"])
        unsupported |= words(row["unsupportedFeatures"])
        if row["core_result"] in ("success", "partial"):
            skipped = row.get("core_skippedTests", "")
            supported |= {name for name in CORE[row["profile"]] if name not in SKIPPED or SKIPPED[name] not in skipped}
    return out


def report_lines(rows):
    found = reports(rows)
    for key in sorted(found, key=lambda k: (k[0], semantic(k[2]), k[3])):
        modes = list(found[key].values())
        core = "success" if all(results == {"success"} for results, _, _ in modes) else "partial"
        supported = set.intersection(*(s for _, s, _ in modes))
        unsupported = set.union(*(u for _, _, u in modes)) - supported
        yield (*key, core, ",".join(sorted(supported)), ",".join(sorted(unsupported)))


def write(file, header, lines):
    text = header + "".join("\t".join(line) + "\n" for line in lines)
    pathlib.Path(__file__).with_name(file).write_text(text, encoding="utf-8")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write("reports.tsv", HEADER_REPORTS, report_lines(table(sys.argv[1])))
    write("features.tsv", HEADER_FEATURES, (
        (row["feature"], row["level"], row["first_ref"], row["required_when_manifest_uses"]) for row in table(sys.argv[2])))


main()
