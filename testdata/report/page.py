#!/usr/bin/python3
"""The page that `gwconvert report` writes, for many inputs and for hostile ones: it is well formed, loads nothing, can be read aloud, and
shows what the input says without doing it.

usage: page.py GWCONVERT SOURCE CORPUS
"""
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile

EVERY = 16  # of the inputs
VOID = {"meta", "input", "br", "hr", "img", "link"}
NAMES = [f'"\\"><script>alert({i})</script>"' for i in range(2)] + ["\"'onload='x\"", '"\\e[31mred\\a"', '"\\u202Egnp.exe"', '"</pre></details></section>"', '"&lt;b&gt;"', '"`code` and ``"']


def hostile():
    """Objects whose names, hosts, paths, annotations and plugin values are markup, escape sequences and the like."""
    for i, name in enumerate(NAMES):
        yield f"""apiVersion: apisix.apache.org/v2
kind: ApisixRoute
metadata: {{name: r{i}, namespace: shop, labels: {{team: {name}}}, annotations: {{a: {name}}}}}
spec:
  http:
  - name: {name}
    match: {{hosts: [{name}], paths: [{name}, /x]}}
    backends: [{{serviceName: {name}, servicePort: 80}}]
    plugins: [{{name: {name}, enable: true, config: {{uri: {name}, body: {name}}}}}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {{name: i{i}, namespace: shop, annotations: {{nginx.ingress.kubernetes.io/rewrite-target: {name}}}}}
spec: {{ingressClassName: nginx, rules: [{{host: a.example.com, http: {{paths: [{{path: /, pathType: Prefix, backend: {{service: {{name: s, port: {{number: 80}}}}}}}}]}}}}]}}
"""


MARK = "QQhiddenQQ"
SECRETS = f"""apiVersion: apisix.apache.org/v2
kind: ApisixRoute
metadata:
  name: r
  namespace: shop
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{{"spec": {{"config": {{"client_secret": "{MARK}"}}}}}}'
    example.com/api-token: {MARK}
spec:
  http:
  - name: a
    match: {{hosts: [a.example.com], paths: [/x]}}
    backends: [{{serviceName: s, servicePort: 80}}]
    plugins:
    - {{name: http-logger, enable: true, config: {{uri: "http://logs", auth_header: "Bearer {MARK}"}}}}
    - {{name: serverless-pre-function, enable: true, config: {{functions: ["return function() local t = '{MARK}' end"]}}}}
---
apiVersion: apisix.apache.org/v2
kind: ApisixConsumer
metadata: {{name: c, namespace: shop}}
spec: {{authParameter: {{keyAuth: {MARK}}}}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: i
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/auth-url: http://u:{MARK}@auth/?token={MARK}
    nginx.ingress.kubernetes.io/permanent-redirect: https://u:{MARK}@x.example.com/
    nginx.ingress.kubernetes.io/x-api-token: {MARK}
    nginx.ingress.kubernetes.io/configuration-snippet: |
      proxy_set_header Authorization "Basic {MARK}";
spec: {{ingressClassName: nginx, rules: [{{host: b.example.com, http: {{paths: [{{path: /, pathType: Prefix, backend: {{service: {{name: s, port: {{number: 80}}}}}}}}]}}}}]}}
---
apiVersion: v1
kind: Secret
metadata: {{name: s, namespace: shop}}
stringDat: {{a: {MARK}}}
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {{name: t, namespace: shop}}
spec: {{template: {{data: {{a: {MARK}}}}}}}
"""


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.faults, self.ids, self.links = [], [], set(), set()
        self.tags, self.header_cells, self.titles = [], 0, []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append(tag)
        if len(given) != len(attributes):
            self.faults.append(f"{tag} has an attribute twice")
        for name, value in attributes:
            if name.startswith("on") or name in ("src", "srcset", "action") or (name == "href" and not value.startswith("#")):
                self.faults.append(f"{tag} {name}={value!r} loads or does something")
        if "id" in given:
            if given["id"] in self.ids:
                self.faults.append(f"id {given['id']} is there twice")
            self.ids.add(given["id"])
        if given.get("href", "").startswith("#"):
            self.links.add(given["href"][1:])
        if tag == "th" and given.get("scope") not in ("col", "row"):
            self.faults.append("a header cell without scope")
        if tag in ("section",) and "aria-labelledby" not in given:
            self.faults.append("a section without a name")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else ''}>")
        else:
            self.open.pop()


def faults_of(text):
    page = Page()
    page.feed(text)
    page.close()
    faults = page.faults + [f"<{tag}> is not closed" for tag in page.open] + [f"#{link} leads nowhere" for link in sorted(page.links - page.ids)]
    for tag in ("header", "nav", "main", "footer", "title", "h1"):
        if page.tags.count(tag) != 1:
            faults.append(f"<{tag}> is there {page.tags.count(tag)} times")
    if page.tags.count("script") != 1 or page.tags.count("style") != 1:
        faults.append("more scripts or styles than our own")
    if re.search("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text):
        faults.append("a control character")
    return faults


def changes_nothing(program, path):
    """Whether a conversion prints the same with a page beside it."""
    with tempfile.TemporaryDirectory() as folder:
        plain, told = (subprocess.run([program, *flags, path], capture_output=True, check=False) for flags in ([], ["--report", f"{folder}/page.html"]))
    return (plain.returncode, plain.stdout, plain.stderr) == (told.returncode, told.stdout, told.stderr)


def report(program, *words, text=None, form="html"):
    done = subprocess.run([program, "report", "--format", form, *words], input=text, capture_output=True, check=False)
    return done.stdout.decode() if done.returncode == 0 else None


def main():
    program, source, corpus = (pathlib.Path(word) for word in sys.argv[1:])
    inputs = sorted(source.glob("testdata/*/*/input.yaml")) + sorted(corpus.glob("apisix/*.yaml")) + sorted(corpus.glob("ingress/*.yaml"))
    pages, broken = 0, 0
    for words, text in [((path,), None) for path in inputs[::EVERY]] + [(("-",), one.encode()) for one in hostile()] + [(("-",), "---\n".join(hostile()).encode())] + [(("-",), next(hostile()).replace("\n", end).encode()) for end in ("\r\n", "\r")]:
        page = report(program, *words, text=text)
        if page is None:
            continue
        pages += 1
        if faults := faults_of(page):
            broken += 1
            print(*words, *faults[:5], sep="\n  ")
    leaks = [name for name in ("html", "json", "markdown", "text") if MARK in report(program, "-", text=SECRETS.encode(), form=name)]
    same = all(changes_nothing(program, path) for path in inputs[::EVERY])
    print(f"{pages} pages, {broken} with faults; credentials in {leaks or 'none'}; the output of a conversion is {'the same' if same else 'another'} with a report")
    sys.exit(1 if broken or pages < 50 or leaks or not same else 0)


if __name__ == "__main__":
    main()
