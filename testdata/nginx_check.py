#!/usr/bin/env python3
"""Asks a real nginx what it does with the locations that ingress-nginx writes, and compares with what `gwconvert trace` reads.

usage: nginx_check.py GWCONVERT        exit status: 0 the same, 1 not, 77 there is no nginx

The tables of the rewrite and location rules are the first cases; the others are made of a few path elements at random, always
the same. nginx listens on ports of the loopback interface that are free, and runs as long as the check.
"""
import concurrent.futures
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HOST = "shop.example.com"
REQUESTS = ["/", "/foo", "/foo/", "/foo/x", "/foobar", "/FOO", "/FOO/x", "/foo//x", "/fo%6F/x", "/x/../foo", "/bar", "/bar/", "/bar/x", "/barbaz", "/a/b", "/a/b/c", "/foo?q=1",
            "/foo/x/?q=1", "/users/42/x", "/other"]
# Paths with their types; rewrite-target; use-regex.
TABLES = [
    ([("/foo", "Prefix")], "", False),
    ([("/foo/", "Prefix")], "", False),
    ([("/foo/", "Exact")], "", False),
    ([("/foo", "Exact"), ("/foo", "Prefix"), ("/", "Prefix")], "", False),
    ([("/a/b", "Exact"), ("/a/b/c", "Prefix"), ("/a", "Prefix")], "", False),
    ([("/foo(/|$)(.*)", "ImplementationSpecific")], "/$2", False),
    ([("/foo(/|$)(.*)", "ImplementationSpecific")], "/bar/$2", False),
    ([("/foo/(.*)", "ImplementationSpecific")], "/$1", False),
    ([("/foo(.*)", "ImplementationSpecific")], "/$1", False),
    ([("/foo/?(.*)", "ImplementationSpecific")], "/$1", False),
    ([("/(.*)", "ImplementationSpecific")], "/$1", False),
    ([("/(.*)", "ImplementationSpecific")], "/v1/$1", False),
    ([("/foo", "Prefix")], "/", False),
    ([("/foo", "Prefix")], "/bar", False),
    ([("/foo", "Prefix")], "/foo", False),
    ([("/", "Prefix")], "/bar", False),
    ([("/a", "Exact")], "/b", False),
    ([("/(a|bar)/(.*)", "ImplementationSpecific")], "/$2", False),
    ([("/users/(\\d+)/x", "ImplementationSpecific")], "/u/$1/x", False),
    ([("/foo(/|$)(.*)", "ImplementationSpecific")], "https://new.example.com/$2", False),
    ([("/a/v[0-9]+", "ImplementationSpecific"), ("/bar", "Prefix"), ("/foo", "Exact")], "", True),
    ([("/foo/.*", "ImplementationSpecific"), ("/foo/x", "Exact"), ("/fo.", "ImplementationSpecific")], "", True),
]
ELEMENTS = ["/foo", "/bar", "/a", "/a/b", "/foo/x", "/", "/foo/", "/a/", "/foob", "/a/b/c"]


def random_cases(count):
    chance = random.Random(7)
    out = []
    while len(out) < count:
        paths = [(path, chance.choice(["Exact", "Prefix", "ImplementationSpecific"])) for path in chance.sample(ELEMENTS, chance.randint(1, 5))]
        # Two locations of one name, which the controller does not see, are refused by nginx.
        plain = [path.rstrip("/") or "/" for path, _ in paths]
        regex = chance.random() < 0.4
        if regex or len(set(plain)) == len(plain):
            out.append((paths, "", regex))
    return out


def ingress(paths, rewrite, regex):
    annotations = {"nginx.ingress.kubernetes.io/ssl-redirect": "false"}
    if rewrite:
        annotations["nginx.ingress.kubernetes.io/rewrite-target"] = rewrite
    if regex:
        annotations["nginx.ingress.kubernetes.io/use-regex"] = "true"
    listed = [{"path": path, "pathType": kind, "backend": {"service": {"name": f"s{i}", "port": {"number": 80}}}} for i, (path, kind) in enumerate(paths)]
    return json.dumps({"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "a", "namespace": "web", "annotations": annotations},
                       "spec": {"ingressClassName": "nginx", "rules": [{"host": HOST, "http": {"paths": listed}}]}})


def locations(paths, rewrite, regex):
    """As controller.go and the template of the controller make them: (path, exact, service or None for 404), in their order."""
    out = [["/", False, None]]
    for i, (path, kind) in enumerate(paths):
        exact = kind == "Exact"
        same = [one for one in out if one[0] == path]
        if not same or same[0][1] != exact:
            out.append([path, exact, f"s{i}"])
        elif same[0][2] is None:
            same[0][2] = f"s{i}"
    out.sort(key=lambda one: one[0], reverse=True)
    out.sort(key=lambda one: len(one[0]), reverse=True)
    enforced = regex or (rewrite and any(rewrite != path for path, _, _ in out))
    made = []
    for path, exact, service in out:
        if exact or path == "/" or regex or (rewrite and rewrite != path):
            made.append((path, exact, service))
            continue
        made.append((path.rstrip("/") + "/", False, service))
        if not any(other == path and also for other, also, _ in out):
            made.append((path, True, service))
    return made, enforced


def block(path, exact, service, rewrite, enforced, upstream):
    head = f'location ~* "^{path}"' if enforced else f'location {"= " if exact else ""}"{path}"'
    lines = []
    if rewrite and rewrite != path:
        lines.append(f'rewrite "(?i){path}" {rewrite} {"redirect" if "://" in rewrite else "break"};')
    lines.append("return 404;" if service is None and not lines else f"proxy_set_header X-Service {service or 'none'}; proxy_pass http://127.0.0.1:{upstream};")
    return head + " { " + " ".join(lines) + " }"


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def configuration(cases, folder, ports):
    upstream = ports[-1]
    servers = [f'server {{ listen 127.0.0.1:{upstream}; location / {{ return 200 "$http_x_service $request_uri"; }} }}']
    for (paths, rewrite, regex), port in zip(cases, ports):
        made, enforced = locations(paths, rewrite, regex)
        servers.append(f"server {{ listen 127.0.0.1:{port}; server_name {HOST}; port_in_redirect off; " + "\n".join(block(*one, rewrite, enforced, upstream) for one in made) + " }")
    stores = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"pid {folder}/pid; error_log {folder}/error.log; daemon off; worker_processes 1;\nevents {{}}\nhttp {{ access_log off; {stores}\n" + "\n".join(servers) + "\n}\n"


def real(port, target):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", target, headers={"Host": HOST})
    answer = connection.getresponse()
    body = answer.read().decode()
    if answer.status in (301, 302):
        return f"{answer.status} {answer.getheader('Location')}"
    if answer.status != 200:
        return str(answer.status)
    service, uri = body.split(" ", 1)
    return "404" if service == "none" else f"web/{service}:80 {uri.split('?')[0]}"


def read(gwconvert, file, target):
    result = subprocess.run([gwconvert, "trace", f"GET http://{HOST}{target}", file, "--format", "json"], capture_output=True, text=True)
    before = json.loads(result.stdout)["before"]
    if before["ends"].startswith("redirect "):
        return before["ends"].replace("redirect ", "").replace(" to ", " ", 1)
    return before["ends"][:3] if before["ends"].startswith("404") else f"{before['ends']} {before['path']}"


def sent(real_answer, target):
    """Without a rewrite nginx passes the path on as it came; the reading has it decoded and normal."""
    normal = {"/fo%6F/x": "/foo/x", "/foo//x": "/foo/x", "/x/../foo": "/foo"}
    for written, meant in normal.items():
        real_answer = real_answer.replace(written, meant)
    return real_answer


def main():
    gwconvert = sys.argv[1]
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if nginx is None:
        print("skipped: there is no nginx (Debian: nginx-light)")
        return 77
    cases = TABLES + random_cases(30)
    failures = asked = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        ports = free_ports(len(cases) + 1)
        with open(f"{folder}/nginx.conf", "w") as file:
            file.write(configuration(cases, folder, ports))
        server = subprocess.Popen([nginx, "-p", folder, "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"])
        try:
            for _ in range(100):
                if socket.socket().connect_ex(("127.0.0.1", ports[-1])) == 0:
                    break
                time.sleep(0.1)
            jobs = []
            for i, case in enumerate(cases):
                file = f"{folder}/{i}.json"
                with open(file, "w") as out:
                    out.write(ingress(*case))
                jobs += [(case, file, ports[i], target) for target in REQUESTS]
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                readings = pool.map(lambda job: read(gwconvert, job[1], job[3]), jobs)
                for (case, _, port, target), reading in zip(jobs, readings):
                    asked += 1
                    answer = sent(real(port, target), target)
                    if answer != reading:
                        failures += 1
                        print(f"{case}\n  GET {target}\n    nginx: {answer}\n    read:  {reading}")
        finally:
            server.terminate()
            server.wait()
    print(f"{asked} requests to {len(cases)} hosts, {failures} read otherwise")
    return 1 if failures or not asked else 0


if __name__ == "__main__":
    sys.exit(main())
