#!/usr/bin/python3
"""Conversions for apisix-2 beside manifests that the vendor wrote for the same purpose.

usage: vendor_pairs.py GWCONVERT REVIEWED SHARED [-v]
Every difference is a line `pair <TAB> side <TAB> object <TAB> reason` of REVIEWED, and every line there is a difference;
`object` is its kind and a hash. With -v at the end the objects that differ are shown.
What does not count: names of routes, PluginConfigs, policies and credentials, and which Gateway is referred to; the order
of objects; weights in another scale. Exits with 77 (skipped) where SHARED or PyYAML is not there.
"""
import functools
import glob
import hashlib
import json
import math
import os
import subprocess
import sys

try:
    import yaml
except ImportError:
    print("skipped: PyYAML is not there")
    sys.exit(77)

RELEASE = "v1.6.1"  # what the controllers 2.2 are built for


def plugin(entry):
    """A plugin without what says nothing: `enable: true`, which the kind does not have, and `_meta.disable: false`."""
    config = dict(entry.get("config") or {})
    if config.get("_meta") == {"disable": False}:
        del config["_meta"]
    return {"name": entry["name"], "config": config}


def plugins(entries):
    """Sorted: APISIX runs plugins in an order of its own."""
    return sorted((plugin(entry) for entry in entries or []), key=lambda p: p["name"])


def backends(refs):
    out = [dict(ref) for ref in refs or []]
    divisor = functools.reduce(math.gcd, (ref.get("weight", 1) for ref in out), 0)
    for ref in out:
        ref["weight"] = 1 if len(out) == 1 or divisor == 0 else ref.get("weight", 1) // divisor
    return out


def rule(of, configs):
    out = dict(of)
    for filters in [out.pop("filters", None) or []]:
        out["filters"] = [configs.get(f["extensionRef"]["name"], f) if f["type"] == "ExtensionRef" else f for f in filters]
    out["backendRefs"] = backends(out.get("backendRefs"))
    return out


def policies(spec, metadata):
    """One object for each target, since a policy may have several."""
    for target in spec["targetRefs"]:
        rest = {key: value for key, value in spec.items() if key != "targetRefs"}
        yield {"kind": "BackendTrafficPolicy", "namespace": metadata.get("namespace"), "target": target, "spec": rest}


def normal(text):
    documents = [d for d in yaml.safe_load_all(text) if isinstance(d, dict)]
    configs = {d["metadata"]["name"]: {"plugins": plugins(d["spec"]["plugins"])} for d in documents if d["kind"] == "PluginConfig"}
    referred = set()
    out = []
    for d in documents:
        kind, metadata, spec = d["kind"], d["metadata"], d.get("spec") or {}
        head = {"kind": kind, "namespace": metadata.get("namespace")}
        if metadata.get("labels"):
            head["labels"] = metadata["labels"]
        if kind in ("GatewayClass", "Gateway"):
            continue
        if kind == "PluginConfig":
            out.append({**head, **configs[metadata["name"]]})
        elif kind == "HTTPRoute":
            rules = [rule(r, configs) for r in spec["rules"]]
            out.append({**head, "hostnames": spec.get("hostnames"), "rules": rules})
        elif kind == "Consumer":
            credentials = [{key: c[key] for key in c if key != "name"} for c in spec.get("credentials") or []]
            out.append({**head, "name": metadata["name"], "credentials": credentials, "plugins": plugins(spec.get("plugins"))})
        elif kind == "BackendTrafficPolicy":
            out.extend(policies(spec, metadata))
        else:
            out.append({**head, "name": metadata["name"], "spec": spec})
    return sorted(json.dumps(o, sort_keys=True) for o in out)


def named(text):
    """The kind of an object and what tells it from others: the texts themselves are the vendor's."""
    if "-v" in sys.argv:
        print("  ", text)
    return json.loads(text)["kind"] + " " + hashlib.sha256(text.encode()).hexdigest()[:8]


def differences(gwconvert, pair):
    run = subprocess.run([gwconvert, "--gateway-api", RELEASE, "--implementation", "apisix-2", "--quiet", "--keep-going",
                          "--fail-on", "never", pair + ".crd.yaml"], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return [("fails", run.stderr.strip())]
    ours = normal(run.stdout)
    with open(pair + ".gateway.yaml", encoding="utf-8") as file:
        theirs = normal(file.read())
    for same in [o for o in ours if o in theirs]:
        if same in ours and same in theirs:
            ours.remove(same)
            theirs.remove(same)
    return [("ours", named(o)) for o in ours] + [("vendor", named(o)) for o in theirs]


def main():
    gwconvert, reviewed_file, shared = sys.argv[1:4]
    pairs = sorted(p[:-len(".crd.yaml")] for p in glob.glob(os.path.join(shared, "corpus/apisix/pairs/*.crd.yaml")))
    if not pairs:
        print("skipped: the vendor's manifests are not there")
        return 77
    reviewed = {}
    with open(reviewed_file, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            pair, side, what, reason = line.rstrip("\n").split("\t")
            reviewed[(pair, side, what)] = reason
    found = set()
    same = 0
    for pair in pairs:
        lines = [(os.path.basename(pair), side, what) for side, what in differences(gwconvert, pair)]
        same += not lines
        found.update(lines)
    print(f"{len(pairs)} pairs, {same} without a difference, {len(found)} differences")
    new = sorted(found - reviewed.keys())
    stale = sorted(reviewed.keys() - found)
    for line in new:
        print("not reviewed", *line, sep="\t")
    for line in stale:
        print("no difference any more:", *line, sep="\t")
    return 1 if new or stale or not all(reviewed.values()) else 0


sys.exit(main())
