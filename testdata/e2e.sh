#!/bin/sh
# A real API server takes what is printed: for every promise, the conversion is piped into `kubectl apply -f -`, and
# `kubectl diff -f -` finds nothing to change afterwards. The server is started here, on loopback, and stopped again.
# usage: e2e.sh GWCONVERT TESTDATA CRDS [RELEASE CHANNEL]
# KUBEBUILDER_ASSETS names a folder with etcd, kube-apiserver and kubectl, as tests of controllers have it; CRDS a folder
# with a folder RELEASE-CHANNEL of definitions. Exits with 77 (skipped) where one of them is not there.
set -eu
gwconvert=$1 testdata=$2 crds=$3 release=${4:-v1.4.1} channel=${5:-standard}

skip() {
  echo "skipped: $1"
  exit 77
}
[ -n "${KUBEBUILDER_ASSETS:-}" ] || skip 'KUBEBUILDER_ASSETS is not set: it names a folder with etcd, kube-apiserver and kubectl'
for program in etcd kube-apiserver kubectl; do
  [ -x "$KUBEBUILDER_ASSETS/$program" ] || skip "there is no $program in $KUBEBUILDER_ASSETS"
done
command -v openssl >/dev/null || skip 'openssl, which makes a key for the API server, is not there'
[ -d "$crds/$release-$channel" ] || skip "there are no definitions in $crds/$release-$channel"

work=$(mktemp -d)
etcd= server=
stop() {
  for process in $server $etcd; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "$1" >&2
  [ -z "${2:-}" ] || tail -n 20 "$2" >&2
  exit 1
}

ports=$(python3 -c 'import socket
sockets = [socket.socket() for _ in range(3)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])')
set -- $ports
client=http://127.0.0.1:$1 peer=http://127.0.0.1:$2 secure=$3
token=$(openssl rand -hex 16)
openssl genrsa -out "$work/accounts.key" 2048 2>/dev/null
echo "$token,admin,admin,system:masters" >"$work/tokens.csv"

"$KUBEBUILDER_ASSETS/etcd" --data-dir "$work/etcd" --listen-client-urls "$client" --advertise-client-urls "$client" \
  --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "default=$peer" \
  --unsafe-no-fsync >"$work/etcd.log" 2>&1 &
etcd=$!
"$KUBEBUILDER_ASSETS/kube-apiserver" --etcd-servers "$client" --bind-address 127.0.0.1 --secure-port "$secure" \
  --cert-dir "$work/certs" --token-auth-file "$work/tokens.csv" --authorization-mode RBAC \
  --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$work/accounts.key" \
  --service-account-signing-key-file "$work/accounts.key" --service-cluster-ip-range 10.0.0.0/24 \
  --disable-admission-plugins ServiceAccount >"$work/server.log" 2>&1 &
server=$!

kubectl() {
  HOME=$work KUBECONFIG=/dev/null "$KUBEBUILDER_ASSETS/kubectl" --server "https://127.0.0.1:$secure" --token "$token" \
    --insecure-skip-tls-verify "$@"
}
tries=0
until kubectl get --raw /readyz >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 120 ] || fail 'the API server does not get ready' "$work/server.log"
  kill -0 "$server" 2>/dev/null || fail 'the API server has stopped' "$work/server.log"
  kill -0 "$etcd" 2>/dev/null || fail 'etcd has stopped' "$work/etcd.log"
  sleep 0.5
done
kubectl apply --server-side -f "$crds/$release-$channel" >"$work/log" 2>&1 || fail 'the definitions are refused' "$work/log"
kubectl wait --for condition=Established --timeout 60s crd --all >"$work/log" 2>&1 || fail 'the definitions are not served' "$work/log"

# kubectl diff writes files that are named like the objects, which some names are too long for.
unchanged() {
  kubectl diff -f - <"$work/out.yaml" && return
  kubectl diff -f - <"$work/out.yaml" 2>&1 | grep -q 'file name too long' || return 1
  echo "applied, but too long a name for kubectl diff: $input" >&3
}

exec 3>&1
count=0
for input in "$testdata"/*/*/input.yaml; do
  "$gwconvert" --gateway-api "$release" --channel "$channel" --controller ingress-nginx --keep-going --quiet --fail-on never \
    "$input" >"$work/out.yaml" 2>/dev/null || fail "exit status $?: $input"
  [ -s "$work/out.yaml" ] || continue
  for space in $(sed -n 's/^  namespace: //p' "$work/out.yaml" | tr -d '"' | sort -u); do
    kubectl create namespace "$space" >/dev/null 2>&1 || true  # it may be there
  done
  kubectl apply -f - <"$work/out.yaml" >"$work/log" 2>&1 || fail "refused: $input" "$work/log"
  unchanged >"$work/log" 2>&1 || fail "a second apply would change something: $input" "$work/log"
  kubectl delete -f - <"$work/out.yaml" >"$work/log" 2>&1 || fail "not deleted: $input" "$work/log"
  count=$((count + 1))
done
echo "$release $channel: $count conversions applied, and applied again without a change"
[ "$count" -gt 100 ] || fail 'too few conversions were applied'
