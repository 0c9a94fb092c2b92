#!/usr/bin/python3
"""The share of source values that a conversion keeps: every scalar of the Apisix kinds, except those in a place that a finding
calls dropped, and those that a finding of another effect but kept and equivalent begins with.

usage: kept_share.py GWCONVERT PERCENT FOLDER [FLAG...]
Flags go to `gwconvert lint`. What a file refers to without having it is put beside it (cluster_around.py). Prints what is lost,
most frequent first; exits with 1 if less than PERCENT is kept or something is lost that has no row in REST, and with 77 (skipped)
where FOLDER or PyYAML is not there.
"""
import collections
import json
import pathlib
import subprocess
import sys

try:
    import yaml

    from cluster_around import around
except ImportError:
    print("skipped: PyYAML is not there")
    sys.exit(77)

GROUP, KINDS = "apisix.apache.org/", "Apisix"
CHANGED = {"changed", "narrowed", "widened"}

NO_HOME, REFUSED, MOVED = "no place in the kinds of 2.x", "refused by the API server", "another word or place in APISIX 3.11"
REST = {
    "GW1127": NO_HOME,  # filter_func
    "GW1306": NO_HOME,  # a subset that no ApisixUpstream defines, so no Service can stand for it
    "GW1317": NO_HOME,  # discovery, tlsSecret, health checks, time limits on which rules differ
    "GW1318": NO_HOME,  # websocket, which the Service says
    "GW1414": NO_HOME,  # depth of mTLS
    "GW1415": NO_HOME,  # skip_mtls_uri_regex
    "GW0011": REFUSED, "GW0012": REFUSED, "GW0013": REFUSED, "GW0015": REFUSED,
    "GW1503": REFUSED,  # consumers that cannot be: plugins that are no list, names of a shell's variable
    "GW1507": "ApisixService, which no controller has served since 0.2",
    "GW1410": MOVED,
    "GW1521": "two objects set one global plugin, and only one can count",
}
WITHHELD = "GW1128"


def cause(finding, findings):
    """The code of the error that keeps a rule from being printed."""
    begin, end = (finding["line"], finding["column"]), (finding["endLine"], finding["endColumn"])
    errors = [f for f in findings if f["severity"] == "error" and f.get("file") == finding["file"]]
    inside = [f for f in errors if begin <= (f["line"], f["column"]) <= end]
    return (inside or errors or [finding])[0]["code"]


def scalars(node):
    """The scalar values below a node of a YAML document."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from scalars(item)
    else:
        for _, value in node.value:
            yield from scalars(value)


def member(node, key):
    for name, value in node.value if isinstance(node, yaml.MappingNode) else []:
        if name.value == key:
            return value
    return None


def objects(node):
    """The objects of the group in a document, also in a List."""
    version, kind = member(node, "apiVersion"), member(node, "kind")
    items = member(node, "items")
    if items is not None:
        for item in items.value:
            yield from objects(item)
    elif version is not None and kind is not None and version.value.startswith(GROUP) and kind.value.startswith(KINDS):
        yield node


def beside(text):
    """The rest of a cluster, as one text."""
    try:
        documents = list(yaml.safe_load_all(text))
    except yaml.YAMLError:  # a value that PyYAML has no type for
        return ""
    return yaml.safe_dump_all(around(documents))


def lost_places(program, path, flags, more):
    """Ranges of (line, column), from one, of findings that say a loss, with their codes; a change has no end."""
    done = subprocess.run([program, "lint", "--format", "json", *flags, str(path), "-"], input=more, capture_output=True, text=True, check=False)
    if not done.stdout:
        sys.exit(f"no report about {path}: {done.stderr}")
    places = []
    findings = json.loads(done.stdout)["findings"]
    for finding in findings:
        if finding.get("file") != str(path) or finding["effect"] not in CHANGED | {"dropped"}:
            continue
        begin, end = (finding["line"], finding["column"]), (finding["endLine"], finding["endColumn"])
        code = cause(finding, findings) if finding["code"] == WITHHELD else finding["code"]
        places.append((begin, end if finding["effect"] == "dropped" else (begin[0], begin[1] + 1), code))
    return places


def main():
    program, demanded, folder, *flags = sys.argv[1:]
    if not pathlib.Path(folder).is_dir():
        print("skipped: the corpus is not there")
        sys.exit(77)
    total = 0
    lost = collections.Counter()
    for path in sorted(pathlib.Path(folder).rglob("*.yaml")):
        try:
            text = path.read_text()
            documents = [d for d in yaml.compose_all(text) if d is not None]
        except (yaml.YAMLError, UnicodeDecodeError):
            continue
        places = lost_places(program, path, flags, beside(text))
        for document in documents:
            for found in objects(document):
                for scalar in scalars(member(found, "spec") or found):
                    total += 1
                    at = (scalar.start_mark.line + 1, scalar.start_mark.column + 1)
                    code = next((code for begin, end, code in places if begin <= at < end), None)
                    if code:
                        lost[code] += 1
    share = 100 * (total - lost.total()) / max(total, 1)
    print(f"{total} values, {total - lost.total()} kept or equivalent: {share:.2f} %")
    for code, count in lost.most_common():
        print(f"{count:7d}  {code}  {REST.get(code, 'why?')}")
    sys.exit(0 if share >= float(demanded) and set(lost) <= set(REST) else 1)


if __name__ == "__main__":
    main()
