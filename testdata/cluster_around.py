"""What a cluster has and snippets of documentation leave out: objects that the objects of a file refer to, as they would be there
in a `kubectl get … -A`. Only what is missing is made, and as little of it as a reference needs."""


def _get(value, *keys):
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _rules(document):
    for rule in _get(document, "spec", "http") or []:
        if isinstance(rule, dict):
            yield rule


def _backends(rule):
    for backend in [rule.get("backend"), *(rule.get("backends") or [])]:
        if isinstance(backend, dict) and backend.get("serviceName"):
            yield backend


class Around:
    def __init__(self, documents):
        self.known = {(d.get("kind"), _get(d, "metadata", "namespace"), _get(d, "metadata", "name")) for d in documents}
        self.made = {}
        self.ports = {}    # of Services: number or name
        self.subsets = {}  # of Services
        for document in documents:
            if str(document.get("apiVersion", "")).startswith("apisix.apache.org/"):
                self.visit(document, _get(document, "metadata", "namespace"))
        self.add_services()
        if not any(kind == "GatewayProxy" for kind, _, _ in self.known):
            self.make("v1alpha1", "GatewayProxy", self.space(documents), "apisix-config", {"provider": {
                "type": "ControlPlane", "controlPlane": {"endpoints": ["http://apisix-admin:9180"], "auth": {"type": "AdminKey", "adminKey": {"value": "key"}}}}})

    @staticmethod
    def space(documents):
        return next((_get(d, "metadata", "namespace") for d in documents if _get(d, "metadata", "namespace")), None)

    def make(self, version, kind, space, name, spec, group="apisix.apache.org/"):
        if (kind, space, name) in self.known or (kind, space, name) in self.made:
            return
        metadata = {"name": name, **({"namespace": space} if space else {})}
        self.made[kind, space, name] = {"apiVersion": group + version, "kind": kind, "metadata": metadata, "spec": spec}

    def make_secret(self, space, name):
        key = ("Secret", space, name)
        if name and key not in self.known:
            metadata = {"name": name, **({"namespace": space} if space else {})}
            self.made[key] = {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "stringData": {"made": "up"}}

    def visit(self, document, space):
        for holder in [*_rules(document), document.get("spec")]:
            for plugin in _get(holder, "plugins") or []:
                self.make_secret(space, _get(plugin, "secretRef"))
        for parameter in (_get(document, "spec", "authParameter") or {}).values():
            self.make_secret(space, _get(parameter, "secretRef", "name"))
        for rule in _rules(document):
            for backend in _backends(rule):
                self.use(space, backend["serviceName"], backend.get("servicePort"))
                if backend.get("subset"):
                    self.subsets.setdefault((space, backend["serviceName"]), set()).add(backend["subset"])
            for upstream in rule.get("upstreams") or []:
                self.make("v2", "ApisixUpstream", space, _get(upstream, "name"), {"externalNodes": [{"type": "Domain", "name": "example.com"}]})
            if rule.get("plugin_config_name"):
                plugins = [{"name": "prometheus", "enable": True, "config": {}}]
                self.make("v2", "ApisixPluginConfig", rule.get("plugin_config_namespace") or space, rule["plugin_config_name"], {"plugins": plugins})
        for stream in (_get(document, "spec", "stream") or []) + (_get(document, "spec", "tcp") or []):
            host = _get(stream, "match", "host")
            if host:
                secret = {"name": "certificate", "namespace": space or "default"}
                self.make("v2", "ApisixTls", space, "for-" + host.replace("*", "any"), {"hosts": [host], "secret": secret})
        if document.get("kind") == "ApisixUpstream":
            name = _get(document, "metadata", "name")
            for entry in (_get(document, "spec", "portLevelSettings") or []) + (_get(document, "spec", "ports") or []):
                self.use(space, name, _get(entry, "port"))

    def use(self, space, service, port):
        if isinstance(port, (int, str)):
            self.ports.setdefault((space, service), set()).add(port)

    def add_services(self):
        for (space, service), ports in self.ports.items():
            numbers = sorted(p for p in ports if isinstance(p, int))
            named = [{"name": f"p{p}", "port": p} for p in numbers]
            named += [{"name": p, "port": 20000 + i} for i, p in enumerate(sorted(p for p in ports if isinstance(p, str)))]
            self.make("v1", "Service", space, service, {"selector": {"app": service}, "ports": named}, group="")
        for (space, service), names in self.subsets.items():
            self.make("v2", "ApisixUpstream", space, service, {"subsets": [{"name": n, "labels": {"version": n}} for n in sorted(names)]})


def around(documents):
    """The missing objects, as Python values."""
    return list(Around([d for d in documents if isinstance(d, dict)]).made.values())
