#!/usr/bin/python3
"""Reports of many inputs in every format, judged by those who read them: SARIF by Microsoft's validator, JSON by its schema, XML by
definitions of JUnit and Checkstyle.

usage: formats.py GWCONVERT SOURCE CORPUS TOOLS
TOOLS is a folder in which `npm install @microsoft/sarif-multitool ajv-cli` has been run. Exits with 77 (skipped) if it is not
there, or xmllint is not.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

EVERY = 8  # of the inputs


def judge(what, command, reports, flag=""):
    """Runs a validator, with `flag` before each report; its faults are its output."""
    words = [word for report in reports for word in (flag, report) if word]
    result = subprocess.run([*command, *words], capture_output=True, text=True, check=False)
    text = result.stdout + result.stderr
    faults = [line for line in text.splitlines() if re.search(r"\b(error|warning|invalid|fails)\b", line) or (result.returncode and "validates" not in line)]
    print(f"{what}: {len(reports)} reports, {len(faults)} faults")
    if faults:
        print("\n".join(fault for fault in faults if not fault.endswith(" valid"))[:4000])
    return len(faults)


def main():
    program, source, corpus, tools = (pathlib.Path(word) for word in sys.argv[1:])
    sarif, ajv = tools / "node_modules/.bin/sarif-multitool", tools / "node_modules/.bin/ajv"
    if not sarif.exists() or not ajv.exists() or shutil.which("xmllint") is None:
        print("skipped: sarif-multitool, ajv or xmllint is not there")
        sys.exit(77)
    inputs = sorted(source.glob("testdata/*/*/input.yaml")) + sorted(corpus.glob("apisix/*.yaml")) + sorted(corpus.glob("ingress/*.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        written = {kind: [] for kind in ("sarif", "json", "junit", "checkstyle", "whole", "verify", "trace")}
        others = {"whole": ["report", "--format", "json"], "verify": ["verify", "--format", "json"], "trace": ["trace", "http://shop.example.com/x", "--format", "json"]}
        for i, path in enumerate(inputs[::EVERY]):
            for kind, reports in written.items():
                report = f"{folder}/{i}-{kind}.{kind if kind not in others else 'json'}"
                command = others.get(kind, ["lint", "--format", kind])
                subprocess.run([program, *command, "-o", report, path.relative_to(source) if path.is_relative_to(source) else path],
                               cwd=source, check=False, stderr=subprocess.DEVNULL)
                if pathlib.Path(report).exists():
                    reports.append(report)
        faults = judge("SARIF", [sarif, "validate"], written["sarif"])
        faults += judge("JSON", [ajv, "validate", "--spec=draft2020", "-s", source / "schemas/report.schema.json"], written["json"] + written["whole"], "-d")
        faults += judge("proofs", [ajv, "validate", "--spec=draft2020", "-s", source / "schemas/proof.schema.json"], written["verify"] + written["trace"], "-d")
        for kind in ("junit", "checkstyle"):
            faults += judge(kind, ["xmllint", "--noout", "--schema", source / f"testdata/report/{kind}.xsd"], written[kind])
    enough = min(map(len, written.values())) > 50
    sys.exit(1 if faults or not enough else 0)


if __name__ == "__main__":
    main()
