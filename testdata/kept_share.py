#!/usr/bin/python3
"""The share of source values that a conversion keeps: every scalar of the Apisix kinds, except those in a place that a finding
calls dropped, and those that a finding of another effect but kept and equivalent begins with.

usage: kept_share.py GWCONVERT PERCENT FOLDER [FLAG...]
Flags go to `gwconvert lint`. What a file refers to without having it is put beside it (cluster_around.py). Prints what is lost, most frequent first; exits with 1 if less than PERCENT is kept, and with 77
(skipped) where FOLDER or PyYAML is not there.
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
    out = subprocess.run([program, "lint", "--format", "json", *flags, str(path), "-"], input=more, capture_output=True, text=True, check=False).stdout
    places = []
    for finding in json.loads(out)["findings"] if out else []:
        if finding.get("file") != str(path) or finding["effect"] not in CHANGED | {"dropped"}:
            continue
        begin, end = (finding["line"], finding["column"]), (finding["endLine"], finding["endColumn"])
        places.append((begin, end if finding["effect"] == "dropped" else (begin[0], begin[1] + 1), f"{finding['code']} {finding['name']}"))
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
        print(f"{count:7d}  {code}")
    sys.exit(0 if share >= float(demanded) else 1)


if __name__ == "__main__":
    main()
