#!/usr/bin/python3
"""Deliberate mistakes in the conversion, each of which `gwconvert verify` has to find.

usage: broken.py BUILD_DIR GWCONVERT [CASE...]
`verify` reads input and manifests with code of its own, except for YAML and Services, and so does not repeat a mistake of the
conversion. The name of a folder of `broken/`, beside this file, says what goes wrong; the folder holds
  change.patch  a unified diff against the root of the repository, which puts the mistake into one source file;
  broken.yaml   an input with a request that shows it;
  args          flags for this input, if it needs any.
BUILD_DIR is an up-to-date build by Ninja with compile_commands.json, and GWCONVERT the program in it. For each folder, or each
CASE, the changed file is compiled as the build does it and linked with the other objects of the build. The sound program has to announce every difference for the input. The broken one has to compile and to print manifests
that pass its own checks; `verify` has to name a request that ends differently without a finding. Exits with 1 if a case fails,
and with 77 (skipped) where a tool is missing or the build has sanitizers.
"""
import concurrent.futures
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HOUSE = pathlib.Path(__file__).resolve().parent.parent
CONVERSION = re.compile(r"converters/(?!verify/)\S+\.cpp")
FOUND = "NOT ANNOUNCED"


class Failure(Exception):
    pass


def call(command, folder=None):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stdout + done.stderr


def run(what, command, folder):
    """The output of a command that has to succeed."""
    status, out, text = call(command, folder)
    if status != 0:
        raise Failure(f"{what}: exit status {status}\n{text[-3000:]}")
    return out


def change(patch, folder):
    """The source file that the patch changes, and a changed copy of it below `folder`."""
    names = re.findall(r"^\+\+\+ b/(\S+)", patch.read_text(), re.MULTILINE)
    if len(names) != 1 or not CONVERSION.fullmatch(names[0]):
        raise Failure(f"change.patch changes {', '.join(names) or 'nothing'} and not one source file of the conversion")
    copy = folder / names[0]
    copy.parent.mkdir(parents=True)
    shutil.copyfile(HOUSE / names[0], copy)
    run("change.patch does not apply", ["patch", "-p1", "--batch", "--input", patch], folder)
    return HOUSE / names[0], copy


class Build:
    def __init__(self, folder):
        self.folder = folder
        entries = json.loads((folder / "compile_commands.json").read_text())
        self.compile = {pathlib.Path(entry["file"]).resolve(): shlex.split(entry["command"]) for entry in entries}
        commands = run("ninja knows no commands", ["ninja", "-t", "commands", "gwconvert"], folder).splitlines()
        self.link = shlex.split(commands[-1])[2:-2]  # between `: &&` and `&& :`

    def program_with(self, source, copy):
        """A program that has `copy` in the place of `source`."""
        command = list(self.compile[source])
        place, own, program = command.index("-o") + 1, f"{copy}.o", f"{copy}.program"
        link = [own if word == command[place] else word for word in self.link]
        command[place], command[command.index("-c") + 1], link[link.index("-o") + 1] = own, str(copy), program
        run("the broken program does not compile", [*command, f"-I{source.parent}"], self.folder)
        run("the broken program cannot be linked", link, self.folder)
        return program


def judge(case, build, sound):
    """The line in which `verify` names the request."""
    args = case / "args"
    words = [*shlex.split(args.read_text() if args.exists() else ""), str(case / "broken.yaml")]
    status, _, text = call([sound, "verify", *words])
    if status not in (0, 1) or FOUND in text:
        raise Failure(f"verify does not pass without the mistake: exit status {status}\n{text}")
    with tempfile.TemporaryDirectory() as folder:
        program = build.program_with(*change(case / "change.patch", pathlib.Path(folder)))
        status, manifests, text = call([program, "--keep-going", *words])
        if status not in (0, 1) or not manifests:
            raise Failure(f"the broken program prints no manifests: exit status {status}\n{text}")
        status, _, text = call([program, "verify", *words])
    if status != 2 or FOUND not in text:
        raise Failure(f"verify does not find the mistake: exit status {status}\n{text}")
    return next(line for line in text.splitlines() if FOUND in line)


def main():
    build = Build(pathlib.Path(sys.argv[1]).resolve()) if shutil.which("patch") and shutil.which("ninja") else None
    if build is None or not shutil.which(build.link[0]) or any(word.startswith("-fsanitize") for word in build.link):
        print("skipped: patch, ninja or the compiler is not there, or the build has sanitizers")
        sys.exit(77)
    sound = sys.argv[2]
    cases = [pathlib.Path(case).resolve() for case in sys.argv[3:]] or sorted((HOUSE / "testdata/broken").iterdir())
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case, judged in [(case, pool.submit(judge, case, build, sound)) for case in cases]:
            try:
                print(f"{case.name}: {judged.result()}", flush=True)
            except (Failure, OSError, KeyError) as failure:
                print(f"{case.name}: FAILED: {failure}", flush=True)
                failed += 1
    sys.exit(1 if failed or not cases else 0)


if __name__ == "__main__":
    main()
